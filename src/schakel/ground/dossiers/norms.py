"""House norms of this room: figures with dates, kept in norms.csv; all ours until somebody decides."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from schakel.ground.kernel.legal_calendar import is_working_day


@dataclass(frozen=True, slots=True)
class HouseNorm:
    """A figure in working days or calendar days, with the period in which it holds."""

    key: str
    value: int
    is_in_working_days: bool
    valid_from: date
    valid_to: date | None


@lru_cache(maxsize=1)
def _norms() -> tuple[HouseNorm, ...]:
    with Path(__file__).with_name("norms.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_norm(line) for line in csv.DictReader(lines))


def _norm(line: dict[str, str]) -> HouseNorm:
    end = date.fromisoformat(line["valid_to"]) if line["valid_to"] else None
    start = date.fromisoformat(line["valid_from"])
    return HouseNorm(line["key"], int(line["value"]), line["unit"] == "working_days", start, end)


def house_norm(key: str, on: date) -> HouseNorm:
    """The norm that holds on a day. Raises LookupError when there is none."""
    for norm in _norms():
        if norm.key == key and norm.valid_from <= on and (norm.valid_to is None or on < norm.valid_to):
            return norm
    raise LookupError(f"no house norm {key} on {on}")


def last_day_beyond(key: str, on: date) -> date:
    """The latest day whose norm has run out by `on`: what began on it or before is beyond the norm."""
    norm, day = house_norm(key, on), on
    left = norm.value + 1
    while left:
        left -= not norm.is_in_working_days or is_working_day(day)
        day -= timedelta(days=1)
    return day


def first_day_ahead(key: str, on: date) -> date:
    """The last day that lies within the norm from `on` (calendar days)."""
    return on + timedelta(days=house_norm(key, on).value)
