"""Working days and the end of legal terms, after the Algemene termijnenwet (articles 1 and 3)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """27 April, or the day before when that is a Sunday (since 2014)."""
    day = date(year, 4, 27)
    return day - _DAY if day.weekday() == 6 else day


@lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[date]:
    """The days on which no legal term ends: article 3, with Good Friday, which it equates."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=offset) for offset in (-2, 1, 39, 50)}
    fixed = {date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(moving | fixed | {kings_day(year)})


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def end_of_term(day: date) -> date:
    """The day itself, or the first working day after it when it is none (article 1)."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that lies `count` working days after `day` (count >= 0)."""
    if count < 0:
        raise ValueError("count of working days must not be negative")
    while count:
        day += _DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 when end is not later."""
    return sum(is_working_day(start + timedelta(days=i + 1)) for i in range(max(0, (end - start).days)))
