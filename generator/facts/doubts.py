"""What was found and not trusted: for an editor to decide, each with the line that decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.calendars import bounds
from generator.grammar.dates import DateReading
from generator.model import Article, Basis, Conflict, Doubt, Entity, Published, Span

_SHOWN = 40


def find(
    article: Article,
    entities: Sequence[Entity],
    readings: Sequence[DateReading],
    published: Published,
    conflicts: Sequence[Conflict],
    *,
    on_topic: bool,
) -> tuple[Doubt, ...]:
    """Return the doubts about one text, in the order of their kinds."""
    return (
        *_of_publication(article, readings, published),
        *_of_weekdays(readings),
        *_of_people(article, entities),
        *_of_conflicts(article, conflicts),
        *_of_removals(article),
        *_of_topic(article, on_topic=on_topic),
    )


def _beginning(article: Article) -> Span:
    return article.sentences[0].span if article.sentences else Span(0, 0)


def _of_publication(
    article: Article, readings: Sequence[DateReading], published: Published
) -> Iterator[Doubt]:
    if published.basis in (Basis.STATED, Basis.EDITOR):
        return
    remedy = "published: YYYY-MM-DD"
    if published.edtf is None:
        message = "the text does not state when it was published"
        open_dates = sum(reading.relative is not None for reading in readings)
        if open_dates:
            message += f"; {open_dates} of its dates cannot be known without it"
    elif published.rule == "published:conflict":
        message = "what the text says of its publication does not go together"
    elif bounds(published.edtf)[0] == bounds(published.edtf)[1]:
        message = f"published {published.edtf}, inferred"
        remedy = f'published: "{published.edtf}"'
    else:
        message = f"published {published.edtf}: the text fixes no day"
    yield Doubt("published", message, _beginning(article), remedy)


def _of_weekdays(readings: Sequence[DateReading]) -> Iterator[Doubt]:
    """Yield the days that do not fall on the weekday that stands with them."""
    for reading in readings:
        plain = (reading.edtf or "").rstrip("~")
        if not reading.weekday or len(plain) != len("2024-01-27"):
            continue
        day = date.fromisoformat(plain)
        if day.isoweekday() != reading.weekday:
            yield Doubt(
                "calendar",
                f"{plain} is no such weekday: one of the two is wrong in the text",
                reading.span,
                'notes: "a date and its weekday do not agree"',
            )


def _of_people(article: Article, entities: Sequence[Entity]) -> Iterator[Doubt]:
    for entity in entities:
        if entity.known:
            continue
        span = entity.mentions[0].span
        name = " ".join(span.of(article.text).split())[:_SHOWN]
        yield Doubt(
            "person",
            f"{name}: a person whom the list of people does not know",
            span,
            f'entities: [{{text: "{name}", is: none}}]  # if it is no person',
        )


def _of_conflicts(article: Article, conflicts: Sequence[Conflict]) -> Iterator[Doubt]:
    """Yield what the text says in two ways; only an editor knows which is a slip."""
    for conflict in conflicts:
        sides = (" ".join(s.span.of(article.text).split())[:_SHOWN] for s in conflict.sides)
        yield Doubt(
            "conflict",
            f"{conflict.subject}: {' / '.join(sides)}: these do not go together",
            conflict.sides[-1].span,
            f'notes: "the text is wrong about {conflict.subject}"',
        )


def _of_removals(article: Article) -> Iterator[Doubt]:
    """Yield the lines left out of the running text, which may be wrong to leave out."""
    for removal in article.removed:
        if removal.reason.is_passage:
            words = " ".join(removal.span.of(article.text).split())[:_SHOWN]
            yield Doubt(
                "removed",
                f"{words}: left out as {removal.reason}",
                removal.span,
                'notes: "a line was left out that belongs to the text"',
            )


def _of_topic(article: Article, *, on_topic: bool) -> Iterator[Doubt]:
    if not on_topic:
        yield Doubt(
            "topic",
            "the text does not seem to be about the coalition's drawdown",
            _beginning(article),
            'notes: "kept although it is about something else"',
        )
