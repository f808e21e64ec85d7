"""Whether starts moved from one service to another after a change in steering: seen, never proven (R214)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from schakel.ground.kernel.shares import LEAST, Estimate, difference, share

WINDOW = 3
"""Whole months before and after a change that are laid beside each other."""
LEVEL = 0.99
"""Stricter than elsewhere: many services are looked at for each change, and some move by chance."""

Starts = Mapping[str, Mapping[date, int]]


@dataclass(frozen=True, slots=True)
class Moved:
    """One service: its share of all starts before and after, and the difference."""

    key: str
    before: Estimate
    after: Estimate
    change: Estimate


@dataclass(frozen=True, slots=True)
class Shift:
    """A service that lost starts and one that won them, around the same change."""

    lost: Moved
    won: Moved
    is_same_content: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking around one change: too early, too few starts, or the shifts that were seen."""

    is_early: bool = False
    is_few: bool = False
    shifts: tuple[Shift, ...] = ()


def months_from(month: date, count: int) -> list[date]:
    """So many months from a first of the month on; a negative count gives those before it."""
    steps = range(count) if count >= 0 else range(count, 0)
    return [month_after(month, step) for step in steps]


def month_after(month: date, steps: int) -> date:
    """The first of the month so many months later."""
    year, place = divmod(month.year * 12 + month.month - 1 + steps, 12)
    return date(year, place + 1, 1)


def windows(changed_on: date) -> tuple[list[date], list[date]]:
    """The whole months before and after a change; its own month counts only when it began that month."""
    month = changed_on.replace(day=1)
    first_after = month if changed_on.day == 1 else month_after(month, 1)
    return months_from(month, -WINDOW), months_from(first_after, WINDOW)


def look_around(changed_on: date, starts: Starts, contents: Mapping[str, str], today: date) -> Looked:
    """The shifts around a change. contents says of what each service consists, to tell a twin by.

    A service lost when its share of all starts fell and won when it rose, by more than chance; ten starts at
    least before for what lost, and after for what won. Each loser is told with one winner: its twin first.
    """
    before, after = windows(changed_on)
    if after[-1] >= today.replace(day=1):
        return Looked(is_early=True)
    earlier, later = _counts(starts, before), _counts(starts, after)
    if min(sum(earlier.values()), sum(later.values())) < LEAST:
        return Looked(is_few=True)
    moved = [_moved(key, earlier, later) for key in sorted(starts)]
    lost = [one for one in moved if one.change.high < 0 and earlier[one.key] >= LEAST]
    won = [one for one in moved if one.change.low > 0 and later[one.key] >= LEAST]
    return Looked(shifts=tuple(_paired(lost, won, contents)))


def _counts(starts: Starts, months: Iterable[date]) -> dict[str, int]:
    wanted = list(months)
    return {key: sum(found.get(month, 0) for month in wanted) for key, found in starts.items()}


def _moved(key: str, earlier: Mapping[str, int], later: Mapping[str, int]) -> Moved:
    before, after = (earlier[key], sum(earlier.values())), (later[key], sum(later.values()))
    return Moved(key, share(*before), share(*after), difference(*after, *before, LEVEL))


def _paired(lost: list[Moved], won: list[Moved], contents: Mapping[str, str]) -> Iterable[Shift]:
    for one in sorted(lost, key=lambda found: found.change.value):
        twins = [other for other in won if contents.get(other.key) == contents.get(one.key)]
        best = max(twins or won, key=lambda found: found.change.value, default=None)
        if best is not None:
            yield Shift(one, best, is_same_content=bool(twins))
