"""The dates of one folded sentence: absolute, half stated, relative; they may overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.calendars import GREGORIAN, HIJRI, JALALI, Relative, edge_of_year, to_edtf
from generator.grammar.date_forms import (
    AFTER,
    BARE_YEAR,
    UNITS,
    Grammar,
    forms_for,
    slots_in,
    squeezed,
)
from generator.model import Span
from generator.text.folding import Folded
from generator.text.naming import tokens_of
from generator.vocabulary import Language

YEARS = {GREGORIAN: range(1900, 2101), JALALI: range(1300, 1500), HIJRI: range(1350, 1500)}
_YEAR_BEHIND = re.compile(r",? +\d{4}(?![\d,.]\d|\d)")
_ATTRIBUTE = "the {year}"
_FOUR_DIGITS = re.compile(r"\d{4}")
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[./-])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}))(?![\w/-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in folded text: its range there, its value, the form that found it.

    Both `edtf` and `relative` are None for what looks like a date and cannot be one: no part of
    it is one either. `upper` is the other end of a range, `weekday` the one that stands with it,
    `ago` how many days ago it says to be, `half` its month, day and calendar without a year.
    `ranged`: it was made of two dates.
    """

    start: int
    end: int
    edtf: str | None
    rule: str
    calendar: str = GREGORIAN
    relative: Relative | None = None
    upper: Relative | None = None
    weekday: int = 0
    ago: int | None = None
    half: tuple[int, int, str] | None = None
    ranged: bool = False


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date expression as it stands, before it is known when it was written.

    `edtf` is there where the text names the year, else `relative`, with `upper` for the other end
    of a range. `weekday` stands with it (1 is Monday, 0 none), `ago` is how many days before the
    day of writing it says to be, `tense` what the clause says of it (past -1, to come 1), `sure`
    what its own words say of it for sure.
    """

    edtf: str | None
    relative: Relative | None
    upper: Relative | None
    weekday: int
    ago: int | None
    tense: int
    sure: int
    calendar: str
    relation: str
    sentence: str
    span: Span
    rule: str


def numeric(folded: Folded) -> Iterator[Found]:
    """Yield the dates written in digits alone, such as 2024-09-27."""
    # The year can be found at a glance, and most sentences have none.
    for found in _NUMERIC.finditer(folded.text) if _FOUR_DIGITS.search(folded.text) else ():
        first = found["y1"] is not None
        year, month, day = (
            int(found[name + ("1" if first else "2")] or 0) for name in ("y", "m", "d")
        )
        system = _calendar_of_year(year)
        if first or found["s2"] == ".":
            edtf = to_edtf(system, year, month, day) if system and month and day else None
        else:
            edtf = _unambiguous(system, year, month, day)
        yield Found(found.start(), found.end(), edtf, "dates:numeric", system)


def _unambiguous(system: str, year: int, first: int, second: int) -> str | None:
    """Return the date that two numbers before a year can only mean.

    8/9/2025 is September here and August there: in doubt, nothing.
    """
    readings = {
        edtf
        for month, day in ((first, second), (second, first))
        if system and month and day and (edtf := to_edtf(system, year, month, day))
    }
    return readings.pop() if len(readings) == 1 else None


def _calendar_of_year(year: int) -> str:
    """Return the calendar a bare year can belong to, or ""; Hijri years need a month's name."""
    return next((name for name in (GREGORIAN, JALALI) if year in YEARS[name]), "")


def worded(folded: Folded, grammar: Grammar) -> Iterator[Found]:
    """Yield the dates in words, absolute, half stated and relative; they may overlap."""
    text = folded.text
    present = slots_in(tokens_of(folded.source, folded.offset).words, grammar)
    for form in forms_for(grammar, present):
        for found in form.stands_in(text):
            if _is_verb(found, folded):
                continue
            if form.form in (BARE_YEAR, _ATTRIBUTE) and _is_count(found, grammar.language):
                continue
            yield from _values(found, form.form, grammar)


def _is_verb(found: re.Match[str], folded: Folded) -> bool:
    """Tell whether what reads like an English month is a verb: they may, they march."""
    if not found.groupdict().get("month"):
        return False
    written = folded.source[folded.starts[found.start("month")]]
    return written.isascii() and written.islower()


def _is_count(found: re.Match[str], language: Language) -> bool:
    """Tell whether a number after a preposition counts what follows it: in 1998 trips."""
    following = re.match(r" ([^\W\d_]+)", found.string[found.end() :])
    if not following or following[1] in language.function_words:
        return False
    particles = (*language.clitics.conjunctions, *language.clitics.prepositions)
    # Arabic: a bare noun. Without particles to tell one: a plural.
    return not following[1].startswith(particles) if particles else following[1].endswith("s")


def _values(found: re.Match[str], form: str, grammar: Grammar) -> Iterator[Found]:
    slots = {name: value for name, value in found.groupdict().items() if value is not None}
    start, end = found.span("date")
    rule = f"dates:{form}"
    weekday = grammar.weekdays[squeezed(slots["weekday"])] if "weekday" in slots else 0
    if "year" in slots:
        for first, last, edtf, system in _absolute(found, slots, grammar):
            yield Found(first, last, edtf, rule, system, weekday=weekday)
        return
    if "word" in slots:
        relative = grammar.words[squeezed(slots["word"])]
        yield Found(start, end, None, rule, GREGORIAN, relative)
        return
    day = _day(slots.get("day"), grammar)
    if "month" in slots:
        yield from _half(found, slots, rule, grammar, day)
        return
    relative_or_none = _counted(slots, grammar) if "number" in slots or "dual" in slots else None
    if relative_or_none is None and ("unit" in slots or weekday):
        shift = grammar.shifts.get(squeezed(slots.get("shift", "")), 0)
        unit = grammar.units.get(squeezed(slots.get("unit", "")), "day")
        relative_or_none = _shifted(unit, shift, slots, weekday, day, grammar)
    if relative_or_none:
        yield Found(start, end, None, rule, GREGORIAN, relative_or_none)


def _shifted(
    unit: str, shift: int, slots: Mapping[str, str], weekday: int, day: int, grammar: Grammar
) -> Relative | None:
    edge = grammar.edges.get(squeezed(slots.get("edge", "")), "")
    if weekday and not day:
        strict = "shift" in slots
        return Relative("day", weekday=weekday, direction=shift or -1, strict=strict)
    if day:
        return Relative("day", shift=shift, day=day) if unit == "month" else None
    if unit == "day" and edge:
        return None
    return Relative(unit, shift=shift, edge=edge)


def _counted(slots: Mapping[str, str], grammar: Grammar) -> Relative | None:
    """Return what a counted unit means: three days ago, the last 72 hours."""
    if "dual" in slots:
        number, plural = 2, grammar.counted[squeezed(slots["dual"])]
    else:
        words = squeezed(slots["number"])
        number = int(words) if words.isdecimal() else grammar.numbers.get(words, 0)
        plural = grammar.counted[squeezed(slots["units"])]
    unit = UNITS[plural]
    if not 0 < number < 1000:
        return None
    if plural == "hours":
        number = max(1, round(number / 24))
    if "span" in slots:
        return Relative(unit, length=number)
    if plural == "hours":
        return None
    if unit == "week":
        return Relative("day", shift=-7 * number, about=True)
    return Relative(unit, shift=-number)


def _day(words: str | None, grammar: Grammar) -> int:
    """Return the number of a day in digits or words, 0 where there is none."""
    if words is None:
        return 0
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else grammar.ordinals[squeezed(words)]


def _half(
    found: re.Match[str],
    slots: Mapping[str, str],
    rule: str,
    grammar: Grammar,
    day: int,
) -> Iterator[Found]:
    """Yield a month, or a day of it, without its year."""
    start, end = found.span("date")
    if "day" in slots and day == 0:
        yield Found(start, end, None, rule)
        return
    if "edge" in slots and _YEAR_BEHIND.match(found.string, end):
        # In "will end in September 2026" the word is a verb, and the month has its year.
        return
    bare = not day and "shift" not in slots and rule.endswith((AFTER + "{month}", "{edge} {month}"))
    if bare and squeezed(slots["month"]) in grammar.ambiguous:
        return
    shift = grammar.shifts[squeezed(slots["shift"])] if "shift" in slots else None
    unit = grammar.units.get(squeezed(slots.get("unit", "")), "")
    for system, month in grammar.months[squeezed(slots["month"])]:
        last = int(slots["day2"]) if "day2" in slots else 0
        years = shift if shift is not None and (unit == "year" or shift == 0) else None
        relative = Relative(
            "day" if day else "month",
            day=day,
            month=month,
            system=system,
            direction=shift or -1,
            years=years,
            strict=shift in (-1, 1),
        )
        if last:
            other = Relative("day", day=last, month=month, system=system, direction=1)
            yield Found(start, end, None, rule, system, relative, other)
            return
        half = (month, day, system)
        yield Found(start, end, None, rule, system, relative, half=half)
        return


def _absolute(
    found: re.Match[str], slots: Mapping[str, str], grammar: Grammar
) -> Iterator[tuple[int, int, str | None, str]]:
    """Yield range, EDTF and calendar; the EDTF is None if no calendar has that date."""
    start, end = found.span("date")
    year, day = int(slots["year"]), _day(slots.get("day"), grammar)
    if "day" in slots and day == 0:
        yield start, end, None, ""
        return
    if "year2" in slots:
        for slot in ("year", "year2"):
            system = _calendar_of_year(int(slots[slot]))
            either = to_edtf(system, int(slots[slot])) if system else None
            first = start if slot == "year" else found.start(slot)
            yield first, found.end(slot), either, system
        return
    if name := slots.get("month"):
        edtf, calendar = _named(name, year, day, int(slots.get("day2", 0)), grammar)
        yield start, end, edtf, calendar
        return
    system = _calendar_of_year(year)
    edge = slots.get("edge")
    yield (
        start,
        end,
        _whole_year(system, year, grammar.edges[squeezed(edge)] if edge else ""),
        system,
    )


def _whole_year(system: str, year: int, edge: str) -> str | None:
    """Return a year, or the month that stands for an edge of it."""
    if edge:
        return edge_of_year(year, edge) if system == GREGORIAN else None
    return to_edtf(system, year) if system else None


def _named(name: str, year: int, day: int, last: int, grammar: Grammar) -> tuple[str | None, str]:
    for system, month in grammar.months[squeezed(name)]:
        if year in YEARS[system] and (edtf := to_edtf(system, year, month, day)):
            if not last:
                return edtf, system
            other = to_edtf(system, year, month, last)
            return (f"{edtf}/{other}" if other and day < last else None), system
    return None, ""
