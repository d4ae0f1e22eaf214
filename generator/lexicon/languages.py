"""The files of `data/languages`: how a language is recognised, divided and dated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from generator.calendars import GREGORIAN, HIJRI, JALALI
from generator.lexicon.tables import Table, read
from generator.text.folding import fold
from generator.vocabulary import (
    Boilerplate,
    Clitics,
    DateWords,
    Language,
    NumberWords,
    OriginCues,
)

_REQUIRED = {"code", "script", "direction", "recognition", "sentences"}
_SECTIONS = {
    "recognition": {"letters", "words", "article"},
    "sentences": {"abbreviations", "starters"},
    "clitics": {"conjunctions", "prepositions", "article", "contracted"},
    "boilerplate": {"lines", "starts", "bylines", "byline_starts"},
    "origins": {"before", "after", "attached", "publisher"},
    "dates": {"forms", "year_after", "two_months", "edges", "relations", "months", "weekdays"},
    "numbers": {
        *("words", "magnitudes", "vague", "qualifiers", "qualifiers_after", "units", "duals"),
        *("between", "joins", "links", "not_after"),
    },
    "topic": {"words"},
}
_EDGES = ("start", "mid", "end")
_RELATIONS = ("by", "until", "since", "before", "after", "in")
_CALENDARS = (GREGORIAN, HIJRI, JALALI)
_VAGUE = ("hundreds", "thousands")
_QUALIFIERS = ("about", "more-than", "less-than")
UNITS = (
    *("troops", "attacks", "countries", "members", "bases", "drones", "people", "targets"),
    *("munitions", "ships", "packages", "months", "years", "weeks", "days", "hours"),
    *("dollars", "percent", "kilometres", "sources", "conditions"),
)
_Meaning = TypeVar("_Meaning")
_SLOT = re.compile(r"\{[^}]*\}?|\}")
_SLOTS = {"{day}", "{month}", "{year}", "{edge}"}


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
        function_words=frozenset(_folded(recognition.texts("words"))),
        article=recognition.text("article"),
        abbreviations=frozenset(word.lower() for word in sentences.texts("abbreviations")),
        starters=frozenset(sentences.texts("starters")),
        clitics=_clitics(sections["clitics"]),
        boilerplate=_boilerplate(sections["boilerplate"]),
        origins=_origins(sections["origins"]),
        dates=_dates(sections["dates"]),
        numbers=_numbers(sections["numbers"]),
        topic=_folded(sections["topic"].texts("words")),
    )


def _clitics(data: Table) -> Clitics:
    return Clitics(
        _folded(data.texts("conjunctions")),
        _folded(data.texts("prepositions")),
        fold(data.text("article")).text,
        fold(data.text("contracted")).text,
    )


def _boilerplate(data: Table) -> Boilerplate:
    return Boilerplate(
        frozenset(_folded(data.texts("lines"))),
        _folded(data.texts("starts")),
        frozenset(_folded(data.texts("bylines"))),
        _folded(data.texts("byline_starts")),
    )


def _origins(data: Table) -> OriginCues:
    return OriginCues(**{name: _folded(data.texts(name)) for name in data.values})


def _dates(data: Table) -> DateWords:
    forms = data.texts("forms")
    for form in forms:
        if unknown := sorted(set(_SLOT.findall(form)) - _SLOTS):
            raise data.wrong(f"form {form!r}: {unknown[0]} is no slot; known: {sorted(_SLOTS)}")
        if "{year}" not in form:
            raise data.wrong(f"form {form!r} has no {{year}}: a date without one is not read")
    months = data.table("months")
    months.check_keys(_CALENDARS)
    return DateWords(
        forms=_folded(forms),
        year_after=_folded(data.texts("year_after")),
        two_months=_folded(data.texts("two_months")),
        edges={edge: _folded(words) for edge, words in data.lists("edges", _EDGES).items()},
        relations={
            name: _folded(words) for name, words in data.lists("relations", _RELATIONS).items()
        },
        months={
            (system, number): _folded(names)
            for system in months.values
            for number, names in months.numbered(system, 12).items()
        },
        weekdays={day: _folded(names) for day, names in data.numbered("weekdays", 7).items()},
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
        between=frozenset(_folded(data.texts("between"))),
        joins=_folded(data.texts("joins")),
        links=frozenset(_folded(data.texts("links"))),
        not_after=frozenset(_folded(data.texts("not_after"))),
    )


def _by_word(groups: Mapping[_Meaning, Sequence[str]]) -> dict[str, _Meaning]:
    """Return what each folded word means."""
    return {fold(word).text: meaning for meaning, words in groups.items() for word in words}


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word).text for word in words)
