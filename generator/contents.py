"""All that the pages of a site show: the collections, and what follows from them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from generator.calendars import bounds
from generator.collate import Collections, Dossier
from generator.collate.confirming import confirmations
from generator.collate.occurrences import Occurrence
from generator.compare import Difference, differences
from generator.vocabulary import GazetteerEntry


@dataclass(frozen=True, slots=True)
class Contents:
    """What is known over all texts, where they differ, and which plans a later text confirms.

    `confirmed` is by the id of the plan, `order` the place of each event by its id. By entity id:
    `events_of` the events with it, `companions` who is named in the same sentences and how often,
    `dossiers` what is known of it.
    """

    collections: Collections
    differences: tuple[Difference, ...]
    confirmed: Mapping[str, Occurrence]
    order: Mapping[str, int]
    events_of: Mapping[str, Sequence[Occurrence]]
    companions: Mapping[str, Sequence[tuple[str, int]]]
    dossiers: Mapping[str, Dossier]

    def overdue(self, today: date) -> Iterator[Occurrence]:
        """Yield the plans with a date that is over, and that no later text confirms."""
        for occurrence in self.collections.occurrences:
            open_ = occurrence.is_ahead and occurrence.id not in self.confirmed
            if open_ and bounds(occurrence.when or "..")[1] < today:
                yield occurrence


def contents_of(collections: Collections, places: Mapping[str, GazetteerEntry]) -> Contents:
    """Return what a site of these collections shows; `places` are the gazetteer's entries."""
    return Contents(
        collections,
        differences(collections),
        confirmations(collections.occurrences, places),
        {occurrence.id: place for place, occurrence in enumerate(collections.occurrences)},
        _events_of(collections.occurrences),
        _companions(collections),
        {dossier.id: dossier for dossier in collections.dossiers},
    )


def _events_of(found: Sequence[Occurrence]) -> dict[str, list[Occurrence]]:
    events: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in found:
        actors = (id_ for report in occurrence.reports for id_ in report.event.actors)
        for id_ in dict.fromkeys((*occurrence.where, *actors)):
            events[id_].append(occurrence)
    return events


def _companions(collections: Collections) -> dict[str, list[tuple[str, int]]]:
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for briefing in collections.briefings:
        named: dict[str, set[str]] = defaultdict(set)
        for entity in briefing.entities:
            for mention in entity.mentions:
                named[mention.sentence].add(entity.id)
        for ids in named.values():
            for one, other in permutations(sorted(ids), 2):
                together[one][other] += 1
    return {
        id_: sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        for id_, counts in together.items()
    }
