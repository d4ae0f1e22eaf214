"""Events of the world out of the reports of many texts: what is the same is told once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise, product

from generator.calendars import bounds
from generator.collate.lineage import DENIED, Lineage, Report, lineage_of, reports_of
from generator.collate.matching import (
    MILESTONES,
    PAST,
    Matcher,
    date_key,
    is_before,
    published_bounds,
)
from generator.model import Briefing
from generator.vocabulary import GazetteerEntry

AHEAD = ("planned", "announced", "conditional")
"""The statuses of what is still to come."""
UNSETTLED = "unsettled"
"""The status of what one text tells and another denies, where it is not known which is later."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event, with all its reports, the earliest text first; those of unknown date first of all.

    `when` is EDTF or None; `status` is what the latest report says, or unsettled; `moves` every
    status on the way there, where the order of the texts is known, each with its report.
    `lineage` is that of the texts that tell it, `denial` that of those that deny it, if any.
    """

    id: str
    type: str
    when: str | None
    relation: str
    where: tuple[str, ...]
    status: str
    reports: tuple[Report, ...]
    moves: tuple[Report, ...]
    lineage: Lineage
    denial: Lineage | None

    @property
    def is_milestone(self) -> bool:
        """Tell whether it is a step of the drawdown, told in a text about it."""
        return self.type in MILESTONES and any(r.briefing.on_topic for r in self.reports)

    @property
    def is_ahead(self) -> bool:
        """Tell whether it is a plan with a date, as the latest text tells it."""
        return self.status in AHEAD and self.when is not None


def occurrences(
    briefings: Sequence[Briefing], entries: Mapping[str, GazetteerEntry]
) -> tuple[Occurrence, ...]:
    """Return every event over all briefings, the earliest first, undated ones last.

    Two reports are of one event if type, date, place and actors agree, and they stand in two
    texts; in doubt they are two. `entries` are those of the gazetteer.
    """
    matcher = Matcher(entries)
    groups: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    alone: list[Occurrence] = []
    for briefing in briefings:
        for report in reports_of(briefing, entries):
            if not matcher.is_shared(report):
                alone.append(_occurrence([report]))
                continue
            many = groups[report.event.type, date_key(report)]
            same = next((group for group in many if group.takes(report, matcher)), None)
            if same is None:
                same = _Group([], set())
                many.append(same)
            same.add(report)
    _join_unfinished(groups, matcher)
    found = [*alone, *(_occurrence(group.reports) for many in groups.values() for group in many)]
    return tuple(sorted(_with_ids(found), key=_in_time))


@dataclass(slots=True)
class _Group:
    """The reports of one event while they are gathered, and the texts they stand in."""

    reports: list[Report]
    texts: set[str]

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.texts.add(report.briefing.article.id)

    def takes(self, report: Report, matcher: Matcher) -> bool:
        """Tell whether a report is of this event: of another text, and like the first report."""
        other_text = report.briefing.article.id not in self.texts
        return other_text and matcher.agree(self.reports[0], report)


def _join_unfinished(groups: Mapping[tuple[str, str], list[_Group]], matcher: Matcher) -> None:
    """Put the texts that know of no agreement yet to the one that another text dates."""
    dated = [
        group
        for (type_, when), many in groups.items()
        if type_ == "agreement" and when
        for group in many
    ]
    dated.sort(key=lambda group: group.reports[0].event.when or "")
    open_ = groups.get(("agreement", ""), [])
    for group in list(open_):
        if any(report.event.status in PAST for report in group.reports):
            continue
        for other in dated:
            apart = group.texts.isdisjoint(other.texts)
            if apart and matcher.same_undated(group.reports[0], other.reports[0]):
                for report in group.reports:
                    other.add(report)
                open_.remove(group)
                break


def _occurrence(reports: Sequence[Report]) -> Occurrence:
    ordered = sorted(reports, key=lambda r: (published_bounds(r.briefing), r.briefing.article.id))
    first = next((r.event for r in ordered if r.event.when), ordered[0].event)
    where = tuple(dict.fromkeys(id_ for report in ordered for id_ in report.event.where))
    runs = [list(run) for _, run in groupby(ordered, key=lambda report: report.event.status)]
    known = all(is_before(a.briefing, b.briefing) for a, b in _boundaries(runs))
    denying = [report for report in ordered if report.event.status == DENIED]
    telling = [report for report in ordered if report.event.status != DENIED]
    settled = known or not (denying and telling)
    return Occurrence(
        id="",
        type=first.type,
        when=first.when,
        relation=first.relation,
        where=where,
        status=ordered[-1].event.status if settled else UNSETTLED,
        reports=tuple(ordered),
        moves=tuple(run[0] for run in runs) if known else (),
        lineage=lineage_of(telling or denying),
        denial=lineage_of(denying) if denying and telling else None,
    )


def _boundaries(runs: Sequence[Sequence[Report]]) -> Iterator[tuple[Report, Report]]:
    """Yield each report with each of the next status: those whose order has to be known."""
    for run, following in pairwise(runs):
        yield from product(run, following)


def _with_ids(found: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """Give each an id of its type, date and places, or its sentence; equal ones are numbered.

    They hang on the first of its reports by address, so that a text that comes later moves few.
    """
    taken: dict[str, int] = {}
    for occurrence in sorted(found, key=lambda o: _key(_first(o))):
        first = _first(occurrence)
        event, article = first.event, first.briefing.article
        if occurrence.when:
            parts = [event.type, date_key(first), *event.where]
        else:
            parts = [event.type, article.id, event.sentence]
        digest = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:8]
        number = taken[digest] = taken.get(digest, 0) + 1
        yield replace(occurrence, id=f"e-{digest}" if number == 1 else f"e-{digest}-{number}")


def _first(occurrence: Occurrence) -> Report:
    """Return the first report by address that gives the date, if any does."""
    dated = [report for report in occurrence.reports if report.event.when]
    return min(dated or occurrence.reports, key=_key)


def _key(report: Report) -> tuple[str, int]:
    return report.briefing.article.id, report.place


def _in_time(occurrence: Occurrence) -> tuple[bool, date, date, str, str]:
    first, last = bounds(occurrence.when) if occurrence.when else (date.max, date.max)
    return occurrence.when is None, first, last, occurrence.type, occurrence.id
