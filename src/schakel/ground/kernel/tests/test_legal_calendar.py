"""Working days and ends of terms, against dates that were looked up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.kernel.legal_calendar import (
    add_working_days,
    easter,
    end_of_term,
    holidays,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2005, 1, 1), date(2045, 1, 1))


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


def test_the_holidays_of_2026() -> None:
    days = "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26"
    assert sorted(f"{d:%m-%d}" for d in holidays(2026)) == days.split()


def test_kings_day_moves_off_a_sunday() -> None:
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


def test_a_term_that_ends_in_a_weekend_or_holiday_ends_on_the_next_working_day() -> None:
    assert end_of_term(date(2026, 12, 25)) == date(2026, 12, 28)
    assert end_of_term(date(2026, 11, 23)) == date(2026, 11, 23)


def test_five_working_days_over_easter() -> None:
    assert add_working_days(date(2026, 4, 2), 5) == date(2026, 4, 13)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 1, 1), -1)


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    end = add_working_days(day, count)
    assert is_working_day(end)
    assert working_days_between(day, end) == count
