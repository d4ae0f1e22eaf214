"""Briefings → Collections: what is known of each entity over all seeds, and what is related."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.calendars import bounds
from generator.collate.narrowing import Narrowed, narrowed_dates
from generator.collate.occurrences import Occurrence, occurrences
from generator.collate.passages import Passage, shared_passages
from generator.collate.quantities import Quantity, quantities
from generator.collate.related import Relation, related_briefings
from generator.collate.sources import Source, sources
from generator.collate.voices import Voice, voices
from generator.model import Briefing, Entity, EntityType
from generator.vocabulary import GazetteerEntry


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one briefing."""

    briefing: Briefing
    entity: Entity


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity over all briefings, newest first."""

    id: str
    type: EntityType
    name: Mapping[str, str]
    appearances: tuple[Appearance, ...]

    @property
    def mention_count(self) -> int:
        """Return how often the entity is named in all briefings."""
        return sum(len(appearance.entity.mentions) for appearance in self.appearances)


@dataclass(frozen=True, slots=True)
class Collections:
    """Everything that is known over all seeds.

    `related`, `passages` and `published_narrowed` are by briefing id; the last holds only those
    whose date of publication another seed narrows.
    """

    briefings: tuple[Briefing, ...]
    dossiers: tuple[Dossier, ...]
    related: Mapping[str, tuple[Relation, ...]]
    passages: Mapping[str, tuple[Passage, ...]]
    published_narrowed: Mapping[str, Narrowed]
    occurrences: tuple[Occurrence, ...]
    quantities: tuple[Quantity, ...]
    sources: tuple[Source, ...]
    voices: tuple[Voice, ...]


def collate(briefings: Sequence[Briefing], entries: Mapping[str, GazetteerEntry]) -> Collections:
    """Gather the briefings, newest first; an unknown date counts as the oldest.

    `entries` are those of the gazetteer.
    """
    ordered = tuple(sorted(sorted(briefings, key=_id), key=_newest, reverse=True))
    dossiers = _dossiers(ordered)
    passages = shared_passages(ordered)
    narrowed = narrowed_dates(ordered, passages)
    related = related_briefings(ordered, passages)
    told = occurrences(ordered, entries)
    return Collections(
        *(ordered, dossiers, related, passages, narrowed),
        occurrences=told,
        quantities=quantities(ordered),
        sources=sources(ordered, told),
        voices=voices(ordered),
    )


def _id(briefing: Briefing) -> str:
    return briefing.article.id


def _newest(briefing: Briefing) -> str:
    edtf = briefing.published.edtf
    return bounds(edtf)[0].isoformat() if edtf else ""


def _dossiers(briefings: Sequence[Briefing]) -> tuple[Dossier, ...]:
    appearances: dict[tuple[EntityType, str], list[Appearance]] = defaultdict(list)
    for briefing in briefings:
        for entity in briefing.entities:
            appearances[entity.type, entity.id].append(Appearance(briefing, entity))
    return tuple(
        Dossier(id_, type_, group[0].entity.name, tuple(group))
        for (type_, id_), group in sorted(appearances.items())
    )
