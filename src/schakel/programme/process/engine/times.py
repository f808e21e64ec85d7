"""Days and working days of moments, in Dutch time; vectorised over the calendar of the kernel."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.legal_calendar import is_working_day

ZONE = ZoneInfo("Europe/Amsterdam")
EPOCH = date(1970, 1, 1)
DAY = 86_400
# Moments outside these years are mistakes of entry, or stand for "no date".
FIRST_YEAR, LAST_YEAR = 1900, 2199


def local_days(seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """The local day (days since 1970-01-01) of each moment (seconds since 1970, UTC)."""
    if not len(seconds):
        return np.zeros(0, dtype=np.int64)
    changes, offsets = _offsets(int(seconds.min()), int(seconds.max()))
    local = seconds + offsets[np.searchsorted(changes, seconds, side="right") - 1]
    return np.asarray(np.floor_divide(local, DAY), dtype=np.int64)


def _offsets(first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """From which moment which offset holds (seconds), found by looking at each day and halving."""
    changes, offsets = [first], [_offset(first)]
    for start in range(first, last + 1, DAY):
        low, high = start, min(start + DAY, last)
        if _offset(high) == offsets[-1]:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _offset(middle) == offsets[-1] else (low, middle)
        changes.append(high)
        offsets.append(_offset(high))
    return np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64)


def _offset(moment: int) -> int:
    offset = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment)).astimezone(ZONE).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def working_day_numbers(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each day how many working days lie after the first day of the array up to and including it.

    The difference of two numbers is the count of working days after the one up to and including the other
    (Algemene termijnenwet; the same as `legal_calendar.working_days_between`).
    """
    if not len(days):
        return np.zeros(0, dtype=np.int64)
    first, last = int(days.min()), int(days.max())
    works = [is_working_day(EPOCH + timedelta(days=number)) for number in range(first + 1, last + 1)]
    return np.concatenate(([0], np.cumsum(works, dtype=np.int64)))[days - first]
