"""Dates as the text gives them, and what they mean once it is known when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from generator.calendars import Relative, bounds, resolve, to_edtf
from generator.grammar.date_forms import Grammar, grammar_of
from generator.grammar.dates import DateReading, Found, numeric, worded
from generator.grammar.tense import FUTURE, PAST, sure_tense_at, tense_at, was_planned
from generator.model import Article, DateExpression, Published, Sentence
from generator.text.folding import Folded, fold
from generator.text.phrases import any_of
from generator.vocabulary import Language, Lexicon

_DAY = len("2024-01-27")
_BESIDE = re.compile(r"[^\W\d_]+")
_AHEAD = ("by", "until")
# Words that relate a date to what is said stand no further before it than this, in characters.
_BEFORE = 80
_MOST_BEHIND = 6


def read(article: Article, lexicon: Lexicon) -> tuple[DateReading, ...]:
    """Return every date of the text as it stands, in text order; what cannot be one is left out."""
    return tuple(
        reading
        for sentence in article.sentences
        for reading in _read_in(article, sentence, lexicon.languages.get(sentence.lang))
    )


def resolve_all(
    readings: tuple[DateReading, ...], published: Published
) -> tuple[DateExpression, ...]:
    """Return the dates that have a value: absolute ones, and relative ones by the publication date.

    Where that is an interval, a relative date is what it means on every day of it, else the hull
    of what it means on its days; never the middle.
    """
    return tuple(
        DateExpression(
            edtf=edtf,
            calendar=reading.calendar,
            basis="relative" if reading.relative else "absolute",
            relation=reading.relation,
            sentence=reading.sentence,
            span=reading.span,
            rule=reading.rule,
            hull=hull,
        )
        for reading in readings
        for edtf, hull in value_of(reading, published.edtf)
    )


def value_of(reading: DateReading, published: str | None) -> Iterator[tuple[str, bool]]:
    """Yield the EDTF of a reading in a text published then, and whether it is a hull, if any."""
    if reading.relative is None:
        if reading.edtf:
            yield reading.edtf, False
        return
    if published is None:
        return
    first, last = bounds(published)
    if first == date.min or last == date.max:
        return
    about = "~" in published
    one, other = (_at(reading, day, about=about) for day in (first, last))
    if one is None or other is None:
        return
    if one == other:
        yield one, False
        return
    # What a relative date means moves on with the day it was written: the ends are the hull.
    yield f"{bounds(one)[0].isoformat()}/{bounds(other)[1].isoformat()}", True


def _at(reading: DateReading, day: date, *, about: bool) -> str | None:
    if reading.relative is None:
        return reading.edtf
    first = resolve(reading.relative, day, about=about)
    if reading.upper is None or first is None:
        return first
    last = resolve(reading.upper, bounds(first)[0], about=about)
    return f"{first}/{last}" if last else None


def _read_in(
    article: Article, sentence: Sentence, language: Language | None
) -> Iterator[DateReading]:
    folded = fold(sentence.span.of(article.text), sentence.span.start)
    grammar = grammar_of(language) if language else None
    matches = [*numeric(folded)]
    if grammar:
        matches += worded(folded, grammar)
    if not matches:
        return
    if language:
        matches += _blocked(folded, language)
    found = _without_overlap(matches)
    if grammar and language:
        found = _ranges(_merged(found, folded, language), folded, language)
    readings = [
        _reading(match, folded, sentence, grammar)
        for match in found
        if match.edtf is not None or match.relative is not None
    ]
    for place, reading in enumerate(readings):
        yield _begins_span(reading, readings[place + 1 : place + 1 + _MOST_BEHIND])


def _begins_span(reading: DateReading, following: list[DateReading]) -> DateReading:
    """Read a month without a year as the next one where a plan leads from it to a later date."""
    relative = reading.relative
    if not relative or not relative.month or relative.strict or reading.relation != "since":
        return reading
    if any(
        other.edtf and other.relation in _AHEAD and other.tense == FUTURE for other in following
    ):
        return replace(reading, relative=replace(relative, direction=1), tense=FUTURE)
    return reading


def _blocked(folded: Folded, language: Language) -> Iterator[Found]:
    """Yield the phrases that hold a date's word and mean no date: to this day."""
    if language.dates.not_dates:
        for found in _phrases(language.dates.not_dates).finditer(folded.text):
            yield Found(found.start(), found.end(), None, "dates:not")


@lru_cache(maxsize=16)
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)")


def _without_overlap(matches: list[Found]) -> list[Found]:
    """Keep the longest of matches that overlap, in text order."""
    taken: set[int] = set()
    kept: list[Found] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        where = range(match.start, match.end)
        if taken.isdisjoint(where):
            kept.append(match)
            taken.update(where)
    return sorted(kept, key=lambda match: match.start)


def _merged(matches: list[Found], folded: Folded, language: Language) -> list[Found]:
    """Make one of today, a weekday and a day that stand side by side."""
    merged: list[Found] = []
    for match in matches:
        if merged and _adjoin(merged[-1], match, folded, language):
            merged[-1] = _one(merged[-1], match)
        else:
            merged.append(match)
    return merged


def _adjoin(one: Found, other: Found, folded: Folded, language: Language) -> bool:
    kinds = (_kind(one), _kind(other))
    fitting = {("today", "weekday"), ("today", "date"), ("weekday", "date"), ("date", "weekday")}
    if kinds not in {*fitting, ("weekday", "today")} or (one.weekday and other.weekday):
        return False
    gap = folded.text[one.end : other.start]
    words = _BESIDE.findall(gap)
    if kinds == ("date", "weekday") and "(" not in gap:
        return False
    return len(gap) <= 16 and not (set(words) - language.dates.beside) and _is_plain(gap, words)


def _is_plain(gap: str, words: list[str]) -> bool:
    rest = gap
    for word in words:
        rest = rest.replace(word, "", 1)
    return not rest.strip(" ,\u060c()-")


def _kind(match: Found) -> str:
    relative = match.relative
    if relative is None:
        return "date" if match.edtf and len(match.edtf.rstrip("~")) == _DAY else ""
    if relative.month:
        return "date" if relative.day else ""
    if relative.weekday:
        return "" if relative.strict else "weekday"
    plain = relative.unit == "day" and not relative.length and not relative.day
    return "today" if plain and relative.shift in (-1, 0, 1) else ""


def _one(one: Found, other: Found) -> Found:
    date_, rest = (one, other) if _kind(one) == "date" else (other, one)
    if _kind(date_) != "date":
        date_, rest = (one, other) if _kind(one) == "today" else (other, one)
    weekday = date_.weekday or rest.weekday
    ago = rest.ago if date_.ago is None else date_.ago
    for match in (one, other):
        if match.relative and _kind(match) == "today":
            ago = -match.relative.shift
        if match.relative and _kind(match) == "weekday":
            weekday = match.relative.weekday
    relative = date_.relative
    if relative and relative.month and weekday:
        relative = replace(relative, weekday=weekday)
    return replace(
        date_,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        relative=relative,
        weekday=weekday,
        ago=ago,
    )


def _ranges(matches: list[Found], folded: Folded, language: Language) -> list[Found]:
    """Make one of two dates that are the ends of a range."""
    joined: list[Found] = []
    for match in matches:
        whole = _range(joined[-1], match, folded, language) if joined else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(match)
    return joined


def _range(one: Found, other: Found, folded: Folded, language: Language) -> Found | None:
    before = folded.text[max(0, one.start - _BEFORE) : one.start]
    if not _joins(before, folded.text[one.end : other.start], language):
        return None
    edtf, upper = None, None
    first = _with_year_of(one, other)
    if first and other.edtf and "/" not in first + other.edtf:
        ends = bounds(first.strip("~"))[0], bounds(other.edtf.strip("~"))[1]
        edtf = f"{first.strip('~')}/{other.edtf.strip('~')}" if ends[0] <= ends[1] else None
    elif one.half and other.relative and (other.half or other.relative.day):
        upper = replace(other.relative, direction=1)
    if edtf is None and upper is None:
        return None
    return replace(
        one,
        end=other.end,
        edtf=edtf,
        relative=one.relative if upper else None,
        upper=upper,
        ranged=True,
    )


def _with_year_of(one: Found, other: Found) -> str | None:
    """Return the first end of a range: from February to April 2026 names its year once."""
    if one.edtf or one.half is None or other.edtf is None:
        return one.edtf
    month, day, system = one.half
    last = bounds(other.edtf.strip("~"))[1]
    for year in (last.year, last.year - 1):
        edtf = to_edtf(system, year, month, day)
        if edtf and bounds(edtf)[0] <= last:
            return edtf
    return None


def _joins(before: str, gap: str, language: Language) -> bool:
    """Tell whether what stands between two dates makes a range of them."""
    word = gap.strip(" ")
    if word in language.dates.ranges:
        return True
    last = (before.split() or [""])[-1]
    conjunctions = {*language.clitics.conjunctions, *language.numbers.joins}
    return last in language.numbers.between and word in conjunctions


def _reading(
    match: Found, folded: Folded, sentence: Sentence, grammar: Grammar | None
) -> DateReading:
    relation, tense, sure = "", 0, 0
    if grammar:
        before = folded.text[max(0, match.start - _BEFORE) : match.start]
        relation = _relation(before, grammar.language)
        tense = tense_at(folded.text, match.start, match.end, grammar.language)
        if was_planned(folded.text, match.start, match.end, grammar.language):
            tense = PAST
        sure = sure_tense_at(folded.text, match.start, match.end, grammar.language)
    if match.ranged and relation == "since":
        # From one to the other: the range itself says where it begins.
        relation = ""
    relative = match.relative
    if relative and not relative.strict and (relative.month or relative.weekday):
        ahead = tense == FUTURE or (relation in _AHEAD and tense != PAST)
        relative = replace(relative, direction=1) if ahead else relative
    return DateReading(
        edtf=match.edtf,
        relative=relative,
        upper=match.upper,
        weekday=match.weekday,
        ago=match.ago if match.ago is not None else _days_ago(relative),
        tense=tense,
        sure=sure,
        calendar=match.calendar,
        relation=relation,
        sentence=sentence.id,
        span=folded.span(match.start, match.end),
        rule=match.rule,
    )


def _days_ago(relative: Relative | None) -> int | None:
    plain = relative and relative.unit == "day" and not (relative.length or relative.day)
    if not relative or not plain or relative.month or relative.weekday:
        return None
    return -relative.shift


def _relation(before: str, language: Language) -> str:
    """Return how the date relates to what is said: by, until, since, before, after, in, or ""."""
    best = ("", 0)
    relations, since = _relation_patterns(language)
    for relation, pattern in relations:
        found = pattern.search(before)
        if found and len(found.group()) > best[1]:
            best = (relation, len(found.group()))
    if best[0] == "by" and since.search(before[: len(before) - best[1]]):
        # Persian has one word for both: from February to April is no deadline.
        return "until"
    return best[0]


@lru_cache(maxsize=16)
def _relation_patterns(
    language: Language,
) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str]]:
    conjunctions = "".join(language.clitics.conjunctions) or " "
    relations = language.dates.relations
    return tuple(
        (relation, re.compile(rf"(?<!\w)[{conjunctions}]?(?:{any_of(group)})[ ]+$"))
        for relation, group in relations.items()
    ), re.compile(
        # A beginning named shortly before, in the same clause.
        rf"(?<!\w)(?:{any_of(relations.get('since', ()))}) [^,.;\u060c\u061b]{{1,30}}$"
    )
