"""The files of `data/languages`: how a language is recognised, divided and dated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from generator.calendars import GREGORIAN, HIJRI, JALALI, Relative
from generator.lexicon.discourse import (
    EVENT_TYPES,
    event_words,
    folded,
    people_words,
    statement_cues,
    topic_words,
)
from generator.lexicon.tables import Table, read
from generator.text.folding import fold
from generator.vocabulary import (
    Boilerplate,
    Clitics,
    DateWords,
    Language,
    NumberWords,
    OriginCues,
    TenseCues,
)

_REQUIRED = {"code", "script", "direction", "recognition", "sentences"}
_SECTIONS = {
    "recognition": {"letters", "words", "article"},
    "sentences": {"abbreviations", "starters"},
    "clitics": {"conjunctions", "prepositions", "article", "contracted"},
    "boilerplate": {"lines", "starts", "bylines", "byline_starts"},
    "origins": {"before", "after", "attached", "publisher"},
    "dates": {
        *("forms", "half_forms", "relative_forms", "year_after", "month_after", "ambiguous"),
        *("two_months", "ranges", "beside", "not_dates", "past", "shifts", "units", "words"),
        *("ordinals", "edges", "relations", "months", "weekdays"),
    },
    "tense": {
        "past",
        "future",
        "future_prefixes",
        "not_future",
        "verb_last",
        "begun",
        "compared",
        "cuts",
        "past_plans",
    },
    "people": {
        *("offices", "titles", "ranks", "stops", "ambiguous", "particles", "not_after"),
        *("former", "letters", "homographs"),
    },
    "statements": {
        *("order", "verbs", "participles", "according", "attached", "complementizers", "thats"),
        *("speaker_ends", "openers", "auxiliaries", "pronouns", "speakers", "anonymous"),
        *("feminine_ends", "referring", "quoting", "quoted", "thatless", "adjectives"),
        *("documents", "documents_attached", "relatives", "objects", "passives", "directly"),
        *("persons", "kinds", "nations"),
    },
    "numbers": {
        *("words", "magnitudes", "vague", "qualifiers", "qualifiers_after", "units", "duals"),
        *("between", "joins", "links", "not_after", "ones", "teens"),
        *("not_counted", "not_numbers", "counted_ends", "others", "classifiers", "where"),
    },
    "events": {
        *(
            "denied",
            "denied_after",
            "denying",
            "delays",
            "demanded",
            "conditional",
            "planned",
            "planned_at",
            "happened",
        ),
        "happened_at",
        "breaks",
        *("at", "leaving", "elsewhere", "suffixes", *EVENT_TYPES),
    },
    "topic": {"words", "forces", "coalition", "troops", "leaving"},
}
_EDGES = ("start", "mid", "end")
_RELATIONS = ("by", "until", "since", "before", "after", "in")
_CALENDARS = (GREGORIAN, HIJRI, JALALI)
_VAGUE = ("hundreds", "thousands")
_QUALIFIERS = ("about", "more-than", "less-than")
UNITS = (
    *("troops", "attacks", "countries", "members", "bases", "drones", "people", "targets"),
    *(
        "munitions",
        "ships",
        "vehicles",
        "detainees",
        "packages",
        "months",
        "years",
        "weeks",
        "days",
        "hours",
    ),
    *("dollars", "percent", "kilometres", "sources", "conditions", "operations"),
)
_Meaning = TypeVar("_Meaning")
_SLOT = re.compile(r"\{[^}]*\}?|\}")
_SLOTS = {"{day}", "{day2}", "{month}", "{year}", "{year2}", "{edge}"}
_HALF_SLOTS = {
    *("{after}", "{day}", "{day2}", "{month}", "{edge}", "{shift}", "{before}", "{unit}"),
}
_RELATIVE_SLOTS = {
    *("{weekday}", "{shift}", "{before}", "{past}", "{unit}", "{units}", "{number}", "{dual}"),
    *("{edge}", "{day}", "{word}"),
}
_SHIFTS = ("last", "this", "next", "before")
_CALENDAR_UNITS = ("day", "week", "month", "year")
_WORD = re.compile(r"(day|week|month|year)([+-]\d)")


def read_language(path: Path) -> Language:
    """Read one file.

    Raises:
        DataError: it is malformed.
    """
    data = read(path)
    data.check_keys(_REQUIRED | set(_SECTIONS), _REQUIRED)
    if data.text("direction") not in ("rtl", "ltr"):
        raise data.wrong(f"direction = {data.text('direction')!r} must be rtl or ltr")
    sections = {name: data.table(name) for name in _SECTIONS}
    for name, section in sections.items():
        section.check_keys(_SECTIONS[name])
        if name in _REQUIRED and (missing := sorted(_SECTIONS[name] - set(section.values))):
            raise section.wrong(f"{missing[0]} is missing; compare it with ar.toml")
    recognition, sentences = sections["recognition"], sections["sentences"]
    return Language(
        code=data.text("code"),
        script=data.text("script"),
        direction=data.text("direction"),
        letters=recognition.text("letters"),
        function_words=frozenset(folded(recognition.texts("words"))),
        article=recognition.text("article"),
        abbreviations=frozenset(word.lower() for word in sentences.texts("abbreviations")),
        starters=frozenset(sentences.texts("starters")),
        clitics=_clitics(sections["clitics"]),
        boilerplate=_boilerplate(sections["boilerplate"]),
        origins=_origins(sections["origins"]),
        dates=_dates(sections["dates"]),
        tense=_tense(sections["tense"]),
        numbers=_numbers(sections["numbers"]),
        people=people_words(sections["people"]),
        statements=statement_cues(sections["statements"]),
        events=event_words(sections["events"]),
        topic=topic_words(sections["topic"]),
    )


def _clitics(data: Table) -> Clitics:
    return Clitics(
        folded(data.texts("conjunctions")),
        folded(data.texts("prepositions")),
        fold(data.text("article")).text,
        fold(data.text("contracted")).text,
    )


def _boilerplate(data: Table) -> Boilerplate:
    return Boilerplate(
        frozenset(folded(data.texts("lines"))),
        folded(data.texts("starts")),
        frozenset(folded(data.texts("bylines"))),
        folded(data.texts("byline_starts")),
    )


def _origins(data: Table) -> OriginCues:
    return OriginCues(**{name: folded(data.texts(name)) for name in data.values})


def _dates(data: Table) -> DateWords:
    _check_forms(data, "forms", _SLOTS, "{year}")
    _check_forms(data, "half_forms", _HALF_SLOTS, "{month}")
    _check_forms(data, "relative_forms", _RELATIVE_SLOTS, "")
    months = data.table("months")
    months.check_keys(_CALENDARS)
    return DateWords(
        **{
            name: folded(data.texts(name))
            for name in (
                *("forms", "half_forms", "relative_forms", "year_after", "month_after"),
                *("two_months", "ranges", "not_dates", "past"),
            )
        },
        ambiguous=frozenset(folded(data.texts("ambiguous"))),
        beside=frozenset(folded(data.texts("beside"))),
        edges={edge: folded(words) for edge, words in data.lists("edges", _EDGES).items()},
        relations={
            name: folded(words) for name, words in data.lists("relations", _RELATIONS).items()
        },
        shifts={name: folded(words) for name, words in data.lists("shifts", _SHIFTS).items()},
        units={name: folded(words) for name, words in data.lists("units", _CALENDAR_UNITS).items()},
        words=dict(_date_words(data.table("words"))),
        months={
            (system, number): folded(names)
            for system in months.values
            for number, names in months.numbered(system, 12).items()
        },
        weekdays={day: folded(names) for day, names in data.numbered("weekdays", 7).items()},
        ordinals={day: folded(names) for day, names in data.numbered("ordinals", 31).items()},
    )


def _check_forms(data: Table, key: str, slots: set[str], needed: str) -> None:
    for form in data.texts(key):
        if unknown := sorted(set(_SLOT.findall(form)) - slots):
            raise data.wrong(f"form {form!r}: {unknown[0]} is no slot; known: {sorted(slots)}")
        if needed not in form:
            raise data.wrong(f"form {form!r} has no {needed}: it does not belong in {key}")


def _date_words(data: Table) -> Iterator[tuple[Relative, tuple[str, ...]]]:
    for key in data.values:
        meaning = _WORD.fullmatch(key)
        if meaning is None:
            raise data.wrong(f"{key!r} must be a unit and a shift, such as day-1 or year+0")
        yield Relative(meaning[1], shift=int(meaning[2])), folded(data.texts(key))


def _tense(data: Table) -> TenseCues:
    return TenseCues(
        **{
            name: folded(data.texts(name))
            for name in ("past", "future", "future_prefixes", "not_future", "past_plans")
        },
        verb_last=data.flag("verb_last", default=False),
        begun=frozenset(folded(data.texts("begun"))),
        compared=frozenset(folded(data.texts("compared"))),
        cuts=frozenset(folded(data.texts("cuts"))),
    )


def _numbers(data: Table) -> NumberWords:
    most = 10**12
    return NumberWords(
        values=_by_word(data.numbered("words", most)),
        magnitudes=_by_word(data.numbered("magnitudes", most)),
        vague=_by_word(data.lists("vague", _VAGUE)),
        qualifiers=_by_word(data.lists("qualifiers", _QUALIFIERS)),
        qualifiers_after=_by_word(data.lists("qualifiers_after", _QUALIFIERS)),
        units=_by_word(data.lists("units", UNITS)),
        duals=_by_word(data.lists("duals", UNITS)),
        ones=frozenset(folded(data.texts("ones"))),
        teens=frozenset(folded(data.texts("teens"))),
        between=frozenset(folded(data.texts("between"))),
        joins=folded(data.texts("joins")),
        links=frozenset(folded(data.texts("links"))),
        not_after=frozenset(folded(data.texts("not_after"))),
        not_counted=frozenset(folded(data.texts("not_counted"))),
        not_numbers=frozenset(data.texts("not_numbers")),
        counted_ends=folded(data.texts("counted_ends")),
        others=frozenset(folded(data.texts("others"))),
        where=folded(data.texts("where")),
        classifiers={word: word for word in folded(data.texts("classifiers"))},
    )


def _by_word(groups: Mapping[_Meaning, Sequence[str]]) -> dict[str, _Meaning]:
    """Return what each folded word means."""
    return {fold(word).text: meaning for meaning, words in groups.items() for word in words}
