"""Calendar arithmetic and EDTF; no words of any language."""

from __future__ import annotations

import calendar
import re
from datetime import date

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

GREGORIAN, JALALI, HIJRI = "gregorian", "jalali", "hijri"
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
