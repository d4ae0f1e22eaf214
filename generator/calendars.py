"""Calendar arithmetic and EDTF; no words of any language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

GREGORIAN, JALALI, HIJRI = "gregorian", "jalali", "hijri"
_EVERY_MONTH = 28
_EDTF_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
_EDTF = re.compile(rf"(?:{_EDTF_DAY}|\.\.)(?:/(?:{_EDTF_DAY}|\.\.))?")


def to_edtf(system: str, year: int, month: int = 0, day: int = 0) -> str | None:
    """Return the EDTF string of a date with the precision given, or None if there is no such date.

    A Jalali or Hijri month or year is not a Gregorian one: it becomes an interval of days.
    """
    try:
        if system == GREGORIAN:
            return _gregorian(year, month, day)
        first, last = _bounds_in(system, year, month, day)
    except (ValueError, OverflowError):
        return None
    # The observed Hijri month may begin a day off the computed one.
    about = "~" if system == HIJRI else ""
    if first == last:
        return first.isoformat() + about
    return f"{first.isoformat()}{about}/{last.isoformat()}{about}"


def _gregorian(year: int, month: int, day: int) -> str:
    checked = date(year, month or 1, day or 1)
    if day:
        return checked.isoformat()
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _bounds_in(system: str, year: int, month: int, day: int) -> tuple[date, date]:
    first_month, last_month = (month, month) if month else (1, 12)
    if system == JALALI:
        first = JalaliDate(year, first_month, day or 1)
        last_day = day or JalaliDate.days_in_month(last_month, year)
        return first.to_gregorian(), JalaliDate(year, last_month, last_day).to_gregorian()
    first_hijri = Hijri(year, first_month, day or 1)
    last_hijri = Hijri(year, last_month, day or Hijri(year, last_month, 1).month_length())
    return _plain(first_hijri), _plain(last_hijri)


def _plain(hijri: Hijri) -> date:
    gregorian = hijri.to_gregorian()
    return date(gregorian.year, gregorian.month, gregorian.day)


def is_edtf(text: str) -> bool:
    """Tell whether `text` is an EDTF form used here: a date, an interval, an open bound."""
    if not _EDTF.fullmatch(text) or text in ("..", "../.."):
        return False
    ends = [end.rstrip("~?%") for end in text.split("/") if end != ".."]
    if not all(_exists(end) for end in ends):
        return False
    first, last = bounds(text)
    return first <= last


def _exists(edtf: str) -> bool:
    year, month, day = (int(part) for part in (edtf + "-01-01").split("-")[:3])
    return year > 0 and day <= calendar.monthrange(year, month)[1]


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> tuple[date, date]:
    """Return the first and last day an EDTF date or interval covers; open ends reach far."""
    first, _, last = edtf.partition("/")
    last = last or first
    return _first_day(first.rstrip("~?%")), _last_day(last.rstrip("~?%"))


def _first_day(edtf: str) -> date:
    return date.min if edtf == ".." else date.fromisoformat((edtf + "-01-01")[:10])


def _last_day(edtf: str) -> date:
    if edtf == "..":
        return date.max
    parts = [int(part) for part in edtf.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Relative:
    """A date that means a day only together with the day on which it was written.

    `unit` is what it has the precision of: day, week, month or year. `shift` counts units from
    that day on. `day`, `month` (of `system`) and `weekday` (1 is Monday) name what is stated;
    the year that is missing is the nearest one back (`direction` -1) or ahead (1). `years` counts
    years instead, where the text says which (of last year). `length` makes it the last so many
    units; `edge` (start, mid, end) a part of the unit. `strict` leaves the day itself out.
    """

    unit: str
    shift: int = 0
    day: int = 0
    month: int = 0
    weekday: int = 0
    system: str = GREGORIAN
    direction: int = -1
    years: int | None = None
    length: int = 0
    edge: str = ""
    strict: bool = False
    about: bool = False


_EDGE_MONTH = {"start": 1, "mid": 6, "end": 12}


def edge_of_year(year: int, edge: str) -> str:
    """Return the month that stands for an edge (start, mid, end) of a year, as about."""
    return f"{year:04d}-{_EDGE_MONTH[edge]:02d}~"


def resolve(relative: Relative, anchor: date, *, about: bool = False) -> str | None:
    """Return the EDTF of a relative date written on `anchor`; None where there is no such day.

    `about`: the anchor is not exact, so neither is what is counted from it in days or weeks.
    """
    try:
        edtf = _resolved(relative, anchor, about=about)
    except (ValueError, OverflowError):
        return None
    if edtf is None or not relative.about or edtf.endswith("~") or "/" in edtf:
        return edtf
    return edtf + "~"


def _resolved(relative: Relative, anchor: date, *, about: bool) -> str | None:
    if relative.length or relative.month:
        return (_last_units if relative.length else _of_a_year)(relative, anchor)
    if relative.weekday:
        return _weekday(relative, anchor).isoformat()
    if relative.unit == "week":
        return _week(anchor + timedelta(weeks=relative.shift), about=about)
    if relative.unit == "year":
        year = anchor.year + relative.shift
        return edge_of_year(year, relative.edge) if relative.edge else to_edtf(GREGORIAN, year)
    if relative.unit == "month" or relative.day:
        return to_edtf(GREGORIAN, *_month_at(anchor, relative.shift), relative.day)
    day = (anchor + timedelta(days=relative.shift)).isoformat()
    return day + "~" if about else day


def _last_units(relative: Relative, anchor: date) -> str | None:
    """Return the last so many units up to the anchor, as an interval."""
    if relative.unit in ("day", "week"):
        days = relative.length * (7 if relative.unit == "week" else 1)
        return f"{(anchor - timedelta(days=days)).isoformat()}/{anchor.isoformat()}"
    if relative.unit == "month":
        first = to_edtf(GREGORIAN, *_month_at(anchor, -relative.length))
        return f"{first}/{to_edtf(GREGORIAN, anchor.year, anchor.month)}"
    return f"{anchor.year - relative.length:04d}~/{anchor.isoformat()}"


def _weekday(relative: Relative, anchor: date) -> date:
    apart = (relative.weekday - anchor.isoweekday()) % 7
    if relative.direction < 0:
        apart -= 7 if apart else 0
        return anchor + timedelta(days=apart or (-7 if relative.strict else 0))
    return anchor + timedelta(days=apart or (7 if relative.strict else 0))


def _week(day: date, *, about: bool) -> str:
    monday = day - timedelta(days=day.isoweekday() - 1)
    if about:
        return f"{day.year:04d}-{day.month:02d}~"
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _month_at(anchor: date, shift: int) -> tuple[int, int]:
    months = anchor.year * 12 + anchor.month - 1 + shift
    return months // 12, months % 12 + 1


def _of_a_year(relative: Relative, anchor: date) -> str | None:
    """Return the month, or the day of it, in the year that is meant."""
    if relative.years is not None:
        year = anchor.year + relative.years
        return next(
            (
                edtf
                for edtf in _in_years(relative, [year, year + 1])
                if bounds(edtf)[0].year == year
            ),
            None,
        )
    # A weekday falls on a day again within some years, and so does 29 February.
    far = 9 if relative.weekday or relative.day > _EVERY_MONTH else 2
    span = range(anchor.year - far, anchor.year + far)
    values = list(_in_years(relative, span))
    if relative.direction < 0:
        past = [
            edtf
            for edtf in values
            if bounds(edtf)[0] <= anchor and not (relative.strict and bounds(edtf)[1] >= anchor)
        ]
        return past[-1] if past else None
    return next((edtf for edtf in values if bounds(edtf)[1] >= anchor), None)


def _in_years(relative: Relative, years: range | list[int]) -> Iterator[str]:
    """Yield the month or day of each of some Gregorian years, in order, where it exists."""
    difference = {GREGORIAN: 0, JALALI: -622, HIJRI: -579}[relative.system]
    for year in years:
        edtf = to_edtf(relative.system, year + difference, relative.month, relative.day)
        if edtf is None:
            continue
        if relative.weekday and relative.day:
            day = date.fromisoformat(edtf.rstrip("~"))
            if day.isoweekday() != relative.weekday:
                continue
        yield edtf


def windows_of_both(
    windows: Sequence[tuple[date, date]], others: Sequence[tuple[date, date]]
) -> list[tuple[date, date]]:
    """Return the windows of days that lie in one of each, in order."""
    return sorted(
        (max(first, start), min(last, end))
        for first, last in windows
        for start, end in others
        if max(first, start) <= min(last, end)
    )


def on_weekday(window: tuple[date, date], weekday: int, end: date) -> tuple[date, date] | None:
    """Return a window narrowed to its first and last day on a weekday (1 is Monday), if any.

    One that lasts until `end` is open, and stays so.
    """
    first, last = window
    first += timedelta((weekday - first.isoweekday()) % 7)
    if last < end:
        last -= timedelta((last.isoweekday() - weekday) % 7)
    return (first, last) if first <= last else None


def interval(first: date, last: date, limits: tuple[date, date]) -> str:
    """Return the EDTF of the days from first to last; what reaches a limit is open there."""
    if first == last:
        return first.isoformat()
    for length in (4, 7):
        whole = first.isoformat()[:length]
        if bounds(whole) == (first, last):
            return whole
    start = first.isoformat() if first > limits[0] else ".."
    return f"{start}/{last.isoformat() if last < limits[1] else '..'}"
