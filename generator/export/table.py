"""Facts as rows: one line for each, with its value, its words and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Briefing, Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a text: the `place`th of its `kind`.

    `value` is its normalised value, `status` what the text says of it (of an event its status, of
    a date its basis), `span` the words of the seed.
    """

    briefing: Briefing
    kind: str
    place: int
    value: str
    status: str
    sentence: str
    span: Span
    rule: str

    @property
    def id(self) -> str:
        """Return an id that no other fact has: the text, the kind, the place."""
        return f"{self.briefing.article.id}/{self.kind}/{self.place}"

    @property
    def quote(self) -> str:
        """Return the words of the seed, verbatim."""
        return self.span.of(self.briefing.article.text)


def facts_of(briefing: Briefing) -> Iterator[Fact]:
    """Yield the facts of a text: its publication, names, dates, figures, statements, events."""
    yield _published(briefing)
    for place, entity in enumerate(briefing.entities):
        mention = entity.mentions[0]
        status = "known" if entity.known else "unlisted"
        yield Fact(
            *(briefing, "entity", place, entity.id, status),
            *(mention.sentence, mention.span, mention.rule),
        )
    for place, date in enumerate(briefing.dates):
        yield Fact(
            *(briefing, "date", place, date.edtf, date.basis),
            *(date.sentence, date.span, date.rule),
        )
    for place, figure in enumerate(briefing.figures):
        number = f"{figure.value:.15g}" + (f"-{figure.upper:.15g}" if figure.upper else "")
        value = _joined(number, figure.unit, figure.place)
        yield Fact(
            *(briefing, "figure", place, value, figure.qualifier),
            *(figure.sentence, figure.span, figure.rule),
        )
    for place, said in enumerate(briefing.statements):
        speaker = said.speaker or "unnamed"
        value = f"{speaker} via {said.via}" if said.via else speaker
        status = "direct" if said.direct else "indirect"
        yield Fact(
            *(briefing, "statement", place, value, status),
            *(said.sentence, said.content, said.rule),
        )
    for place, event in enumerate(briefing.events):
        value = _joined(event.type, event.relation, event.when, *event.where)
        yield Fact(
            *(briefing, "event", place, value, event.status),
            *(event.sentence, event.span, event.rule),
        )


def _published(briefing: Briefing) -> Fact:
    """Return when a text was published; its words are those of the first reason, or the first."""
    article, published = briefing.article, briefing.published
    sentence = next(
        (s for s in article.sentences if s.id in published.evidence), article.sentences[0]
    )
    return Fact(
        *(briefing, "published", 0, published.edtf or "unknown", str(published.basis)),
        *(sentence.id, sentence.span, published.rule),
    )


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)
