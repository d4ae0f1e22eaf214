"""What one seed tells of another's date of publication, beside what that one tells itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.calendars import bounds
from generator.collate.passages import Passage
from generator.model import Basis, Briefing, DateExpression, Sentence

_DAY = timedelta(days=1)
# A weekday without a date is that of the last seven days.
_WEEK = 6 * _DAY


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A narrower date of publication (EDTF), and the passage that gives it.

    Both texts report the same words of the same speaker: one of that weekday, one of that date.
    """

    edtf: str
    passage: Passage


def narrowed_dates(
    briefings: Sequence[Briefing], passages: Mapping[str, Sequence[Passage]]
) -> dict[str, Narrowed]:
    """Return, by briefing id, the publication dates that a shared statement narrows."""
    found = {}
    for briefing in briefings:
        if briefing.published.basis in (Basis.STATED, Basis.EDITOR):
            continue
        for passage in passages.get(briefing.article.id, ()):
            if edtf := next(_narrower(briefing, passage), None):
                found[briefing.article.id] = Narrowed(edtf, passage)
                break
    return found


def _narrower(briefing: Briefing, passage: Passage) -> Iterator[str]:
    speakers = _speakers(briefing, passage.sentence)
    if not speakers & _speakers(passage.other, passage.other_sentence):
        return
    for vague in _dates(briefing, passage.sentence):
        weekday = _weekday(vague)
        if not weekday:
            continue
        for day in _days(passage.other, passage.other_sentence):
            if day.isoweekday() == weekday and (edtf := _within(briefing, day)):
                yield edtf


def _speakers(briefing: Briefing, sentence: Sentence) -> set[str]:
    return {
        statement.speaker
        for statement in briefing.statements
        if statement.sentence == sentence.id and statement.speaker
    }


def _dates(briefing: Briefing, sentence: Sentence) -> list[DateExpression]:
    return [date for date in briefing.dates if date.sentence == sentence.id]


def _weekday(vague: DateExpression) -> int:
    """Return the weekday of a date that may be that of any week, 0 if it is none."""
    if not vague.hull or not vague.rule.endswith("{weekday}"):
        return 0
    return bounds(vague.edtf)[0].isoweekday()


def _days(briefing: Briefing, sentence: Sentence) -> Iterator[date]:
    for expression in _dates(briefing, sentence):
        if len(expression.edtf) == len("2024-01-27") and not expression.hull:
            yield date.fromisoformat(expression.edtf)


def _within(briefing: Briefing, day: date) -> str | None:
    """Return the days of the week from `day` on that the text itself allows."""
    own = briefing.published.edtf
    first, last = bounds(own) if own else (date.min, date.max)
    first, last = max(first, day), min(last, day + _WEEK)
    if first > last:
        return None
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
