"""Two states of the collection → what changed: texts, facts, milestones, differences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from generator.collate.lineage import Report
from generator.collate.occurrences import Occurrence
from generator.compare import Difference
from generator.contents import Contents
from generator.export.table import Fact, facts_of
from generator.model import Briefing
from generator.text.folding import fold

# Facts whose value does not say all that their words do.
_IN_WORDS = ("statement", "event")


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
    gone: tuple[Occurrence, ...]
    moved: tuple[Move, ...]
    revised: tuple[Revision, ...]
    differences: tuple[Difference, ...]
    settled: tuple[Difference, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return any(getattr(self, item.name) for item in fields(self))


def changes_between(before: Contents, after: Contents) -> ChangeSet:
    """Return what the later state adds, takes away and tells otherwise."""
    old = {b.article.id: b for b in before.collections.briefings}
    now = {b.article.id: b for b in after.collections.briefings}
    known = {difference.id: difference for difference in before.differences}
    found = {difference.id: difference for difference in after.differences}
    told, tells = before.collections.occurrences, after.collections.occurrences
    milestones, moved = _events(told, tells)
    return ChangeSet(
        new=tuple(now[id_] for id_ in now if id_ not in old),
        removed=tuple(old[id_] for id_ in old if id_ not in now),
        milestones=milestones,
        gone=_events(tells, told)[0],
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
        gone, come = _without(old[kind], now[kind]), _without(now[kind], old[kind])
        for place in range(max(len(gone), len(come))):
            yield Revision(
                gone[place] if place < len(gone) else None,
                come[place] if place < len(come) else None,
            )


def _without(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """Return the facts that have no like among others, each of which is like one only."""
    left = Counter(map(_told, others))
    found = []
    for fact in facts:
        left[_told(fact)] -= 1
        if left[_told(fact)] < 0:
            found.append(fact)
    return found


def _told(fact: Fact) -> tuple[str, str, str]:
    """Return what a fact says; of what somebody said that is also the words."""
    words = fold(fact.quote).text if fact.kind in _IN_WORDS else ""
    return fact.value, fact.status, " ".join(words.split())


def _by_kind(briefing: Briefing) -> dict[str, list[Fact]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts_of(briefing):
        groups[fact.kind].append(fact)
    return groups
