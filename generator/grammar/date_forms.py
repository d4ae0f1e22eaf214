"""The date forms of a language, compiled to patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from generator.calendars import Relative
from generator.text.phrases import any_of
from generator.vocabulary import DateWords, Language

AFTER = "{after}"
"""What stands before it in a form is context, no part of the date."""
BARE_YEAR = AFTER + "{year}"
UNITS = {"hours": "day", "days": "day", "weeks": "week", "months": "month", "years": "year"}
"""The units of figures that dates are counted in, and the unit of the date."""
# Before what it counts stands a word of its own for this, in some languages.
_SHIFTS = {"last": -1, "this": 0, "next": 1, "before": 0}
_Meaning = TypeVar("_Meaning")

# Slots that few sentences can fill; numbers are in most.
_TELLING = (
    *("{year}", "{month}", "{edge}", "{weekday}", "{past}", "{shift}", "{before}", "{word}"),
    *("{units}", "{unit}", "{dual}"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What of a language's date words is compiled.

    A pattern comes with its form and the slots that must be filled; `slot_words` finds what can
    fill one, so that a form is tried only where all of its slots can be.
    """

    language: Language
    patterns: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]
    slot_words: Mapping[str, re.Pattern[str]]
    months: Mapping[str, tuple[tuple[str, int], ...]]
    ambiguous: frozenset[str]
    edges: Mapping[str, str]
    ordinals: Mapping[str, int]
    weekdays: Mapping[str, int]
    shifts: Mapping[str, int]
    units: Mapping[str, str]
    words: Mapping[str, Relative]
    numbers: Mapping[str, int]
    counted: Mapping[str, str]


def squeezed(word: str) -> str:
    """Return a word without its spaces, for they are optional in Arabic script."""
    return re.sub(r"[ \-]", "", word)


@lru_cache(maxsize=16)
def grammar_of(language: Language) -> Grammar:
    """Compile what a language says of dates, once a language."""
    words, numbers = language.dates, language.numbers
    months: dict[str, tuple[tuple[str, int], ...]] = {}
    for key, names in words.months.items():
        for name in names:
            months[squeezed(name)] = (*months.get(squeezed(name), ()), key)
    slots = _slots(language)
    counted = {
        squeezed(noun): unit
        for table in (numbers.units, numbers.duals)
        for noun, unit in table.items()
        if unit in UNITS
    }
    forms = (
        *words.forms,
        *([BARE_YEAR] if words.year_after else []),
        *words.half_forms,
        *words.relative_forms,
        "{weekday}",
        "{word}",
    )
    return Grammar(
        language=language,
        patterns=tuple((form, _needs(form), _compile(form, language, slots)) for form in forms),
        slot_words={slot: re.compile(slots[slot]) for slot in _TELLING},
        months=months,
        ambiguous=frozenset(map(squeezed, words.ambiguous)),
        edges=_by_word(words.edges),
        ordinals=_by_word(words.ordinals),
        weekdays=_by_word(words.weekdays),
        shifts={
            **{squeezed(w): _SHIFTS[name] for name, group in words.shifts.items() for w in group}
        },
        units=_by_word(words.units),
        words={squeezed(w): key for key, group in words.words.items() for w in group},
        numbers={squeezed(word): value for word, value in numbers.values.items()},
        counted={
            **counted,
            **{language.clitics.article + noun: unit for noun, unit in counted.items()},
        },
    )


def _needs(form: str) -> frozenset[str]:
    """Return the slots that a form must have filled."""
    bare = re.sub(r"\[[^]]*\]", "", form)
    return frozenset(slot for slot in _TELLING if slot in bare)


@lru_cache(maxsize=1024)
def forms_for(grammar: Grammar, present: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the forms all of whose slots can be filled, with their patterns."""
    return tuple((form, pattern) for form, needs, pattern in grammar.patterns if needs <= present)


def _by_word(groups: Mapping[_Meaning, tuple[str, ...]]) -> dict[str, _Meaning]:
    return {squeezed(word): key for key, group in groups.items() for word in group}


def _slots(language: Language) -> dict[str, str]:
    """Return the pattern of each slot."""
    words, numbers = language.dates, language.numbers
    latin = language.script == "Latn"
    months = any_of([name for names in words.months.values() for name in names])
    # The Levantine and the Gulf name of one month stand side by side: the first one decides.
    joined = rf" ?(?:{any_of(words.two_months)}) ?(?:{months})| ?\( ?(?:{months}) ?\)"
    ordinals = any_of([word for group in words.ordinals.values() for word in group])
    nouns = [noun for noun, unit in numbers.units.items() if unit in UNITS]
    duals = [noun for noun, unit in numbers.duals.items() if unit in UNITS]
    article = language.clitics.article
    article = f"(?:{article})?" if article else ""
    values = any_of(list(numbers.values))
    return {
        "{day}": rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{ordinals})",
        "{day2}": r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?",
        "{month}": rf"(?P<month>{months})" + (r"\.?" if latin else f"(?:{joined})?"),
        "{year}": r"(?P<year>\d{4})",
        "{year2}": r"(?P<year2>\d{4})",
        "{edge}": f"(?P<edge>{any_of([w for group in words.edges.values() for w in group])})",
        "{weekday}": f"(?P<weekday>{any_of([w for g in words.weekdays.values() for w in g])})",
        "{shift}": f"(?P<shift>{any_of(_shifts(words, before=False))})",
        "{before}": f"(?P<shift>{any_of(_shifts(words, before=True))})",
        "{past}": f"(?P<span>{any_of(words.past)})",
        "{unit}": f"(?P<unit>{any_of([w for group in words.units.values() for w in group])})",
        "{word}": f"(?P<word>{any_of([w for group in words.words.values() for w in group])})",
        "{number}": rf"(?P<number>\d{{1,3}}|{values})",
        "{units}": rf"(?P<units>{article}(?:{any_of(nouns)}))",
        "{dual}": rf"(?P<dual>{article}(?:{any_of(duals)}))",
    }


def _shifts(words: DateWords, *, before: bool) -> list[str]:
    return [w for key, group in words.shifts.items() if (key == "before") == before for w in group]


def _compile(form: str, language: Language, slots: Mapping[str, str]) -> re.Pattern[str]:
    """Compile a form: each slot to a group, each space to what may stand there.

    In Arabic script a space may be lost; in Latin script a comma may stand before it. What stands
    in square brackets may be absent; what stands before `{after}` is context, no part of the date.
    """
    latin = language.script == "Latn"
    space = r"(?:,? +| ?- ?)" if latin else r"(?: *| ?- ?)"
    context = AFTER in form
    date = form.removeprefix(AFTER)
    words_of_ranges = [word for word in language.dates.ranges if word.isalpha()]
    if form == BARE_YEAR:
        before = f"(?:{any_of([*language.dates.year_after, *words_of_ranges])}) +"
    elif context:
        before = f"(?:{any_of(language.dates.month_after)}) *"
    else:
        before = ""
    pieces = []
    for piece in re.split(r"(\{\w+\}|[ \[\]|])", date):
        if piece in slots:
            pieces.append(slots[piece])
        else:
            known = {" ": space, "[": "(?:", "]": ")?", "|": "|"}
            pieces.append(known[piece] if piece in known else re.escape(piece))
    return re.compile(
        rf"(?<!\w)(?:{_clitic(language)}){before}(?P<date>{''.join(pieces)})(?!\w|,\d|[-/.]\d)"
    )


def _clitic(language: Language) -> str:
    clitics = language.clitics
    conjunction, preposition = "".join(clitics.conjunctions), "".join(clitics.prepositions)
    return f"[{conjunction}]?[{preposition}]?" if conjunction and preposition else ""
