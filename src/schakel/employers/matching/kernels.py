"""The compiled loops of the indexes: exact top-N with every filter inside the search."""

from __future__ import annotations

import math

import numpy as np
from numba import uint64

from schakel.employers.matching import words
from schakel.employers.matching.compiling import compiled

GUARDS = np.uint64(words.GUARDS)
PRESENT = np.uint64(words.PRESENT.guard)
LICENCES = np.uint64(words.ALL_LICENCES)
EDUCATION_SHIFT = np.uint64(words.EDUCATION.shift)
EDUCATION_MASK = np.uint64(words.EDUCATION.highest)
UNKNOWN_EDUCATION = words.UNKNOWN_EDUCATION
LAST_NUMBER = 0xFFFFFFFF
BLOCK = 64


@compiled
def key_of(points, number):  # type: ignore[no-untyped-def]
    """Points and number as one whole number: higher is better, and of equal points the lower number."""
    return (np.int64(points) << 32) | (LAST_NUMBER - np.int64(number))


@compiled
def keep(keys, key):  # type: ignore[no-untyped-def]
    """Put a key in the heap in the place of its lowest."""
    place, size = 0, len(keys)
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[place] = keys[child]
        place = child
    keys[place] = key


@compiled
def first_from(values, low, high, sought):  # type: ignore[no-untyped-def]
    """The first place between low and high whose value is sought or more."""
    while low < high:
        middle = (low + high) >> 1
        if values[middle] < sought:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def fails(had, asked, lacked, excluding, squared, reach, is_near, near_percent):  # type: ignore[no-untyped-def]
    """Whether the pair is out: any filter fails or, for near misses, not exactly one does."""
    short = ~(had - asked) & GUARDS
    hit = lacked & excluding
    limit = reach * reach
    if not is_near:
        return short != 0 or hit != 0 or squared > limit
    if short & PRESENT or squared * 10_000 > limit * near_percent * near_percent:
        return True
    count = np.int64(squared > limit) + np.int64((hit & LICENCES) != 0) + np.int64((hit & ~LICENCES) != 0)
    while short:
        short &= short - uint64(1)
        count += 1
    return count != 1


@compiled
def distance_points(squared, rules):  # type: ignore[no-untyped-def]
    """Falling with the square of the distance, whole."""
    return rules.distance * max(rules.far_squared - squared, 0) // rules.far_squared


@compiled
def education_points(had, asked_word, rules):  # type: ignore[no-untyped-def]
    """Full at what is asked or more, or when nothing is; a part below it; none when not known."""
    asked = np.int64((asked_word >> EDUCATION_SHIFT) & EDUCATION_MASK)
    held = np.int64((had >> EDUCATION_SHIFT) & EDUCATION_MASK)
    if asked == 0:
        return rules.education
    if held == UNKNOWN_EDUCATION:
        return 0
    return rules.education if held >= asked + rules.levels_below else rules.education_below


@compiled
def gap(low, high, place):  # type: ignore[no-untyped-def]
    """How far a place lies outside a band."""
    return max(low - place, place - high, 0)


@compiled
def within(x, begin, end, middle, reach, away):  # type: ignore[no-untyped-def]
    """The records of a band that a circle can hold: first, and one past the last."""
    half = int(math.sqrt(float(reach) * reach - float(away) * away)) + 1
    return first_from(x, begin, end, middle - half), first_from(x, begin, end, middle + half + 1)


@compiled
def part_of(members, begin, end, low, high, size):  # type: ignore[no-untyped-def]
    """The members of a list between two places of its band."""
    if low > 0:
        begin = first_from(members, begin, end, low)
    if high < size:
        end = first_from(members, begin, end, high)
    return begin, end


@compiled
def add_same(sums, members, begin, end, low, points):  # type: ignore[no-untyped-def]
    """Give every member the same points."""
    for place in range(begin, end):
        sums[members[place] - low] += points


@compiled
def add_own(sums, members, points, begin, end, low):  # type: ignore[no-untyped-def]
    """Give every member its own points."""
    for place in range(begin, end):
        sums[members[place] - low] += points[place]


@compiled
def highest_of(sums, begin, end):  # type: ignore[no-untyped-def]
    """The highest sum in a block."""
    highest = sums[begin]
    for place in range(begin + 1, end):
        highest = max(highest, sums[place])
    return highest


@compiled
def nearest(likeness, occupations, begin, end):  # type: ignore[no-untyped-def]
    """The highest likeness among somebody's occupations, in percents."""
    found = np.uint8(0)
    for place in range(begin, end):
        found = max(found, likeness[occupations[place]])
    return np.int64(found)
