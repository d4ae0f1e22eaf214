"""When a text was published: what the editor says, what it states, or what its dates allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from generator.calendars import Relative, bounds, interval, on_weekday, resolve, windows_of_both
from generator.grammar.dates import DateReading
from generator.grammar.elapsed import elapsed_in
from generator.grammar.roles import Held
from generator.grammar.tense import FUTURE, PAST
from generator.model import Article, Basis, Entity, Paragraph, Published
from generator.text.folding import fold
from generator.text.naming import count_words, tokens_of
from generator.text.phrases import Beginnings
from generator.vocabulary import KnownEvent, Lexicon

# A dateline is a line of its own near the top: little more than the date.
_NEAR_TOP = 6
# A weekday, a place, "published on".
_MOST_WORDS_BESIDE = 4
_SENTENCE_ENDS = (".", "!", "?", "\u061f")
# "BAGHDAD, Sept. 27, 2024 (Reuters) -": what may follow the date that opens a text.
_AFTER_OPENING = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?(?:[-\u2013\u2014:/]|$)")
# The coalition was formed in the summer of 2014: no text about it is older.
_FIRST, _LAST = date(2014, 8, 1), date(2060, 1, 1)
_DAY = timedelta(days=1)
# The shortest month but February.
_MONTH = timedelta(days=30)
# A date without its year is the nearest one; so is its weekday.
_NEAREST = timedelta(days=330)
# Around a handover texts still name the one who hands over.
_HANDOVER = timedelta(days=31)
# What may be attached to a phrase in Arabic.
_PARTICLE = r"\w?"
_Windows = list[tuple[date, date]]


@dataclass(frozen=True, slots=True)
class _Constraint:
    """Days on which the text may have been published: in one of `windows`, on `weekday` (or 0).

    `weight` tells how sure it is: where not all can hold, the weaker ones are let go first.
    """

    windows: tuple[tuple[date, date], ...]
    weekday: int
    sentence: str
    rule: str
    weight: int


def find(
    article: Article,
    readings: Sequence[DateReading],
    entities: Sequence[Entity],
    held: Sequence[Held],
    lexicon: Lexicon,
) -> Published:
    """Return the publication date with its basis; unknown where nothing tells it.

    `held` are the offices that people are named with.

    Every day that satisfies all that the text says is possible; the answer is one day where one
    is left, else the interval of them. The clock is never asked.
    """
    if article.sidecar.published:
        return Published(article.sidecar.published, Basis.EDITOR, "sidecar:published")
    stated = _stated(article, readings)
    if stated:
        return stated
    constraints = [
        *_of_dates(article, readings),
        *_of_spans(readings),
        *_of_comparisons(article, readings, lexicon),
        *_of_elapsed(article, readings, lexicon),
        *_of_known_events(article, readings, entities, lexicon),
        *_of_terms(article, held, lexicon),
    ]
    if not constraints:
        return Published(None, Basis.UNKNOWN, "published:not-stated")
    for least in sorted({constraint.weight for constraint in constraints}):
        chosen = [constraint for constraint in constraints if constraint.weight >= least]
        if found := _inferred(chosen):
            return found
    return Published(None, Basis.UNKNOWN, "published:conflict")


def _stated(article: Article, readings: Sequence[DateReading]) -> Published | None:
    """Return the date of a dateline, or the one that the text calls today."""
    paragraphs = {paragraph.number: paragraph for paragraph in article.paragraphs[:_NEAR_TOP]}
    home = {sentence.id: sentence.paragraph for sentence in article.sentences}
    for reading in readings:
        if reading.edtf is None or len(reading.edtf.rstrip("~")) != len("2024-01-27"):
            continue
        paragraph = paragraphs.get(home[reading.sentence])
        if paragraph and _is_dateline(article, paragraph, reading):
            return _said(reading, "published:dateline")
    for reading in readings:
        if reading.edtf and reading.ago == 0 and len(reading.edtf) == len("2024-01-27"):
            return _said(reading, "published:today")
    return None


def _said(reading: DateReading, rule: str) -> Published:
    where = reading.sentence
    return Published(reading.edtf, Basis.STATED, rule, (where,), ((rule, where),))


def _is_dateline(article: Article, paragraph: Paragraph, reading: DateReading) -> bool:
    """Tell whether a line says little more than a date, or opens its text with place and date."""
    headline = article.title.basis == Basis.STATED and paragraph.span == article.title.span
    if reading.relation not in ("", "in") or headline:
        return False
    whole, date_ = paragraph.span, reading.span
    before = count_words(article.text, whole.start, date_.start, _MOST_WORDS_BESIDE)
    if before > _MOST_WORDS_BESIDE:
        return False
    after = count_words(article.text, date_.end, whole.end, _MOST_WORDS_BESIDE)
    if before + after <= _MOST_WORDS_BESIDE:
        return not article.text.endswith(_SENTENCE_ENDS, whole.start, whole.end)
    opens = _AFTER_OPENING.match(article.text, date_.end, whole.end)
    return reading.relation == "" and opens is not None


def _of_dates(article: Article, readings: Sequence[DateReading]) -> Iterator[_Constraint]:
    """Yield what single dates say: today and its weekday, what is past, what is still to come."""
    paragraphs = {paragraph.number: paragraph for paragraph in article.paragraphs[:_NEAR_TOP]}
    home = {sentence.id: sentence.paragraph for sentence in article.sentences}
    for reading in readings:
        opening = paragraphs.get(home[reading.sentence])
        if reading.relative and reading.relative.month and reading.relative.day:
            opens = opening is not None and _is_dateline(article, opening, reading)
            yield from _of_half_date(reading, 0 if opens else reading.ago)
        elif reading.ago is not None and reading.weekday and reading.edtf is None:
            weekday = (reading.weekday + reading.ago - 1) % 7 + 1
            days = ((_FIRST, _LAST),)
            yield _Constraint(days, weekday, reading.sentence, "published:today-weekday", 2)
        elif reading.edtf:
            yield from _of_absolute(reading, reading.edtf)


def _of_half_date(reading: DateReading, ago: int | None) -> Iterator[_Constraint]:
    """Yield the years in which a day without a year falls on its weekday, or is today."""
    relative = reading.relative
    if relative is None or (ago is None and not (relative.weekday or relative.years == 0)):
        return
    distinct = tuple(sorted({_around(day, reading, ago) for day in _days_meant(relative)}))
    if distinct:
        rule = "published:weekday-congruence" if relative.weekday else "published:half-date"
        yield _Constraint(distinct, 0, reading.sentence, rule, 2)


@lru_cache(maxsize=1024)
def _days_meant(relative: Relative) -> frozenset[date]:
    """Return the days that one without a year may be, and falls on its weekday."""
    days = set()
    for year in range(_FIRST.year, _LAST.year):
        edtf = resolve(relative, date(year, 12, 31)) if relative.years is None else None
        edtf = edtf or resolve(relative, date(year, 6, 30))
        day = bounds(edtf)[0] if edtf else None
        if day and not (relative.weekday and day.isoweekday() != relative.weekday):
            days.add(day)
    return frozenset(days)


def _around(day: date, reading: DateReading, ago: int | None) -> tuple[date, date]:
    """Return the days on which a text may have been written that names this day so."""
    if ago is not None:
        return day + ago * _DAY, day + ago * _DAY
    if reading.relative and reading.relative.years == 0:
        first, last = bounds(f"{day.year:04d}-{day.month:02d}")
        return (first, last) if reading.tense == FUTURE else (day, last)
    return (day - _NEAREST, day) if reading.tense == FUTURE else (day, day + _NEAREST)


def _of_absolute(reading: DateReading, edtf: str) -> Iterator[_Constraint]:
    whole_day = len(edtf.rstrip("~")) == len("2024-01-27")
    ahead = reading.relation in ("by", "until")
    if not _FIRST <= bounds(edtf)[0] < _LAST or bounds(edtf)[1] >= _LAST:
        return
    if reading.ago is not None and whole_day:
        day = bounds(edtf)[0] + reading.ago * _DAY
        yield _Constraint(((day, day),), 0, reading.sentence, "published:today", 2)
    elif reading.tense != PAST and (reading.sure == FUTURE or ahead):
        windows = ((_FIRST, bounds(edtf)[1]),)
        yield _Constraint(windows, 0, reading.sentence, "published:before-planned", 1)
    elif not ahead and reading.sure == PAST:
        last = edtf.rpartition("/")[2]
        windows = ((bounds(last)[0], _LAST),)
        yield _Constraint(windows, 0, reading.sentence, "published:after-past", 1)


def _of_spans(readings: Sequence[DateReading]) -> Iterator[_Constraint]:
    """Yield what a plan from a month on to a later date says: it had not begun."""
    for first, second in pairwise(readings):
        relative = first.relative
        plan = first.tense == FUTURE and first.relation == "since" and second.edtf is not None
        if not plan or first.sentence != second.sentence or second.relation not in ("by", "until"):
            continue
        if relative and relative.month and not relative.day and second.edtf:
            start = resolve(replace(relative, direction=-1), bounds(second.edtf)[0] - _DAY)
            if start:
                windows = ((_FIRST, bounds(start)[1]),)
                yield _Constraint(windows, 0, first.sentence, "published:before-planned", 1)


def _of_comparisons(
    article: Article, readings: Sequence[DateReading], lexicon: Lexicon
) -> Iterator[_Constraint]:
    """Yield what a comparison of this year with a named one says: it is a later year."""
    langs = {sentence.id: sentence.lang for sentence in article.sentences}
    for first, second in pairwise(readings):
        this_year = first.relative and first.relative.unit == "year" and not first.relative.shift
        if not this_year or first.sentence != second.sentence or not second.edtf:
            continue
        language = lexicon.languages.get(langs[first.sentence])
        between = fold(article.text[first.span.end : second.span.start]).text.strip()
        if language and between in language.tense.compared and len(second.edtf) == len("2023"):
            year = int(second.edtf) + 1
            windows = ((date(year, 1, 1), _LAST),)
            yield _Constraint(windows, 0, first.sentence, "published:year-compared", 1)


def _of_elapsed(
    article: Article, readings: Sequence[DateReading], lexicon: Lexicon
) -> Iterator[_Constraint]:
    """Yield what a month without a year says where the text tells how long ago it was."""
    half: dict[str, list[Relative | None]] = {}
    for reading in filter(_is_half_month, readings):
        half.setdefault(reading.sentence, []).append(reading.relative)
    for sentence in article.sentences:
        starts = half.get(sentence.id, [])
        language = lexicon.languages.get(sentence.lang)
        if language is None or len(starts) != 1 or starts[0] is None:
            continue
        for elapsed in elapsed_in(sentence.span.of(article.text), sentence.span.start, language):
            windows = []
            for year in range(_FIRST.year, _LAST.year):
                month = resolve(starts[0], date(year, 12, 31))
                first, last = bounds(month or "..")
                earliest = first + (elapsed.months - (not elapsed.more)) * _MONTH
                if month and earliest <= last + _NEAREST:
                    windows.append((earliest, last + _NEAREST))
            if windows:
                yield _Constraint(tuple(windows), 0, sentence.id, "published:elapsed", 1)


def _is_half_month(reading: DateReading) -> bool:
    """Tell whether a reading is of a month that is past and has neither day nor year."""
    relative = reading.relative
    if relative is None or reading.tense == FUTURE:
        return False
    return bool(relative.month) and not relative.day and relative.years is None


def _of_known_events(
    article: Article,
    readings: Sequence[DateReading],
    entities: Sequence[Entity],
    lexicon: Lexicon,
) -> Iterator[_Constraint]:
    """Yield what the naming of an event says whose day is known: it had happened, or had not."""
    named = {entity.id for entity in entities} | {item.edtf for item in readings if item.edtf}
    events = [event for event in lexicon.known_events if event.beside <= named]
    for sentence in article.sentences:
        words = tokens_of(sentence.span.of(article.text), sentence.span.start).words
        begun = _beginnings(sentence.lang, lexicon).of(words)
        text = " ".join(words)
        for event in (event for event in events if event in begun):
            day = bounds(event.edtf)[0]
            if _any_stands(event.phrases.get(sentence.lang, ()), text):
                windows = ((day, _LAST),)
                yield _Constraint(windows, 0, sentence.id, f"published:after-{event.id}", 1)
            if _any_stands(event.ahead.get(sentence.lang, ()), text):
                windows = ((_FIRST, day),)
                yield _Constraint(windows, 0, sentence.id, f"published:ahead-of-{event.id}", 1)


@lru_cache(maxsize=16)
def _beginnings(lang: str, lexicon: Lexicon) -> Beginnings[KnownEvent]:
    phrases = {
        event: (*event.phrases.get(lang, ()), *event.ahead.get(lang, ()))
        for event in lexicon.known_events
    }
    return Beginnings(phrases, _PARTICLE)


def _any_stands(phrases: tuple[str, ...], text: str) -> bool:
    """Tell whether a phrase stands in a text of words, with at most a particle attached."""
    return bool(phrases) and _standing(phrases).search(text) is not None


@lru_cache(maxsize=512)
def _standing(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_PARTICLE}(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def _of_terms(article: Article, held: Sequence[Held], lexicon: Lexicon) -> Iterator[_Constraint]:
    """Yield what an office says that somebody is named with: the text is of that term."""
    for item in held:
        if item.lang != article.lang or item.former:
            continue
        windows = tuple(
            (
                max(bounds(term.first)[0], _FIRST) if term.first else _FIRST,
                bounds(term.last)[1] + _HANDOVER if term.last else _LAST,
            )
            for term in lexicon.entries[item.person].terms
            if term.office == item.office
        )
        possible = tuple(window for window in windows if window[0] <= window[1])
        if possible:
            yield _Constraint(possible, 0, item.sentence, f"published:term-{item.office}", 0)


def _inferred(constraints: Sequence[_Constraint]) -> Published | None:
    """Return the days that satisfy all constraints, or None if none does or nothing is bound."""
    windows: _Windows = [(_FIRST, _LAST)]
    for constraint in constraints:
        windows = windows_of_both(windows, constraint.windows)
    for weekday in {constraint.weekday for constraint in constraints} - {0}:
        windows = [days for window in windows if (days := on_weekday(window, weekday, _LAST))]
    if not windows:
        return None
    first, last = windows[0][0], windows[-1][1]
    if first == _FIRST and last == _LAST:
        return None
    binding = [item for item in constraints if _binds(item, first, last)]
    binding.sort(key=lambda item: -item.weight)
    reasons = tuple(dict.fromkeys((item.rule, item.sentence) for item in binding))
    evidence = tuple(dict.fromkeys(sentence for _, sentence in reasons))
    return Published(
        interval(first, last, (_FIRST, _LAST)), Basis.INFERRED, reasons[0][0], evidence, reasons
    )


def _binds(constraint: _Constraint, first: date, last: date) -> bool:
    """Tell whether a constraint made the answer what it is."""
    if constraint.weekday or len(constraint.windows) > 1:
        return True
    (start, end) = constraint.windows[0]
    return (start == first and start > _FIRST) or (end == last and end < _LAST)
