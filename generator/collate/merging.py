"""Two ids that an editor says are one: applied to every text, whose words stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.model import Briefing, Entity
from generator.vocabulary import GazetteerEntry


def merged(
    briefings: Sequence[Briefing],
    merges: Mapping[str, str],
    entries: Mapping[str, GazetteerEntry],
) -> tuple[Briefing, ...]:
    """Return the briefings with each id that goes replaced by the one that stays.

    A record of one seed is not touched: it says what that seed alone says.
    """
    if not merges:
        return tuple(briefings)
    found = {entity.id: entity for briefing in briefings for entity in briefing.entities}
    return tuple(_merged(briefing, merges, entries, found) for briefing in briefings)


def _merged(
    briefing: Briefing,
    merges: Mapping[str, str],
    entries: Mapping[str, GazetteerEntry],
    found: Mapping[str, Entity],
) -> Briefing:
    if not any(entity.id in merges for entity in briefing.entities):
        return briefing
    entities: dict[str, Entity] = {}
    for entity in briefing.entities:
        kept = _kept(entity, merges.get(entity.id, entity.id), entries, found)
        other = entities.get(kept.id)
        mentions = (*(other.mentions if other else ()), *kept.mentions)
        ordered = tuple(sorted(mentions, key=lambda mention: mention.span))
        entities[kept.id] = replace(kept, mentions=ordered)

    def stays(id_: str | None) -> str | None:
        return merges.get(id_, id_) if id_ else id_

    return replace(
        briefing,
        entities=tuple(sorted(entities.values(), key=lambda e: e.mentions[0].span)),
        figures=tuple(replace(f, place=stays(f.place)) for f in briefing.figures),
        statements=tuple(
            replace(s, speaker=stays(s.speaker), via=stays(s.via)) for s in briefing.statements
        ),
        events=tuple(
            replace(
                e,
                where=tuple(dict.fromkeys(merges.get(id_, id_) for id_ in e.where)),
                actors=tuple(dict.fromkeys(merges.get(id_, id_) for id_ in e.actors)),
            )
            for e in briefing.events
        ),
    )


def _kept(
    entity: Entity,
    id_: str,
    entries: Mapping[str, GazetteerEntry],
    found: Mapping[str, Entity],
) -> Entity:
    """Return an entity under the id that stays, with that one's type and name."""
    if id_ == entity.id:
        return entity
    if id_ in entries:
        entry = entries[id_]
        return replace(
            entity, id=id_, type=entry.type, name=entry.name, known=True, romanised=False
        )
    if id_ in found:
        other = found[id_]
        return replace(entity, id=id_, name=other.name, romanised=other.romanised)
    return replace(entity, id=id_)
