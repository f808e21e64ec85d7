"""From months to moments: working days, office hours, and delays as they are declared."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.legal_calendar import holidays
from schakel.simulation.region.declared import Delay
from schakel.simulation.region.streams import Codes, Draw, Floats, normal

Days = NDArray[np.datetime64]
LATEST_IN_MONTH = 28
_OPENS, _MINUTES = 9 * 60, 8 * 60
_EPOCH = 1970 * 12


@lru_cache(maxsize=1)
def working_days() -> np.busdaycalendar:
    """Monday to Friday without the holidays of the Algemene termijnenwet."""
    free = [day for year in range(1990, 2131) for day in holidays(year)]
    return np.busdaycalendar(holidays=np.array(sorted(free), dtype="datetime64[D]"))


def day_in_month(first_month: int, month: Codes, chance: Floats) -> Days:
    """A working day in each month, or the first one after it; first_month counts months since year 0."""
    begin = (month + first_month - _EPOCH).astype("datetime64[M]").astype("datetime64[D]")
    day = begin + (chance * LATEST_IN_MONTH).astype("timedelta64[D]")
    rolled: Days = np.busday_offset(day, 0, roll="forward", busdaycal=working_days())
    return rolled


def last_working_day(first_month: int, month: Codes) -> Days:
    """The last working day of each month."""
    after = (month + 1 + first_month - _EPOCH).astype("datetime64[M]").astype("datetime64[D]")
    found: Days = np.busday_offset(after, -1, roll="forward", busdaycal=working_days())
    return found


def later(day: Days, count: Codes) -> Days:
    """The working day so many working days later."""
    found: Days = np.busday_offset(day, count, roll="forward", busdaycal=working_days())
    return found


def drawn_delay(delay: Delay, seed: int, whom: Codes, step: int) -> Codes:
    """Working days of one delay for each, at least 1."""
    spread = normal(seed, Draw.DELAY, whom, step)
    days: Codes = np.maximum(np.rint(delay.median * np.exp(delay.spread * spread)), 1).astype(np.int64)
    return days


def at_hour(day: Days, chance: Floats) -> NDArray[np.datetime64]:
    """A minute within office hours."""
    minute = _OPENS + (chance * _MINUTES).astype(np.int64)
    found: NDArray[np.datetime64] = day.astype("datetime64[m]") + minute.astype("timedelta64[m]")
    return found


def first_day(first_month: int, month: int) -> date:
    """The first day of a month of the region."""
    number = first_month + month
    return date(number // 12, number % 12 + 1, 1)
