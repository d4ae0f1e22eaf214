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
_EDGE_MONTH = {"start": 1, "mid": 6, "end": 12}
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[./-])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}))(?![\w/-])"
)


@dataclass(frozen=True, slots=True)
class _Match:
    """A date in folded text: its range there, its value, the form that found it."""

    start: int
    end: int
    edtf: str
    calendar: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The date forms of one language, compiled."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    months: dict[str, tuple[tuple[str, int], ...]]
    edges: dict[str, str]
    relations: tuple[tuple[str, re.Pattern[str]], ...]


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
    for match in _without_overlap([*_numeric(folded), *_worded(folded, grammar)]):
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
        if not first and found["s2"] != "." and day <= 12 and day != month:
            continue  # 8/9/2025 is September here and August there: in doubt, say nothing.
        if not first and month > 12 and found["s2"] == "/":
            day, month = month, day
        system = _calendar_of_year(year)
        edtf = to_edtf(system, year, month, day) if system else None
        if edtf and system:
            yield _Match(found.start(), found.end(), edtf, system, "dates:numeric")


def _calendar_of_year(year: int) -> str | None:
    """Return the calendar a bare numeric year can belong to; Hijri years need a month name."""
    return next((name for name in (GREGORIAN, JALALI) if year in _YEARS[name]), None)


def _worded(folded: Folded, grammar: _Grammar | None) -> Iterator[_Match]:
    if grammar is None:
        return
    for form, pattern in grammar.patterns:
        for found in pattern.finditer(folded.text):
            value = _value(found, grammar)
            if value:
                yield _Match(found.start("date"), found.end("date"), *value, f"dates:{form}")


def _value(found: re.Match[str], grammar: _Grammar) -> tuple[str, str] | None:
    """Return EDTF and calendar of a match, or None if no calendar has that date."""
    slots = found.groupdict()
    year, day = int(slots["year"]), int(slots.get("day") or 0)
    if name := slots.get("month"):
        for system, month in grammar.months[_squeezed(name)]:
            if year in _YEARS[system] and (edtf := to_edtf(system, year, month, day)):
                return edtf, system
        return None
    system = _calendar_of_year(year) or ""
    if edge := slots.get("edge"):
        month = _EDGE_MONTH[grammar.edges[_squeezed(edge)]]
        edtf = to_edtf(system, year, month) if system == GREGORIAN else None
        return (edtf + "~", system) if edtf else None
    edtf = to_edtf(system, year) if system else None
    return (edtf, system) if edtf else None


def _relation(before: str, grammar: _Grammar | None) -> str:
    """Return how the date relates to what is said: by, until, since, before, after, in, or ""."""
    if grammar is None:
        return ""
    best = ("", 0)
    for relation, pattern in grammar.relations:
        found = pattern.search(before)
        if found and len(found.group()) > best[1]:
            best = (relation, len(found.group()))
    return best[0]


@lru_cache(maxsize=16)
def _grammar(language: Language) -> _Grammar:
    words = language.dates
    months: dict[str, tuple[tuple[str, int], ...]] = {}
    for key, names in words.months.items():
        for name in names:
            months[_squeezed(name)] = (*months.get(_squeezed(name), ()), key)
    edges = {_squeezed(word): edge for edge, group in words.edges.items() for word in group}
    forms = [*words.forms, *("{after}{year}" for _ in words.year_after[:1])]
    return _Grammar(
        tuple((form, _compile(form, language)) for form in forms),
        months,
        edges,
        tuple(
            (relation, re.compile(rf"(?<!\w)(?:{_any(group)})[ ]+$"))
            for relation, group in words.relations.items()
        ),
    )


def _compile(form: str, language: Language) -> re.Pattern[str]:
    """Compile a form: each slot to a group, each space to white space with an optional comma."""
    words = language.dates
    months = _any([name for names in words.months.values() for name in names])
    # The Levantine and the Gulf name of one month stand side by side: the first one decides.
    second = f"(?: ?(?:{_any(words.two_months)}) ?(?:{months}))?" if words.two_months else ""
    slots = {
        "{day}": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?",
        "{month}": f"(?P<month>{months}){second}",
        "{year}": r"(?P<year>\d{4})",
        "{edge}": f"(?P<edge>{_any([w for group in words.edges.values() for w in group])})",
        "{after}": f"(?:{_any(words.year_after)}) +",
    }
    pieces = []
    for piece in re.split(r"(\{\w+\}| )", form):
        if piece in slots:
            pieces.append(slots[piece])
        elif piece == " ":
            pieces.append(r"(?:[,\u060c]? +| ?- ?)" if "{month} {" in form else r",? +")
        else:
            pieces.append(re.escape(piece))
    body = "".join(pieces)
    if form.startswith("{after}"):
        # The word before is the context of the date, not a part of it.
        body = slots["{after}"] + "(?P<date>" + slots["{year}"] + ")"
    else:
        body = f"(?P<date>{body})"
    return re.compile(rf"(?<!\w){_clitic(language)}{body}(?!\w)(?!,\d)")


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
