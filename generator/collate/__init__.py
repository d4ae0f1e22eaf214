"""Briefings → Collections: what is known of each entity over all seeds, and what is related."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.calendars import bounds
from generator.collate.narrowing import Narrowed, narrowed_dates
from generator.collate.passages import Passage, shared_passages
from generator.model import Briefing, Entity, EntityType

_MOST_RELATED = 8
_REASONS = 3
# An entity that most texts name says little about any two of them, and costs the most to compare.
_COMMON = 200


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
class Relation:
    """A briefing related to another, and the entities that make it so, rarest first."""

    briefing: Briefing
    shared: tuple[Entity, ...]


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


def collate(briefings: Sequence[Briefing]) -> Collections:
    """Gather the briefings, newest first; an unknown date counts as the oldest."""
    ordered = tuple(sorted(sorted(briefings, key=_id), key=_newest, reverse=True))
    dossiers = _dossiers(ordered)
    passages = shared_passages(ordered)
    narrowed = narrowed_dates(ordered, passages)
    return Collections(ordered, dossiers, _related(ordered, dossiers), passages, narrowed)


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


def _related(
    briefings: Sequence[Briefing], dossiers: Sequence[Dossier]
) -> dict[str, tuple[Relation, ...]]:
    rarity = {
        dossier.id: math.log((1 + len(briefings)) / len(dossier.appearances))
        for dossier in dossiers
    }
    holders = {
        dossier.id: [appearance.briefing for appearance in dossier.appearances]
        for dossier in dossiers
        if len(dossier.appearances) <= _COMMON
    }
    by_id = {briefing.article.id: briefing for briefing in briefings}
    related = {}
    for briefing in briefings:
        scores: Counter[str] = Counter()
        for entity in briefing.entities:
            for other in holders.get(entity.id, ()):
                scores[other.article.id] += round(rarity[entity.id] * 1000)
        del scores[briefing.article.id]
        best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:_MOST_RELATED]
        related[briefing.article.id] = tuple(
            Relation(by_id[id_], _shared(briefing, by_id[id_], rarity)) for id_ in best
        )
    return related


def _shared(briefing: Briefing, other: Briefing, rarity: Mapping[str, float]) -> tuple[Entity, ...]:
    ids = {entity.id for entity in other.entities}
    shared = [entity for entity in briefing.entities if entity.id in ids]
    return tuple(sorted(shared, key=lambda entity: (-rarity[entity.id], entity.id))[:_REASONS])
