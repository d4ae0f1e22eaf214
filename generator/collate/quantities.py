"""Figures of many texts that count the same thing in the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.calendars import bounds
from generator.collate.occurrences import AHEAD
from generator.model import Briefing, Figure

COUNTED = ("troops", "members", "bases", "attacks")
"""The units that texts about the drawdown are compared by."""
STATED, PLANNED = "stated", "planned"
_VAGUE = ("hundreds", "thousands")
_ALIKE = 0.1
# A number is of one time if that is known to a quarter of a year.
_ONE_TIME = 92


@dataclass(frozen=True, slots=True)
class Reading:
    """One text's figure: the `place`th of its briefing; `status` is stated, or planned."""

    briefing: Briefing
    place: int
    status: str

    @property
    def figure(self) -> Figure:
        """Return the figure as the text gives it."""
        return self.briefing.figures[self.place]

    @property
    def as_of(self) -> str | None:
        """Return when it holds (EDTF): as the text says, else when the text was published."""
        return self.figure.as_of or self.briefing.published.edtf


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is counted (`unit`) and where (an entity id, or ""), with every reading in time."""

    unit: str
    place: str
    readings: tuple[Reading, ...]

    @property
    def id(self) -> str:
        """Return an id that stays as it is when readings are added."""
        return f"q-{self.unit}-{self.place or 'anywhere'}"

    @property
    def series(self) -> tuple[Reading, ...]:
        """Return the dated readings for a chart, where there are at least two dates."""
        dated = [r for r in self.readings if r.status == STATED and _day(r) != date.max]
        return tuple(dated) if len({_day(reading) for reading in dated}) > 1 else ()


def quantities(briefings: Sequence[Briefing]) -> tuple[Quantity, ...]:
    """Return the figures about the drawdown, by what they count and where; the most told first."""
    groups: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for briefing in briefings:
        if not briefing.on_topic:
            continue
        for place, figure in enumerate(briefing.figures):
            if figure.unit in COUNTED:
                reading = Reading(briefing, place, _status(briefing, figure))
                groups[figure.unit, figure.place or ""].append(reading)
    found = [
        Quantity(unit, place, tuple(sorted(group, key=_order)))
        for (unit, place), group in groups.items()
    ]
    return tuple(
        sorted(found, key=lambda q: (COUNTED.index(q.unit), not q.place, -len(q.readings), q.place))
    )


def compatible(one: Figure, two: Figure) -> bool:
    """Tell whether two figures can both hold: they overlap as ranges, or are about the same."""
    (low, high), (least, most) = _range(one), _range(two)
    return low <= most and least <= high


def same_time(one: Reading, two: Reading) -> bool:
    """Tell whether two readings are of one time; of a time known only roughly is neither."""
    (first, last), (start, end) = _bounds(one), _bounds(two)
    close = (last - first).days <= _ONE_TIME and (end - start).days <= _ONE_TIME
    return close and first <= end and start <= last


def is_earlier(one: Reading, two: Reading) -> bool:
    """Tell whether one reading is surely of an earlier time than another."""
    return _bounds(one)[1] < _bounds(two)[0]


def _bounds(reading: Reading) -> tuple[date, date]:
    return bounds(reading.as_of) if reading.as_of else (date.min, date.max)


def _range(figure: Figure) -> tuple[float, float]:
    if figure.qualifier in _VAGUE:
        return figure.value, figure.value * 10
    top = figure.upper or figure.value
    return {
        "more-than": (figure.value, float("inf")),
        "less-than": (0.0, figure.value),
        "about": (figure.value * (1 - _ALIKE), top * (1 + _ALIKE)),
    }.get(figure.qualifier, (figure.value, top))


def _status(briefing: Briefing, figure: Figure) -> str:
    """Return planned for a figure in the clause of an event that is still to come."""
    within = any(e.span.holds(figure.span) and e.status in AHEAD for e in briefing.events)
    return PLANNED if within else STATED


def _day(reading: Reading) -> date:
    return bounds(reading.as_of)[0] if reading.as_of else date.max


def _order(reading: Reading) -> tuple[date, str, int]:
    return _day(reading), reading.briefing.article.id, reading.place
