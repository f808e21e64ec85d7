"""Times that are kept in bins only: what can be said of them, with the width of the bins in every interval.

No Django here. Times are seconds; the last bin holds forms that were put away and says nothing of how long.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from math import ceil

from schakel.ground.kernel.shares import Estimate, places_of

EDGES = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800)
"""Where bins begin; the last is where the measurement ends: who takes half an hour did something else."""

AWAY = len(EDGES) - 1
"""The bin of forms that were open longer."""


def bin_of(seconds: int) -> int:
    """The bin of a time. Raises ValueError for less than nothing."""
    if seconds < 0:
        raise ValueError("a form can't be sent in before it was given")
    return bisect_right(EDGES, seconds) - 1


def timed(bins: Mapping[int, int]) -> int:
    """How many forms were not put away."""
    return sum(count for which, count in bins.items() if which != AWAY)


def quantile(bins: Mapping[int, int], part: float) -> Estimate:
    """A quantile of the times that were not put away, with its interval.

    The value lies evenly within its bin; the ends are those of the bins of the outer places, so that the
    interval holds both chance and what the bins leave out. Raises ValueError without times.
    """
    n = timed(bins)
    low, high = places_of(part, n)
    found, place = _bin_at(bins, max(1, ceil(part * n)))
    before = part * n - (place - bins[found])
    share = min(1.0, max(0.0, before / bins[found]))
    value = EDGES[found] + share * (EDGES[found + 1] - EDGES[found])
    return Estimate(value, EDGES[_bin_at(bins, low)[0]], EDGES[_bin_at(bins, high)[0] + 1])


def together(bins: Mapping[int, int]) -> Estimate:
    """All seconds together of what was not put away: at least, at most, and by the middle of each bin."""
    parts = [(count, EDGES[which], EDGES[which + 1]) for which, count in bins.items() if which != AWAY]
    low, high = (sum(part[0] * part[end] for part in parts) for end in (1, 2))
    return Estimate((low + high) / 2, low, high)


def _bin_at(bins: Mapping[int, int], place: int) -> tuple[int, int]:
    """The bin that holds the value at a place, counted from 1, and how many values lie up to its end."""
    reached = 0
    for which in sorted(bins):
        if which != AWAY:
            reached += bins[which]
            if reached >= place:
                return which, reached
    raise ValueError("there are not so many times")
