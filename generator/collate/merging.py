"""Two ids that an editor says are one: applied to every text, whose words stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.errors import SeedError
from generator.model import Briefing, Conflict, Entity, Merge
from generator.vocabulary import GazetteerEntry


def merged(
    briefings: Sequence[Briefing],
    merges: Sequence[Merge],
    entries: Mapping[str, GazetteerEntry],
) -> tuple[Briefing, ...]:
    """Return the briefings with each id that goes replaced by the one that stays.

    A record of one seed is not touched: it says what that seed alone says.

    Raises:
        SeedError: an id would go into one that nobody knows, or that is of another type.
    """
    if not merges:
        return tuple(briefings)
    found = {entity.id: entity for briefing in briefings for entity in briefing.entities}
    for merge in merges:
        _check(merge, entries, found)
    ids = {merge.gone: merge.kept for merge in merges}
    return tuple(_merged(briefing, ids, entries, found) for briefing in briefings)


def _check(
    merge: Merge, entries: Mapping[str, GazetteerEntry], found: Mapping[str, Entity]
) -> None:
    """Refuse a merge that would leave a name without a page; what no seed names does no harm."""
    gone = entries.get(merge.gone) or found.get(merge.gone)
    kept = entries.get(merge.kept) or (None if merge.gone in entries else found.get(merge.kept))
    if gone is None:
        return
    if kept is None:
        raise SeedError(
            f"{merge.place}: {merge.kept} is not in the gazetteer"
            + ("" if merge.gone in entries else ", and no seed names it")
            + f"; merge {merge.gone} into the id of a page that exists"
        )
    if kept.type != gone.type:
        raise SeedError(
            f"{merge.place}: {merge.gone} is a {gone.type}, {merge.kept} a {kept.type}; "
            "merge ids of one type"
        )


def _merged(
    briefing: Briefing,
    merges: Mapping[str, str],
    entries: Mapping[str, GazetteerEntry],
    found: Mapping[str, Entity],
) -> Briefing:
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
        conflicts=tuple(_conflicts(briefing.conflicts, merges)),
        outlet=replace(outlet, id=stays(outlet.id)) if (outlet := briefing.outlet) else None,
        origins=tuple(dict.fromkeys(merges.get(id_, id_) for id_ in briefing.origins)),
    )


def _conflicts(conflicts: Sequence[Conflict], merges: Mapping[str, str]) -> Iterator[Conflict]:
    """Yield the conflicts that are left when two of their people are one."""
    for conflict in conflicts:
        sides = tuple(replace(s, entity=merges.get(s.entity, s.entity)) for s in conflict.sides)
        expected = tuple(dict.fromkeys(merges.get(id_, id_) for id_ in conflict.expected))
        people = {side.entity for side in sides}
        settled = {"office": len(people) == 1, "holder": people <= set(expected)}
        if not settled.get(conflict.kind, False):
            subject = merges.get(conflict.subject, conflict.subject)
            yield replace(conflict, sides=sides, expected=expected, subject=subject)


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
