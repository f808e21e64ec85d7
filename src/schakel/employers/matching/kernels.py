"""The compiled parts that both searches share: filters, points, heaps, and who can still come in."""

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
# Fewer members than this are added whole; finding those in reach would take longer.
SHORT = 48
LEVELS = 16


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
def is_barred(had, asked, lacked, excluding):  # type: ignore[no-untyped-def]
    """Whether a filter other than distance fails."""
    return (~(had - asked) & GUARDS) != 0 or (lacked & excluding) != 0


@compiled
def is_near_miss(had, asked, lacked, excluding, squared, reach, near_percent):  # type: ignore[no-untyped-def]
    """Whether exactly one filter fails, and in distance by no more than the policy's part of the radius."""
    short, hit = ~(had - asked) & GUARDS, lacked & excluding
    limit = reach * reach
    if short & PRESENT or squared * 10_000 > limit * near_percent * near_percent:
        return False
    count = np.int64(squared > limit) + np.int64((hit & LICENCES) != 0) + np.int64((hit & ~LICENCES) != 0)
    while short:
        short &= short - uint64(1)
        count += 1
    return count == 1


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
def visit(bands, x, east, north, reach, rules, is_near, visits):  # type: ignore[no-untyped-def]
    """Note each band that a circle touches: itself, its records within, and its highest points of distance.

    reach is the circle's, or -1 where each band has its own. Returns how many bands were noted.
    """
    count = 0
    for band in range(len(bands.low)):
        away = max(np.int64(bands.low[band]) - north, north - np.int64(bands.high[band]), 0)
        far = np.int64(bands.reach[band]) if reach < 0 else reach
        if is_near:
            far = (far * rules.near_percent + 99) // 100
        if away > far:
            continue
        half = int(math.sqrt(float(far) * far - float(away) * away)) + 1
        low = first_from(x, bands.start[band], bands.start[band + 1], east - half)
        high = first_from(x, low, bands.start[band + 1], east + half + 1)
        if low < high:
            visits[count, 0], visits[count, 1], visits[count, 2] = band, low, high
            visits[count, 3] = distance_points(away * away, rules)
            count += 1
    return count


@compiled
def clear(sums, hopes, visits):  # type: ignore[no-untyped-def]
    """Nought for every record visited."""
    for row in range(len(visits)):
        sums[visits[row, 1] : visits[row, 2]] = 0
        hopes[visits[row, 1] : visits[row, 2]] = 0


@compiled
def add(bands, lists, wanted, points, visits, sums):  # type: ignore[no-untyped-def]
    """Give points[i] to every visited member of list wanted[i]."""
    for place in range(len(wanted)):
        first, worth = np.int64(wanted[place]) * len(bands.low), points[place]
        for row in range(len(visits)):
            band = visits[row, 0]
            begin, end = bands.start[band], bands.start[band + 1]
            low, high = members_within(lists, first + band, begin, end - begin, visits, row)
            here = sums[begin:end]
            for member in range(low, high):
                here[lists.members[member]] += worth


@compiled
def add_likely(bands, lists, concepts, rules, occupation, visits, hopes):  # type: ignore[no-untyped-def]
    """Give everybody in a field like this occupation the points that the likest one there would give."""
    low, high = concepts.likely_start[occupation], concepts.likely_start[occupation + 1]
    points = (rules.occupation * concepts.likely_percents[low:high].astype(np.int64) // 100).astype(np.int16)
    add(bands, lists, concepts.likely_lists[low:high], points, visits, hopes)


@compiled
def members_within(lists, slot, begin, size, visits, row):  # type: ignore[no-untyped-def]
    """The members of a slot to add; a few beyond reach do no harm, since nobody reads their sums."""
    low, high = np.int64(lists.start[slot]), np.int64(lists.start[slot + 1])
    if high - low <= SHORT:
        return low, high
    if visits[row, 1] > begin:
        low = first_from(lists.members, low, high, visits[row, 1] - begin)
    if visits[row, 2] < begin + size:
        high = first_from(lists.members, low, high, visits[row, 2] - begin)
    return low, high


@compiled
def crown(sums, hopes, begin, end):  # type: ignore[no-untyped-def]
    """Add sums to hopes from begin to end; returns the highest."""
    highest = sums[begin]
    for place in range(begin, end):
        hopes[place] += sums[place]
        highest = max(highest, hopes[place])
    return highest


@compiled
def find_peaks(sums, hopes, visits, peaks):  # type: ignore[no-untyped-def]
    """Add sums to hopes and note the highest of each block; returns the highest of all."""
    count = highest = 0
    for row in range(len(visits)):
        for block in range(visits[row, 1], visits[row, 2], BLOCK):
            peaks[count] = crown(sums, hopes, block, min(block + BLOCK, visits[row, 2]))
            highest = max(highest, peaks[count])
            count += 1
    return highest


@compiled
def hopeful(hopes, peaks, visits, floor, ceiling, needed, chosen):  # type: ignore[no-untyped-def]
    """Note who can, with distance, reach what is needed, in blocks whose peak is floor up to ceiling.

    Returns how many; going down by levels fills the heap with good ones first, so that most are never judged,
    and no block is looked through twice.
    """
    count, peak = 0, 0
    for row in range(len(visits)):
        least = needed - visits[row, 3]
        for block in range(visits[row, 1], visits[row, 2], BLOCK):
            if max(floor, least) <= peaks[peak] < ceiling:
                for place in range(block, min(block + BLOCK, visits[row, 2])):
                    chosen[count] = place
                    count += int(hopes[place] >= least)
            peak += 1
    return count


@compiled
def level(highest, step):  # type: ignore[no-untyped-def]
    """Where a step down from the highest sum ends; the last ends at nought."""
    return highest * (LEVELS - 1 - step) // LEVELS if step < LEVELS - 1 else 0
