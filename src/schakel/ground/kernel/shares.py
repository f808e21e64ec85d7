"""Shares and medians with their interval, and which groups are too small to show; no Django here."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
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
Row = TypeVar("Row", bound=Hashable)


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
    kernel_middle and kernel_ninth do the same. Where that would be too narrow: from the first to the last.
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
    """The groups that stay hidden: those below `least`, and never one alone or so few together.

    Beside a total the hidden ones together can be worked out from the others: the next smallest go along.
    """
    return _with_company(counts, {key for key, count in counts.items() if count < least}, least)


def small_parts(counts: Mapping[Key, int], least: int = LEAST) -> set[Key]:
    """The parts of a shown group that stay hidden: as too_small, but that there is none may be told."""
    return _with_company(
        {key: count for key, count in counts.items() if count},
        {key for key, count in counts.items() if is_few(count, least)},
        least,
    )


def small_cells(
    table: Mapping[Row, Mapping[Key, int]], gone: Collection[Row] = (), least: int = LEAST
) -> set[tuple[Row, Key]]:
    """The cells that stay hidden of groups (rows) and their parts (columns), with the totals of both told.

    Row by row and column by column as small_parts, until neither gives away what the other hides. gone
    are rows of which nothing is told; the whole may be a row itself. What follows from several at once
    is not looked for.
    """
    hidden = {(row, key) for row in gone for key, count in table.get(row, {}).items() if count}
    columns = dict.fromkeys(key for parts in table.values() for key in parts)
    lines = [{(row, key): count for key, count in parts.items()} for row, parts in table.items()]
    lines += [{(row, key): parts.get(key, 0) for row, parts in table.items()} for key in columns]
    while True:
        found = set(hidden)
        for line in lines:
            few = {cell for cell, count in line.items() if is_few(count, least) or (cell in found and count)}
            found |= _with_company({cell: count for cell, count in line.items() if count}, few, least)
        if found == hidden:
            return hidden
        hidden = found


def is_few(count: int, least: int = LEAST) -> bool:
    """Whether a count would tell of so few people that it isn't told; that there are none may be."""
    return 0 < count < least


def is_part_told(hits: int, total: int, least: int = LEAST) -> bool:
    """Whether may be told how many of a shown group have something: neither they nor the rest are few."""
    return not is_few(hits, least) and not is_few(total - hits, least)


def _with_company(counts: Mapping[Key, int], hidden: set[Key], least: int) -> set[Key]:
    """The hidden keys, with the next smallest until they are none, or several that are not few together."""
    found = set(hidden)
    for key in sorted(counts, key=lambda key: counts[key]):
        if not found or (len(found) > 1 and not is_few(sum(counts[one] for one in found), least)):
            break
        found.add(key)
    return found
