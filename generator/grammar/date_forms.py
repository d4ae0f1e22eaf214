"""The date forms of a language, compiled to patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from generator.calendars import Relative
from generator.text.phrases import any_of, first_words
from generator.vocabulary import Language

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
    *("{day}", "{day2}", "{year}", "{month}", "{edge}", "{weekday}", "{past}", "{shift}"),
    *("{before}", "{word}", "{units}", "{unit}", "{dual}"),
)
_ANY, _YEAR = "", r"\d{4}"
_OPTIONAL = re.compile(r"\[[^]]*\]")


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A form of dates with its pattern; `needs` are slots, `literals` words that it must have."""

    form: str
    needs: frozenset[str]
    literals: tuple[str, ...]
    pattern: str

    def stands_in(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where the form stands in a folded text that can fill its slots."""
        if all(word in text for word in self.literals):
            yield from _compiled(self.pattern).finditer(text)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a form where one stands that may be meant: few texts need them all."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What of a language's date words is compiled.

    `slot_words` finds in a word what a slot may be filled with, so that a form is tried only where
    all of its slots can be.
    """

    language: Language
    forms: tuple[Form, ...]
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
        forms=tuple(
            Form(form, _needs(form), _literals(form), _pattern(form, language, slots))
            for form in forms
        ),
        slot_words=_slot_words(language),
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
    bare = _OPTIONAL.sub("", form)
    return frozenset(slot for slot in _TELLING if slot in bare)


def _literals(form: str) -> tuple[str, ...]:
    """Return the words that a form must have."""
    bare = _OPTIONAL.sub(" ", form)
    return () if "|" in bare else tuple(re.sub(r"\{\w+\}", " ", bare).split())


@lru_cache(maxsize=1024)
def forms_for(grammar: Grammar, present: frozenset[str]) -> tuple[Form, ...]:
    """Return the forms all of whose slots can be filled."""
    return tuple(form for form in grammar.forms if form.needs <= present)


def slots_in(words: Iterable[str], grammar: Grammar) -> frozenset[str]:
    """Return the slots that a sentence of some words may fill."""
    return frozenset(slot for word in words for slot in _slots_begun(word, grammar))


@lru_cache(maxsize=65536)
def _slots_begun(word: str, grammar: Grammar) -> tuple[str, ...]:
    """Return the slots that may be filled from somewhere in a word on: in most words, none.

    In Arabic script what fills one may be glued to the word before it.
    """
    if not grammar.slot_words[_ANY].search(word):
        return ()
    return tuple(slot for slot in _TELLING if grammar.slot_words[slot].search(word))


def _slot_words(language: Language) -> dict[str, re.Pattern[str]]:
    """Return what finds in a word what may fill a slot, and what may fill any."""
    found = {slot: any_of(first_words(words)) for slot, words in _fillers(language).items()}
    found = {**found, "{day}": rf"\d|{found['{day}']}", "{day2}": r"\d", "{year}": _YEAR}
    found[_ANY] = "|".join(found.values())
    return {slot: re.compile(words) for slot, words in found.items()}


def _fillers(language: Language) -> dict[str, list[str]]:
    """Return the words that fill each slot that words fill."""
    words, numbers = language.dates, language.numbers

    def all_of(groups: Mapping[_Meaning, tuple[str, ...]]) -> list[str]:
        return [word for group in groups.values() for word in group]

    return {
        "{day}": all_of(words.ordinals),
        "{month}": all_of(words.months),
        "{edge}": all_of(words.edges),
        "{weekday}": all_of(words.weekdays),
        "{shift}": [w for key, group in words.shifts.items() if key != "before" for w in group],
        "{before}": [*words.shifts.get("before", ())],
        "{past}": [*words.past],
        "{unit}": all_of(words.units),
        "{word}": all_of(words.words),
        "{units}": [noun for noun, unit in numbers.units.items() if unit in UNITS],
        "{dual}": [noun for noun, unit in numbers.duals.items() if unit in UNITS],
    }


def _by_word(groups: Mapping[_Meaning, tuple[str, ...]]) -> dict[str, _Meaning]:
    return {squeezed(word): key for key, group in groups.items() for word in group}


def _slots(language: Language) -> dict[str, str]:
    """Return the pattern of each slot."""
    words = language.dates
    filled = {slot: any_of(fillers) for slot, fillers in _fillers(language).items()}
    months = filled["{month}"]
    # The Levantine and the Gulf name of one month stand side by side: the first one decides.
    joined = rf" ?(?:{any_of(words.two_months)}) ?(?:{months})| ?\( ?(?:{months}) ?\)"
    article = language.clitics.article
    article = f"(?:{article})?" if article else ""
    values = any_of(list(language.numbers.values))
    return {
        "{day}": rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{filled['{day}']})",
        "{day2}": r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?",
        "{month}": rf"(?P<month>{months})"
        + (r"\.?" if language.script == "Latn" else f"(?:{joined})?"),
        "{year}": rf"(?P<year>{_YEAR})",
        "{year2}": rf"(?P<year2>{_YEAR})",
        "{edge}": f"(?P<edge>{filled['{edge}']})",
        "{weekday}": f"(?P<weekday>{filled['{weekday}']})",
        "{shift}": f"(?P<shift>{filled['{shift}']})",
        "{before}": f"(?P<shift>{filled['{before}']})",
        "{past}": f"(?P<span>{filled['{past}']})",
        "{unit}": f"(?P<unit>{filled['{unit}']})",
        "{word}": f"(?P<word>{filled['{word}']})",
        "{number}": rf"(?P<number>\d{{1,3}}|{values})",
        "{units}": rf"(?P<units>{article}(?:{filled['{units}']}))",
        "{dual}": rf"(?P<dual>{article}(?:{filled['{dual}']}))",
    }


def _pattern(form: str, language: Language, slots: Mapping[str, str]) -> str:
    """Return the pattern of a form: each slot a group, each space what may stand there.

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
    date = "".join(pieces)
    return rf"(?<!\w)(?:{_clitic(language)}){before}(?P<date>{date})(?!\w|,\d|[-/.]\d)"


def _clitic(language: Language) -> str:
    clitics = language.clitics
    conjunction, preposition = "".join(clitics.conjunctions), "".join(clitics.prepositions)
    return f"[{conjunction}]?[{preposition}]?" if conjunction and preposition else ""
