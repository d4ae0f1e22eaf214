"""Absolute dates, in the calendars and month names of each language, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.calendars import GREGORIAN, HIJRI, JALALI, to_edtf
from generator.model import Article, DateExpression, Sentence
from generator.text.folding import Folded, fold
from generator.vocabulary import Language, Lexicon

_YEARS = {GREGORIAN: range(1900, 2101), JALALI: range(1300, 1500), HIJRI: range(1350, 1500)}
_AFTER = "{after}"
_BARE_YEAR = _AFTER + "{year}"
_EDGE_MONTH = {"start": 1, "mid": 6, "end": 12}
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[./-])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}))(?![\w/-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class _Match:
    """A date in folded text: its range there, its value, the form that found it.

    `edtf` is None for what looks like a date and cannot be one: no part of it is one either.
    """

    start: int
    end: int
    edtf: str | None
    calendar: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The date forms of one language, compiled."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    months: dict[str, tuple[tuple[str, int], ...]]
    edges: dict[str, str]
    relations: tuple[tuple[str, re.Pattern[str]], ...]
    since: re.Pattern[str]


def find(article: Article, lexicon: Lexicon) -> tuple[DateExpression, ...]:
    """Return the dates that name their year, in text order; what cannot be a date is left out."""
    return tuple(
        date
        for sentence in article.sentences
        for date in _find_in(article, sentence, lexicon.languages.get(sentence.lang))
    )


def _find_in(
    article: Article, sentence: Sentence, language: Language | None
) -> Iterator[DateExpression]:
    folded = fold(sentence.span.of(article.text), sentence.span.start)
    grammar = _grammar(language) if language else None
    for match in _without_overlap([*_numeric(folded), *_worded(folded, language, grammar)]):
        if match.edtf is None:
            continue
        yield DateExpression(
            edtf=match.edtf,
            calendar=match.calendar,
            basis="absolute",
            relation=_relation(folded.text[: match.start], grammar),
            sentence=sentence.id,
            span=folded.span(match.start, match.end),
            rule=match.rule,
        )


def _without_overlap(matches: list[_Match]) -> list[_Match]:
    """Keep the longest of matches that overlap, in text order."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _numeric(folded: Folded) -> Iterator[_Match]:
    for found in _NUMERIC.finditer(folded.text):
        first = found["y1"] is not None
        year, month, day = (
            int(found[name + ("1" if first else "2")] or 0) for name in ("y", "m", "d")
        )
        system = _calendar_of_year(year)
        if first or found["s2"] == ".":
            edtf = to_edtf(system, year, month, day) if system and month and day else None
        else:
            edtf = _unambiguous(system, year, month, day)
        yield _Match(found.start(), found.end(), edtf, system, "dates:numeric")


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
    return next((name for name in (GREGORIAN, JALALI) if year in _YEARS[name]), "")


def _worded(
    folded: Folded, language: Language | None, grammar: _Grammar | None
) -> Iterator[_Match]:
    if grammar is None or language is None:
        return
    for form, pattern in grammar.patterns:
        for found in pattern.finditer(folded.text):
            if _is_verb(found, folded) or (form == _BARE_YEAR and _is_count(found, language)):
                continue
            edtf, system = _value(found, grammar)
            yield _Match(found.start("date"), found.end("date"), edtf, system, f"dates:{form}")


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


def _value(found: re.Match[str], grammar: _Grammar) -> tuple[str | None, str]:
    """Return EDTF and calendar of a match; the EDTF is None if no calendar has that date."""
    slots = found.groupdict()
    year, day = int(slots["year"]), int(slots.get("day") or 0)
    if slots.get("day") is not None and day == 0:
        return None, ""
    if name := slots.get("month"):
        for system, month in grammar.months[_squeezed(name)]:
            if year in _YEARS[system] and (edtf := to_edtf(system, year, month, day)):
                return edtf, system
        return None, ""
    system = _calendar_of_year(year)
    if edge := slots.get("edge"):
        month = _EDGE_MONTH[grammar.edges[_squeezed(edge)]]
        edtf = to_edtf(system, year, month) if system == GREGORIAN else None
        return (f"{edtf}~" if edtf else None), system
    return (to_edtf(system, year) if system else None), system


def _relation(before: str, grammar: _Grammar | None) -> str:
    """Return how the date relates to what is said: by, until, since, before, after, in, or ""."""
    if grammar is None:
        return ""
    best = ("", 0)
    for relation, pattern in grammar.relations:
        found = pattern.search(before)
        if found and len(found.group()) > best[1]:
            best = (relation, len(found.group()))
    if best[0] == "by" and grammar.since.search(before[: len(before) - best[1]]):
        # Persian has one word for both: from February to April is no deadline.
        return "until"
    return best[0]


@lru_cache(maxsize=16)
def _grammar(language: Language) -> _Grammar:
    words = language.dates
    months: dict[str, tuple[tuple[str, int], ...]] = {}
    for key, names in words.months.items():
        for name in names:
            months[_squeezed(name)] = (*months.get(_squeezed(name), ()), key)
    edges = {_squeezed(word): edge for edge, group in words.edges.items() for word in group}
    forms = [*words.forms, *([_BARE_YEAR] if words.year_after else [])]
    conjunctions = "".join(language.clitics.conjunctions) or " "
    beginnings = _any(words.relations.get("since", ()))
    return _Grammar(
        tuple((form, _compile(form, language)) for form in forms),
        months,
        edges,
        tuple(
            (relation, re.compile(rf"(?<!\w)[{conjunctions}]?(?:{_any(group)})[ ]+$"))
            for relation, group in words.relations.items()
        ),
        # A beginning named shortly before, in the same clause.
        re.compile(rf"(?<!\w)(?:{beginnings}) [^,.;\u060c\u061b]{{1,30}}$"),
    )


def _compile(form: str, language: Language) -> re.Pattern[str]:
    """Compile a form: each slot to a group, each space to what may stand there.

    In Arabic script a space may be lost; in Latin script a comma may stand before it.
    """
    words = language.dates
    latin = language.script == "Latn"
    months = _any([name for names in words.months.values() for name in names])
    # The Levantine and the Gulf name of one month stand side by side: the first one decides.
    joined = rf" ?(?:{_any(words.two_months)}) ?(?:{months})| ?\( ?(?:{months}) ?\)"
    slots = {
        "{day}": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?",
        "{month}": rf"(?P<month>{months})" + (r"\.?" if latin else f"(?:{joined})?"),
        "{year}": r"(?P<year>\d{4})",
        "{edge}": f"(?P<edge>{_any([w for group in words.edges.values() for w in group])})",
    }
    space = r"(?:,? +| ?- ?)" if latin else r"(?: *| ?- ?)"
    pieces = [
        slots.get(piece) or (space if piece == " " else re.escape(piece))
        for piece in re.split(r"(\{\w+\}| )", form.removeprefix(_AFTER))
    ]
    # The word before a bare year is the context of the date, not a part of it.
    before = f"(?:{_any(words.year_after)}) +" if form == _BARE_YEAR else ""
    date = f"{before}(?P<date>{''.join(pieces)})"
    return re.compile(rf"(?<!\w){_clitic(language)}{date}(?!\w|,\d|[-/.]\d)")


def _clitic(language: Language) -> str:
    clitics = language.clitics
    conjunction, preposition = "".join(clitics.conjunctions), "".join(clitics.prepositions)
    return f"[{conjunction}]?[{preposition}]?" if conjunction and preposition else ""


def _any(words: tuple[str, ...] | list[str]) -> str:
    """Return an alternation of words, longest first; spaces in Arabic script are optional."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " *") for word in ordered) or r"(?!)"


def _squeezed(word: str) -> str:
    return word.replace(" ", "")
