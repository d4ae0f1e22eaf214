"""Calendars: what exists is found, what does not is None, and every EDTF string is valid."""

from __future__ import annotations

from datetime import date, timedelta

import edtf
import pytest
from hijridate import Gregorian
from persiantools.jdatetime import JalaliDate

from generator.calendars import GREGORIAN, HIJRI, JALALI, bounds, is_edtf, to_edtf


@pytest.mark.parametrize(
    ("system", "parts", "expected"),
    [
        (GREGORIAN, (2024, 9, 27), "2024-09-27"),
        (GREGORIAN, (2024, 9), "2024-09"),
        (GREGORIAN, (2024,), "2024"),
        (GREGORIAN, (2024, 2, 29), "2024-02-29"),
        (JALALI, (1403, 7, 6), "2024-09-27"),
        (JALALI, (1403, 7), "2024-09-22/2024-10-21"),
        (JALALI, (1403,), "2024-03-20/2025-03-20"),
        (JALALI, (1403, 12, 30), "2025-03-20"),
        (JALALI, (1402, 12), "2024-02-20/2024-03-19"),
        (HIJRI, (1445, 7, 15), "2024-01-27~"),
        (HIJRI, (1445, 9), "2024-03-11~/2024-04-09~"),
        (HIJRI, (1446,), "2024-07-07~/2025-06-25~"),
    ],
)
def test_a_date_keeps_the_precision_it_was_given(
    system: str, parts: tuple[int, ...], expected: str
) -> None:
    assert to_edtf(system, *parts) == expected


def test_the_ends_of_a_hijri_month_are_as_uncertain_as_its_days() -> None:
    """The moon is observed: a computed day may be one off, and so may the ends of a month."""
    assert to_edtf(HIJRI, 1445, 9) == "2024-03-11~/2024-04-09~"


@pytest.mark.parametrize(
    ("system", "parts"),
    [
        (GREGORIAN, (2024, 4, 31)),
        (GREGORIAN, (2023, 2, 29)),
        (GREGORIAN, (2024, 13)),
        (GREGORIAN, (0,)),
        (GREGORIAN, (10_000,)),
        (JALALI, (1402, 12, 30)),
        (JALALI, (1403, 7, 31)),
        (JALALI, (1403, 13)),
        (HIJRI, (1445, 13)),
        (HIJRI, (1445, 9, 31)),
        (HIJRI, (1, 1, 1)),
    ],
)
def test_a_date_that_cannot_be_is_none(system: str, parts: tuple[int, ...]) -> None:
    assert to_edtf(system, *parts) is None


def test_each_jalali_day_of_a_century_has_its_gregorian_day() -> None:
    day = date(1950, 1, 1)
    while day < date(2050, 1, 1):
        jalali = JalaliDate(day)
        assert to_edtf(JALALI, jalali.year, jalali.month, jalali.day) == day.isoformat()
        day += timedelta(days=17)


def test_each_hijri_day_of_a_century_has_its_gregorian_day() -> None:
    day = date(1950, 1, 1)
    while day < date(2050, 1, 1):
        hijri = Gregorian.fromdate(day).to_hijri()
        assert to_edtf(HIJRI, hijri.year, hijri.month, hijri.day) == day.isoformat() + "~"
        day += timedelta(days=17)


@pytest.mark.parametrize("system", [JALALI, HIJRI])
def test_months_of_other_calendars_follow_each_other_without_a_gap(system: str) -> None:
    last = None
    for year in range(1400, 1420):
        for month in range(1, 13):
            first, end = bounds(to_edtf(system, year, month) or "")
            if last:
                assert first == last + timedelta(days=1), (year, month)
            last = end
        assert bounds(to_edtf(system, year) or "")[1] == last


def every_kind() -> list[str]:
    made = {"2026-12~", "2023-10-07/..", "../2023-10-07", "2024-01/2024-03", "2024?", "2024%"}
    for year in range(1900, 2101, 7):
        for month in range(13):
            made.add(to_edtf(GREGORIAN, year, month) or "")
    for system, start in ((JALALI, 1300), (HIJRI, 1350)):
        for year in range(start, 1500, 11):
            for month in range(13):
                for day in (0, 1, 29) if month else (0,):
                    made.add(to_edtf(system, year, month, day) or "")
    return sorted(made - {""})


def test_everything_given_is_edtf_for_a_parser_of_its_own() -> None:
    """Other programs read our dates with the library of the Library of Congress standard."""
    made = every_kind()
    assert len(made) > 500
    # The parser takes its time.
    for text in made[:: len(made) // 60]:
        edtf.parse_edtf(text)
    for text in ("2026-12~", "2023-10-07/..", "../2023-10-07", "2024-01-27~"):
        edtf.parse_edtf(text)


def test_everything_given_is_edtf_for_ourselves() -> None:
    for text in every_kind():
        assert is_edtf(text), text


def test_everything_given_has_bounds_in_order() -> None:
    for text in every_kind():
        first, last = bounds(text)
        assert first <= last, text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "/",
        "2024/",
        "/2024",
        "2024-1",
        "2024-13",
        "2024-02-30",
        "2023-02-29",
        "24-01-27",
        "27/01/2024",
        "2024-01-27T10:00",
        "2024-01-27/2024-01-26",
        "2025/2024",
        "2024/2025/2026",
        "0000",
        "2024 ",
        "2024-01-27\n",
        "2024-01-~",
        "tomorrow",
    ],
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    assert not is_edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
        ("2026-12~", date(2026, 12, 1), date(2026, 12, 31)),
        ("2023-10-07/..", date(2023, 10, 7), date.max),
        ("../2023-10", date.min, date(2023, 10, 31)),
        ("2024/2025-06", date(2024, 1, 1), date(2025, 6, 30)),
    ],
)
def test_bounds_are_the_first_and_last_day(text: str, first: date, last: date) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["2024-06/2024", "2024-01-15/2024-01"])
def test_an_interval_may_end_with_less_precision(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize("text", ["\u0662\u0660\u0662\u0664", "\u06f1\u06f4\u06f0\u06f3"])
def test_edtf_is_written_with_ascii_digits(text: str) -> None:
    assert not is_edtf(text)
