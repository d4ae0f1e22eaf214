"""Drawings made when the site is built: SVG from templates, its text of one size on every screen.

Places along an axis are percentages, so that a drawing is as wide as its page and its text is not
scaled with it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.calendars import bounds
from generator.collate import Collections, Dossier
from generator.collate.lineage import DENIED
from generator.collate.occurrences import AHEAD, UNSETTLED, Occurrence
from generator.collate.quantities import Quantity
from generator.contents import Contents
from generator.model import EntityType
from generator.render.edition import Edition, address
from generator.render.occurrence import when
from generator.render.proof import on_timeline
from generator.wording.gloss import quantity as in_words

OUTLINES = Path(__file__).parent.parent / "data/map/outlines.json"
# The order of the lanes: what the drawdown is made of, then what happens around it.
_LANES = ("mission-end", "withdrawal", "troop-level", "agreement", "talks", "visit", "attack")
_LANE, _LABEL, _MARK = 20, 18, 12
_NARROW = 1.6
_MOST_MARKS = 60
_MOST_LABELS = 14
# How much of a map a letter and a line of its labels take, in per cent.
_LETTER, _LINE = 1.3, 4
_HEIGHT = 220


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days from left to right."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where a day stands, in per cent."""
        whole = (self.last - self.first).days or 1
        return round(100 * (min(max(day, self.first), self.last) - self.first).days / whole, 2)


def timeline(
    edition: Edition,
    contents: Contents,
    occurrences: Sequence[Occurrence],
    today: date,
    folder: str,
) -> str:
    """Return the drawing of the dated events, a lane for each type; "" where there is none.

    It begins with the year of the first event that is no background; `folder` leads to the
    timeline's page.
    """
    shown = [o for o in occurrences if o.when and o.status != "background"][-_MOST_MARKS:]
    if not shown:
        return ""
    days = [day for o in shown for day in bounds(o.when or "..")]
    axis = _Axis(date(min(days).year, 1, 1), date(max(*days, today).year, 12, 31))
    lanes, y = [], _LANE
    for type_ in _LANES:
        marks = [o for o in shown if o.type == type_]
        if not marks:
            continue
        placed = list(_placed(edition, contents, marks, axis, today, folder))
        rows = 1 + max(mark["row"] for mark in placed)
        lanes.append(
            {
                "label": edition.labels["events"][type_],
                "y": y + _MARK,
                "top": y + _LABEL,
                "marks": placed,
            }
        )
        y += _LABEL + rows * _LANE
    years = range(axis.first.year, axis.last.year + 1)
    return edition.render(
        "timeline.svg.j2",
        lanes=lanes,
        height=y + _LANE,
        years=[{"x": axis.at(date(year, 1, 1)), "label": year} for year in years],
        today=axis.at(today),
        count=len(shown),
    )


def state(contents: Contents, occurrence: Occurrence, today: date) -> str:
    """Return how an event stands on a day: as told, or, for a plan, ahead, passed, confirmed."""
    if occurrence.status not in AHEAD:
        return occurrence.status if occurrence.status in (DENIED, UNSETTLED) else "happened"
    if occurrence.id in contents.confirmed:
        return "confirmed"
    return "passed" if is_over(occurrence.when or "..", today) else "ahead"


def is_over(edtf: str, today: date) -> bool:
    """Tell whether the last day of a date is past."""
    return bounds(edtf)[1] < today


def _placed(
    edition: Edition,
    contents: Contents,
    marks: Sequence[Occurrence],
    axis: _Axis,
    today: date,
    folder: str,
) -> Iterator[dict[str, Any]]:
    """Yield the marks of a lane, each in the first row where it has room."""
    ends: list[float] = []
    for occurrence in marks:
        first, last = (axis.at(day) for day in bounds(occurrence.when or ".."))
        width = max(last - first, _NARROW)
        row = next((i for i, end in enumerate(ends) if end <= first), len(ends))
        ends[row:] = [first + width + 0.3, *ends[row + 1 :]]
        how = state(contents, occurrence, today)
        kind = edition.labels["events"][occurrence.type]
        said = [kind, when(edition, occurrence), edition.labels["states"][how]]
        yield {
            "href": on_timeline(contents, occurrence, folder),
            "x": min(first, 100 - width),
            "width": round(width, 2),
            "row": row,
            "y": row * _LANE,
            "state": how,
            "label": str(edition.labels["gloss"]["separator"]).join(map(str, said)),
        }


def series(edition: Edition, quantity: Quantity) -> str:
    """Return the drawing of a quantity over time; "" where it has no series."""
    readings = quantity.series
    if not readings:
        return ""
    days = [bounds(reading.as_of or "..")[0] for reading in readings]
    axis = _Axis(min(days), max(days))
    top = max(reading.figure.upper or reading.figure.value for reading in readings)
    points = [
        {
            "x": round(4 + axis.at(day) * 0.92, 2),
            "y": round(14 + 60 * (1 - reading.figure.value / top), 1),
            "label": in_words(reading.figure, edition.labels),
            "date": edition.date(reading.as_of),
        }
        for reading, day in zip(readings, days, strict=True)
    ]
    return edition.render(
        "series.svg.j2",
        points=points,
        first=points[0]["date"],
        last=points[-1]["date"],
        top=f"{top:,.15g}",
    )


@lru_cache(maxsize=1)
def _outlines() -> Mapping[str, Any]:
    return json.loads(OUTLINES.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def place_map(edition: Edition, collections: Collections, folder: str) -> str:
    """Return the map of the places that the texts name, sized by mentions; "" where there is none.

    Equirectangular, true to scale in the middle of its box; countries are outlines, not points.
    `folder` leads to the pages of places.
    """
    data = _outlines()
    west, east, south, north = data["box"]
    squeeze = math.cos(math.radians((south + north) / 2))
    width = round(_HEIGHT * (east - west) * squeeze / (north - south))
    points = list(_points(edition, collections, (west, east, south, north), folder))
    if not points:
        return ""
    paths = [
        {
            "home": name == "iraq",
            "d": "".join(
                "M" + "L".join(_xy(x, y, (west, east, south, north), width) for x, y in ring) + "Z"
                for ring in rings
            ),
        }
        for name, rings in data["outlines"].items()
    ]
    return edition.render("map.svg.j2", paths=paths, points=points, width=width, height=_HEIGHT)


def _xy(lon: float, lat: float, box: tuple[float, float, float, float], width: int) -> str:
    west, east, south, north = box
    x = (lon - west) / (east - west) * width
    y = (north - lat) / (north - south) * _HEIGHT
    return f"{x:.1f} {y:.1f}"


def _points(
    edition: Edition,
    collections: Collections,
    box: tuple[float, float, float, float],
    folder: str,
) -> Iterator[dict[str, Any]]:
    west, east, south, north = box
    entries = edition.lexicon.entries
    shown: list[tuple[Dossier, float, float]] = []
    for dossier in collections.dossiers:
        entry = entries.get(dossier.id)
        if dossier.type != EntityType.PLACE or entry is None or entry.at is None:
            continue
        lat, lon = entry.at
        if entry.kind != "country" and west < lon < east and south < lat < north:
            shown.append((dossier, lat, lon))
    shown.sort(key=lambda item: (-item[0].mention_count, item[0].id))
    labelled: list[tuple[float, float, float]] = []
    for dossier, lat, lon in shown:
        x, y = 100 * (lon - west) / (east - west), 100 * (north - lat) / (north - south)
        end = x + 2 + _LETTER * len(edition.plain_name(dossier.id))
        clear = all(end < a or x > z or abs(y - b) > _LINE for a, b, z in labelled)
        named = clear and len(labelled) < _MOST_LABELS
        if named:
            labelled.append((x, y, end))
        yield {
            "x": round(x, 2),
            "y": round(y, 2),
            "r": round(min(4 + 2.2 * math.sqrt(dossier.mention_count), 16), 1),
            "kind": entries[dossier.id].kind,
            "href": address(f"{folder}{dossier.id}.html"),
            "name": edition.plain_name(dossier.id),
            "count": dossier.mention_count,
            "named": named,
        }
