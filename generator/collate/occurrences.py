"""Events of the world out of the reports of many texts: what is the same is told once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from generator.calendars import bounds
from generator.collate.lineage import Lineage, Report, lineage_of, reports_of
from generator.model import Briefing, EntityType
from generator.vocabulary import GazetteerEntry

COALITION = "global-coalition"
"""The entity id of the coalition whose end this collection is about."""
MILESTONES = ("agreement", "withdrawal", "mission-end", "troop-level")
"""What the drawdown is made of: one such event may fill a month, and is told of for years."""
_UNDATED = ("agreement", "mission-end")
AHEAD = ("planned", "announced", "conditional")
"""The statuses of what is still to come."""
_PAST = ("happened", "background")
_COUNTRY = "country"
# What two texts say without a date, a year apart, need not be the same.
_LONGEST_APART = 365


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event, with all its reports, the earliest text first; those of unknown date first of all.

    `when` is EDTF or None; `status` is what the latest report says, `moves` every status on the
    way there, where the order of the texts is known, each with its report.
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

    @property
    def is_milestone(self) -> bool:
        """Tell whether it is a step of the drawdown, told in a text about it."""
        return self.type in MILESTONES and any(r.briefing.on_topic for r in self.reports)

    @property
    def is_ahead(self) -> bool:
        """Tell whether it is a plan with a date, as the latest text tells it."""
        return self.status in AHEAD and self.when is not None


def occurrences(
    briefings: Sequence[Briefing], places: Mapping[str, GazetteerEntry]
) -> tuple[Occurrence, ...]:
    """Return every event over all briefings, the earliest first, undated ones last.

    Two reports are of one event if type, date, place and actors agree, and they stand in two
    texts; in doubt they are two. `places` are the entries of the gazetteer.
    """
    groups: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    for briefing in briefings:
        for report in reports_of(briefing):
            key = (report.event.type, _date_key(report))
            same = next((g for g in _candidates(groups, key) if g.takes(report, places)), None)
            if same is None:
                same = _Group([], set())
                groups[key].append(same)
            same.add(report)
    _join_unfinished(groups, places)
    found = [_occurrence(group.reports) for many in groups.values() for group in many]
    return tuple(sorted(_with_ids(found), key=_in_time))


@dataclass(slots=True)
class _Group:
    """The reports of one event while they are gathered, and the texts they stand in."""

    reports: list[Report]
    texts: set[str]

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.texts.add(report.briefing.article.id)

    def takes(self, report: Report, places: Mapping[str, GazetteerEntry]) -> bool:
        """Tell whether a report is of this event: of another text, and like the first report."""
        other_text = report.briefing.article.id not in self.texts
        return other_text and _agree(self.reports[0], report, places)


def _candidates(
    groups: Mapping[tuple[str, str], list[_Group]], key: tuple[str, str]
) -> Sequence[_Group]:
    """Return the events that a report of a type and date may be of: none for most undated ones."""
    type_, when = key
    return groups.get(key, ()) if when or type_ in _UNDATED else ()


def _join_unfinished(
    groups: Mapping[tuple[str, str], list[_Group]], places: Mapping[str, GazetteerEntry]
) -> None:
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
        if any(report.event.status in _PAST for report in group.reports):
            continue
        for other in dated:
            apart = group.texts.isdisjoint(other.texts)
            if apart and _same_undated(group.reports[0], other.reports[0], places):
                for report in group.reports:
                    other.add(report)
                open_.remove(group)
                break


def published_bounds(briefing: Briefing) -> tuple[date, date]:
    """Return the first and last day on which a text may have been published."""
    edtf = briefing.published.edtf
    return bounds(edtf) if edtf else (date.min, date.max)


def _date_key(report: Report) -> str:
    event = report.event
    if event.when is None:
        return ""
    # What begins in a month and what is over by then are two things.
    return f"{event.when.rstrip('~')} {'since' if event.relation == 'since' else ''}".strip()


def _agree(one: Report, two: Report, places: Mapping[str, GazetteerEntry]) -> bool:
    """Tell whether two reports of one type and date are of one event."""
    event, other = one.event, two.event
    here, there = _sites(event.where, places), _sites(other.where, places)
    if bool(here) != bool(there) or (here and not here & there):
        return False
    countries = (_countries(event.where, places), _countries(other.where, places))
    if all(countries) and not countries[0] & countries[1]:
        return False
    if event.when is None:
        return _same_undated(one, two, places)
    if event.type in MILESTONES:
        return True
    # Attacks, talks and visits are many: only those of one day with a place or people in common.
    day = len(event.when.rstrip("~")) == len("2024-01-27")
    actors = _specific(event.actors, places) & _specific(other.actors, places)
    return day and bool(here or actors)


def _same_undated(one: Report, two: Report, places: Mapping[str, GazetteerEntry]) -> bool:
    """Tell whether two reports without a date are of the one agreement or end of the mission."""
    event, other = one.event, two.event
    if event.type not in _UNDATED or not (one.briefing.on_topic and two.briefing.on_topic):
        return False
    if _days_apart(one.briefing, two.briefing) > _LONGEST_APART:
        return False
    both = [{_country_of(actor, places) for actor in e.actors} for e in (event, other)]
    if not all(COALITION in actors for actors in both):
        return False
    if event.type == "mission-end":
        return (event.status in _PAST) == (other.status in _PAST)
    shared = both[0] & both[1] - {COALITION}
    return len(shared) > 1


def _days_apart(one: Briefing, two: Briefing) -> int:
    """Return how many days lie between two texts at least."""
    (first, last), (start, end) = published_bounds(one), published_bounds(two)
    return max(first.toordinal(), start.toordinal()) - min(last.toordinal(), end.toordinal())


def _sites(where: Sequence[str], places: Mapping[str, GazetteerEntry]) -> set[str]:
    return {id_ for id_ in where if id_ not in places or places[id_].kind != _COUNTRY}


def _countries(where: Sequence[str], places: Mapping[str, GazetteerEntry]) -> set[str]:
    return {id_ for id_ in where if id_ in places and places[id_].kind == _COUNTRY}


def _specific(actors: Sequence[str], places: Mapping[str, GazetteerEntry]) -> set[str]:
    """Return the actors that tell one event of a day from another: no countries, no capitals."""
    return {id_ for id_ in actors if id_ not in places or places[id_].type != EntityType.PLACE}


def _country_of(id_: str, places: Mapping[str, GazetteerEntry]) -> str:
    """Return the country that a city stands for, such as Washington, else the id itself."""
    entry = places.get(id_)
    return entry.within if entry and entry.kind == "city" and entry.within else id_


def _occurrence(reports: Sequence[Report]) -> Occurrence:
    ordered = sorted(reports, key=lambda r: (published_bounds(r.briefing), r.briefing.article.id))
    first = next((r.event for r in ordered if r.event.when), ordered[0].event)
    latest = ordered[-1]
    where = tuple(dict.fromkeys(id_ for report in ordered for id_ in report.event.where))
    return Occurrence(
        id="",
        type=first.type,
        when=first.when,
        relation=first.relation,
        where=where,
        status=latest.event.status,
        reports=tuple(ordered),
        moves=tuple(_moves(ordered)),
        lineage=lineage_of(ordered),
    )


def _moves(ordered: Sequence[Report]) -> Iterator[Report]:
    """Yield the reports at which the status changes; nothing where their order is not known."""
    for one, two in pairwise(ordered):
        if not is_before(one.briefing, two.briefing):
            return
    before = ""
    for report in ordered:
        if report.event.status != before:
            before = report.event.status
            yield report


def confirmations(
    found: Sequence[Occurrence], places: Mapping[str, GazetteerEntry]
) -> dict[str, Occurrence]:
    """Return, by the id of what was planned, the event that a later text tells as done.

    Of one type and at one base, or, without a base, the end of the mission or a thing of one date.
    """
    done: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in found:
        if occurrence.status == "happened" and occurrence.when:
            for site in _sites(occurrence.where, places) or {""}:
                done[occurrence.type, site].append(occurrence)
    confirmed = {}
    for plan in filter(lambda o: o.is_ahead, found):
        start = published_bounds(plan.reports[0].briefing)[0]
        sites = _sites(plan.where, places) or {""}
        others = (o for site in sorted(sites) for o in done.get((plan.type, site), ()))
        other = next((o for o in others if _fulfils(plan, o, start, bool(sites - {""}))), None)
        if other:
            confirmed[plan.id] = other
    return confirmed


def _fulfils(plan: Occurrence, done: Occurrence, start: date, at_site: bool) -> bool:
    """Tell whether what was done, at a base of the plan or without one, is what was planned."""
    (first, last), (due_first, due) = bounds(done.when or ".."), bounds(plan.when or "..")
    if first < start:
        return False
    overlaps = first <= due and last >= due_first
    return at_site or overlaps or plan.type == "mission-end"


def is_before(one: Briefing, two: Briefing) -> bool:
    """Tell whether one text was surely published before another."""
    return published_bounds(one)[1] < published_bounds(two)[0]


def _with_ids(found: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """Give each a stable id, made of what it is; where that is not enough, of its first report."""
    taken: dict[str, int] = {}
    for occurrence in found:
        report = occurrence.reports[0]
        if occurrence.when:
            parts = [occurrence.type, occurrence.when, occurrence.relation, *occurrence.where]
        else:
            parts = [occurrence.type, report.briefing.article.id, report.event.sentence]
        digest = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:8]
        number = taken[digest] = taken.get(digest, 0) + 1
        name = f"e-{digest}" if number == 1 else f"e-{digest}-{number}"
        yield replace(occurrence, id=name)


def _in_time(occurrence: Occurrence) -> tuple[bool, date, date, str, str]:
    first, last = bounds(occurrence.when) if occurrence.when else (date.max, date.max)
    return occurrence.when is None, first, last, occurrence.type, occurrence.id
