"""The one source of time; tests and demonstrations can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_shift: ContextVar[timedelta] = ContextVar("schakel_clock_shift", default=timedelta())


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC) + _shift.get()


def today() -> date:
    """The calendar day in the Netherlands, on which periods and terms are judged."""
    return now().astimezone(AMSTERDAM).date()


def is_moved() -> bool:
    """Whether the clock runs apart from the machine's."""
    return bool(_shift.get())


@contextmanager
def travel(to: date | datetime) -> Iterator[None]:
    """Run a block as if it were then; a date means nine in the morning in the Netherlands."""
    if not isinstance(to, datetime):
        to = datetime(to.year, to.month, to.day, 9, tzinfo=AMSTERDAM)
    token = _shift.set(to - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)
