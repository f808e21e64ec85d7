"""Shares and medians with their interval, and which groups are too small to show; no Django here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from statistics import NormalDist
from typing import TypeVar

LEVEL = 0.95
LEAST = 10
"""Below this many people a figure could tell of one of them."""

LEAST_BESIDE = 3
"""So many values are expected on the smaller side of a quantile before the normal approximation holds."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Estimate:
    """A value with its interval; an end that the data don't bound is infinite."""

    value: float
    low: float
    high: float


def share(hits: int, n: int, level: float = LEVEL) -> Estimate:
    """A share with Wilson's interval. Raises ValueError for n = 0."""
    if n <= 0:
        raise ValueError("a share needs at least one case")
    z = NormalDist().inv_cdf((1 + level) / 2)
    value, weight = hits / n, 1 + z * z / n
    middle = (value + z * z / (2 * n)) / weight
    half = z * sqrt(value * (1 - value) / n + z * z / (4 * n * n)) / weight
    # At 0 and n the end is exact; the formula misses it by rounding.
    return Estimate(value, 0.0 if hits == 0 else middle - half, 1.0 if hits == n else middle + half)


def difference(hits: int, n: int, other_hits: int, other_n: int, level: float = LEVEL) -> Estimate:
    """How much larger the first share is than the other, with Newcombe's interval (1998, method 10).

    It stands on the two intervals of Wilson. Raises ValueError for n = 0.
    """
    one, other = share(hits, n, level), share(other_hits, other_n, level)
    value = one.value - other.value
    low = value - sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = value + sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(value, low, high)


def places_of(part: float, n: int, level: float = LEVEL) -> tuple[int, int]:
    """Between which places of n sorted values, counted from 1, the quantile `part` lies with this certainty.

    By the binomial distribution, in its normal approximation rounded outwards; the database's function
    kernel_middle does the same for the median. Where that would be too narrow: from the first to the last.
    Raises ValueError for n = 0 or a part that is not inside 0 and 1.
    """
    if n <= 0 or not 0 < part < 1:
        raise ValueError("a quantile needs at least one value and a part between 0 and 1")
    if n * min(part, 1 - part) < LEAST_BESIDE:
        return 1, n
    half = NormalDist().inv_cdf((1 + level) / 2) * sqrt(n * part * (1 - part))
    return max(1, floor(n * part - half)), min(n, ceil(1 + n * part + half))


def median(values: Sequence[float], level: float = LEVEL) -> Estimate:
    """The middle of values with its interval by their order, whatever their distribution (David 1981, 2.5).

    Under some six values the interval is all there is of them, and less certain than `level`. Raises
    ValueError without values.
    """
    ordered = sorted(values)
    low, high = places_of(0.5, len(ordered), level)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return Estimate(middle, ordered[low - 1], ordered[high - 1])


def too_small(counts: Mapping[Key, int], least: int = LEAST) -> set[Key]:
    """The groups that stay hidden: those below `least`, and never one alone.

    Beside a total one hidden group could be worked out from the others, so the next smallest goes along.
    """
    ordered = sorted(counts, key=lambda key: counts[key])
    hidden = sum(count < least for count in counts.values())
    return set(ordered[: 2 if hidden == 1 else hidden])
