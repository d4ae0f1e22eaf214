"""Two states of the collection → what changed: texts, facts, milestones, differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.collate.lineage import Report
from generator.collate.occurrences import Occurrence
from generator.compare import Difference
from generator.contents import Contents
from generator.export.table import Fact, facts_of
from generator.model import Briefing


@dataclass(frozen=True, slots=True)
class Revision:
    """A fact of a text that is another now; None on one side for one that is new or gone."""

    before: Fact | None
    after: Fact | None


@dataclass(frozen=True, slots=True)
class Move:
    """An event that stands otherwise: its latest report before, and now."""

    occurrence: Occurrence
    before: Report
    after: Report


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that differs between two states of a collection."""

    new: tuple[Briefing, ...]
    removed: tuple[Briefing, ...]
    milestones: tuple[Occurrence, ...]
    moved: tuple[Move, ...]
    revised: tuple[Revision, ...]
    differences: tuple[Difference, ...]
    settled: tuple[Difference, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return any((self.new, self.removed, self.moved, self.revised, self.differences))


def changes_between(before: Contents, after: Contents) -> ChangeSet:
    """Return what the later state adds, takes away and tells otherwise."""
    old = {b.article.id: b for b in before.collections.briefings}
    now = {b.article.id: b for b in after.collections.briefings}
    known = {difference.id: difference for difference in before.differences}
    found = {difference.id: difference for difference in after.differences}
    milestones, moved = _events(before.collections.occurrences, after.collections.occurrences)
    return ChangeSet(
        new=tuple(now[id_] for id_ in now if id_ not in old),
        removed=tuple(old[id_] for id_ in old if id_ not in now),
        milestones=milestones,
        moved=moved,
        revised=tuple(r for id_ in now if id_ in old for r in _revisions(old[id_], now[id_])),
        differences=tuple(
            d for id_, d in found.items() if id_ not in known or known[id_].kind != d.kind
        ),
        settled=tuple(d for id_, d in known.items() if id_ not in found),
    )


def _events(
    before: Sequence[Occurrence], after: Sequence[Occurrence]
) -> tuple[tuple[Occurrence, ...], tuple[Move, ...]]:
    """Return the milestones that no text told before, and the events whose status is another."""
    told: dict[tuple[str, str, str], Occurrence] = {
        _key(report): occurrence for occurrence in before for report in occurrence.reports
    }
    new, moved = [], []
    for occurrence in after:
        earlier = next((told[_key(r)] for r in occurrence.reports if _key(r) in told), None)
        if earlier is None:
            if occurrence.is_milestone:
                new.append(occurrence)
        elif earlier.status != occurrence.status:
            moved.append(Move(occurrence, earlier.reports[-1], occurrence.reports[-1]))
    return tuple(new), tuple(moved)


def _key(report: Report) -> tuple[str, str, str]:
    event = report.event
    return report.briefing.article.id, event.sentence, f"{event.type} {event.when}"


def _revisions(before: Briefing, after: Briefing) -> Iterator[Revision]:
    """Yield the facts of a text that differ, those of one kind paired in text order."""
    if before == after:
        return
    old, now = _by_kind(before), _by_kind(after)
    for kind in sorted({*old, *now}):
        kept = {_told(fact) for fact in old[kind]} & {_told(fact) for fact in now[kind]}
        gone = [fact for fact in old[kind] if _told(fact) not in kept]
        come = [fact for fact in now[kind] if _told(fact) not in kept]
        for place in range(max(len(gone), len(come))):
            yield Revision(
                gone[place] if place < len(gone) else None,
                come[place] if place < len(come) else None,
            )


def _told(fact: Fact) -> tuple[str, str]:
    return fact.value, fact.status


def _by_kind(briefing: Briefing) -> dict[str, list[Fact]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts_of(briefing):
        groups[fact.kind].append(fact)
    return groups
