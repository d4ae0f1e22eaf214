"""Collections → Differences: where texts differ, in what way, and each side's sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from generator.calendars import bounds
from generator.collate import Collections
from generator.collate.matching import is_before, published_bounds
from generator.collate.occurrences import AHEAD, Occurrence
from generator.collate.quantities import (
    STATED,
    Quantity,
    Reading,
    compatible,
    is_earlier,
    same_time,
)
from generator.model import Briefing, Span

CHANGED, NUMBER, SCOPE, INSIDE, ORDER_UNKNOWN, HOLDER = (
    *("changed", "number", "scope", "inside", "order-unknown", "holder"),
)
KINDS = (INSIDE, NUMBER, ORDER_UNKNOWN, SCOPE, HOLDER, CHANGED)
"""The kinds of difference, those first that a reader should know of first."""
_DEPARTURES = ("withdrawal", "troop-level")
# Smaller numbers of troops are those of one incident, and others so far apart count other things.
_LEAST_COUNT, _FURTHEST = 100, 4
_COMPARED = ("troops", "members")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one text says of a claim: its words, their sentence, and a word for it.

    `word` is a status for events, "" for what speaks for itself.
    """

    briefing: Briefing
    sentence: str
    span: Span
    word: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the matrix: what is claimed, and every text that says so or denies it.

    It is of an `occurrence`, of a `reading`, or of an entity (`entity`, with the `office` that it
    is said to hold).
    """

    cells: tuple[Cell, ...]
    occurrence: Occurrence | None = None
    reading: Reading | None = None
    entity: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims that differ, in texts whose order is that of the columns.

    `topic` tells what they are about: agreement, departure, mission-end, figure, office, name;
    `subject` is an entity id, an office id, a unit, or "".
    """

    id: str
    kind: str
    topic: str
    subject: str
    claims: tuple[Claim, ...]

    @property
    def briefings(self) -> tuple[Briefing, ...]:
        """Return the texts that say something of it, the earliest first."""
        found = {c.briefing.article.id: c.briefing for claim in self.claims for c in claim.cells}
        return tuple(sorted(found.values(), key=lambda b: (published_bounds(b), b.article.id)))


def differences(collections: Collections) -> tuple[Difference, ...]:
    """Return where the texts differ; what only one says, or nobody disputes, is no difference."""
    found = [
        *_of_statuses(collections.occurrences),
        *_of_dates(collections.occurrences),
        *_of_scope(collections.occurrences),
        *(d for quantity in collections.quantities for d in _of_numbers(quantity)),
        *(d for briefing in collections.briefings for d in _inside(briefing)),
    ]
    return tuple(sorted(found, key=lambda d: (KINDS.index(d.kind), d.topic, d.id)))


def _difference(
    kind: str, topic: str, subject: str, claims: Sequence[Claim], *key: str
) -> Difference:
    digest = hashlib.sha256(" ".join([topic, subject, *key]).encode()).hexdigest()[:8]
    return Difference(f"d-{digest}", kind, topic, subject, tuple(claims))


def _claim(occurrence: Occurrence) -> Claim:
    cells = tuple(
        Cell(r.briefing, r.event.sentence, r.event.span, r.event.status) for r in occurrence.reports
    )
    return Claim(cells, occurrence=occurrence)


def _of_statuses(found: Sequence[Occurrence]) -> Iterator[Difference]:
    """Yield the events that one text denies and another tells of."""
    for occurrence in found:
        if occurrence.when is None and occurrence.type != "agreement":
            # Of an end without a date it is not known which one is denied, or its delay.
            continue
        denied = [r.briefing for r in occurrence.reports if r.event.status == "denied"]
        told = [r.briefing for r in occurrence.reports if r.event.status != "denied"]
        if denied and told:
            kind = _in_order(denied, told)
            yield _difference(kind, occurrence.type, "", [_claim(occurrence)], occurrence.id)


def _in_order(some: Sequence[Briefing], others: Sequence[Briefing]) -> str:
    """Return whether texts say first one thing and later another, or their order is not known."""
    pairs = [(one, two) for one in some for two in others]
    changed = all(is_before(*pair) for pair in pairs) or all(is_before(b, a) for a, b in pairs)
    return CHANGED if changed else ORDER_UNKNOWN


def _of_dates(found: Sequence[Occurrence]) -> Iterator[Difference]:
    """Yield the ends of the mission that texts plan for different dates.

    Two dates of one text are two steps of its plan, and a day within a month is no other date.
    """
    ends = [o for o in found if o.type == "mission-end" and o.when and o.status in AHEAD]
    for where in dict.fromkeys(frozenset(o.where) for o in ends):
        same = [o for o in ends if frozenset(o.where) == where]
        apart = [(one, two) for one, two in combinations(same, 2) if _are_apart(one, two)]
        if not apart:
            continue
        kinds = {
            _in_order([r.briefing for r in one.reports], [r.briefing for r in two.reports])
            for one, two in apart
        }
        kind = ORDER_UNKNOWN if ORDER_UNKNOWN in kinds else CHANGED
        involved = {o.id for pair in apart for o in pair}
        claims = [_claim(o) for o in same if o.id in involved]
        yield _difference(kind, "mission-end", "", claims, *sorted(where))


def _are_apart(one: Occurrence, two: Occurrence) -> bool:
    """Tell whether the dates of two events have no day in common, and no text gives both."""
    (first, last), (start, end) = bounds(one.when or ".."), bounds(two.when or "..")
    return (last < start or end < first) and not _texts(one) & _texts(two)


def _of_scope(found: Sequence[Occurrence]) -> Iterator[Difference]:
    """Yield the departures that go further in one text than in another that it agrees with.

    Both give one date for the end of the mission, and one goes on to a later departure.
    """
    planned = [o for o in found if o.when and o.is_milestone and o.status in AHEAD]
    for end in (o for o in planned if o.type == "mission-end" and len(o.reports) > 1):
        texts = {r.briefing.article.id for r in end.reports}
        departures = [
            o
            for o in planned
            if o.type in _DEPARTURES and texts & {r.briefing.article.id for r in o.reports}
        ]
        latest = {
            id_: max((_last_day(o) for o in departures if id_ in _texts(o)), default=date.min)
            for id_ in texts
        }
        if len(set(latest.values())) > 1:
            claims = [_claim(end), *map(_claim, departures)]
            yield _difference(SCOPE, "departure", "", claims, end.id)


def _last_day(occurrence: Occurrence) -> date:
    return bounds(occurrence.when or "..")[1]


def _texts(occurrence: Occurrence) -> set[str]:
    return {report.briefing.article.id for report in occurrence.reports}


def _of_numbers(quantity: Quantity) -> Iterator[Difference]:
    """Yield a quantity for which texts give numbers that cannot both hold.

    Of one time they differ; from one time to the next they change, or their order is not known.
    """
    compared = quantity.unit in _COMPARED and (quantity.place or quantity.unit == "members")
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for reading in quantity.readings if compared else ():
        if reading.status == STATED and _is_total(reading, quantity):
            figure = reading.figure
            key = (figure.value, figure.upper, figure.qualifier, reading.as_of)
            groups.setdefault(key, []).append(reading)
    claims = list(groups.values())
    apart = [(a, b) for a, b in _of_one_time(claims) if _conflict(a[0], b[0])]
    kind = NUMBER
    if not apart:
        apart = [(a, b) for a, b in pairwise(claims) if _conflict(a[0], b[0])]
        known = all(is_earlier(a[0], b[0]) for a, b in apart)
        kind = CHANGED if known else ORDER_UNKNOWN
    if not apart:
        return
    involved = {id(claim): claim for pair in apart for claim in pair}
    rows = [
        Claim(
            tuple(Cell(r.briefing, r.figure.sentence, r.figure.span) for r in claim),
            reading=claim[0],
        )
        for claim in involved.values()
    ]
    yield _difference(kind, "figure", quantity.unit, rows, quantity.place)


def _of_one_time(claims: Sequence[list[Reading]]) -> Iterator[tuple[list[Reading], list[Reading]]]:
    """Yield the pairs of claims that may be of one time, each claim beside those that follow."""
    for place, claim in enumerate(claims):
        for other in claims[place + 1 :]:
            if is_earlier(claim[0], other[0]):
                break
            if same_time(claim[0], other[0]):
                yield claim, other


def _conflict(one: Reading, two: Reading) -> bool:
    """Tell whether two texts count what may be the same, and cannot both be right."""
    low, high = sorted((one.figure.value, two.figure.value))
    other = one.briefing is not two.briefing
    return other and not compatible(one.figure, two.figure) and high <= _FURTHEST * low


def _is_total(reading: Reading, quantity: Quantity) -> bool:
    return quantity.unit != "troops" or reading.figure.value >= _LEAST_COUNT


def _inside(briefing: Briefing) -> Iterator[Difference]:
    """Yield what one text contradicts in itself, and the holders of offices it has wrong."""
    for conflict in briefing.conflicts:
        office = conflict.subject if conflict.kind != "given-name" else ""
        claims = [
            Claim(
                (Cell(briefing, side.sentence, side.span),),
                entity=side.entity,
                office=office,
            )
            for side in conflict.sides
        ]
        kind = HOLDER if conflict.kind == "holder" else INSIDE
        topic = "name" if conflict.kind == "given-name" else "office"
        yield _difference(kind, topic, conflict.subject, claims, briefing.article.id)
