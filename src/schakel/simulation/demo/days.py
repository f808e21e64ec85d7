"""Days of the story as counts from today, and the places in its texts where such a day is written out."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from schakel.ground.kernel.clock import AMSTERDAM
from schakel.ground.kernel.legal_calendar import is_working_day

_DAY = timedelta(days=1)
_WRITTEN = re.compile(r"\{([+-]\d+)\}")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def working_day(offset: int, today: date) -> date:
    """The day so many days from today, moved off weekends and holidays away from today; 0 is today itself."""
    day, step = today + offset * _DAY, _DAY if offset > 0 else -_DAY
    while offset and not is_working_day(day):
        day += step
    return day


def moment(offset: int, at: str, today: date) -> datetime:
    """A moment on such a working day; `at` is hours and minutes in the Netherlands."""
    return datetime.combine(working_day(offset, today), time.fromisoformat(at), AMSTERDAM)


def with_days(text: str, today: date) -> str:
    """The text with {+12} and {-3} written as days: 14 februari, also when that is a Sunday."""

    def written(match: re.Match[str]) -> str:
        day = today + int(match[1]) * _DAY
        return f"{day.day} {_MONTHS[day.month - 1]}"

    return _WRITTEN.sub(written, text)
