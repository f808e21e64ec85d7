"""The compiled parts that both searches share: filters, points, heaps, and who can still come in."""

from __future__ import annotations

import math

import numpy as np
from numba import uint64

from schakel.employers.matching import words
from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.layout import BLOCK, LEVEL, WORD

GUARDS = np.uint64(words.GUARDS)
PRESENT = np.uint64(words.PRESENT.guard)
LICENCES = np.uint64(words.ALL_LICENCES)
EDUCATION_SHIFT = np.uint64(words.EDUCATION.shift)
EDUCATION_MASK = np.uint64(words.EDUCATION.highest)
UNKNOWN_EDUCATION = words.UNKNOWN_EDUCATION
LAST_NUMBER = 0xFFFFFFFF
SHIFTS = np.array([field.shift for field in words.FIELDS], np.uint64)
HIGHEST = np.array([field.highest for field in words.FIELDS], np.uint64)
# Added to who is barred: no points make up for it, and it fits in two bytes with them.
HOPELESS = np.int16(-20_000)
# Fewer members than this are added whole; finding those in reach would take longer.
SHORT = 48


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

    reach is the circle's, or -1 where each band has its own. The records are widened to whole words of a
    bitmap, within their band. Returns how many bands were noted.
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
            begin, end = bands.start[band], bands.start[band + 1]
            visits[count, 0], visits[count, 1] = band, low - (low - begin) % WORD
            visits[count, 2] = min(high + (begin - high) % WORD, end)
            visits[count, 3] = distance_points(away * away, rules)
            count += 1
    return count


@compiled
def members_within(lists, slot, size, low, high):  # type: ignore[no-untyped-def]
    """Where the members of a slot from low to high stand.

    A few outside do no harm, since nobody reads their sums; size is that of the band.
    """
    begin, end = np.int64(lists.start[slot]), np.int64(lists.start[slot + 1])
    if end - begin <= SHORT:
        return begin, end
    if low > 0:
        begin = first_from(lists.members, begin, end, low)
    if high < size:
        end = first_from(lists.members, begin, end, high)
    return begin, end


@compiled
def add(lists, slot, size, low, high, worth, sums):  # type: ignore[no-untyped-def]
    """Give points to every member of a slot from low to high."""
    begin, end = members_within(lists, slot, size, low, high)
    for member in lists.members[begin:end]:
        sums[member] += worth


@compiled
def raise_to(lists, slot, size, low, high, worth, hopes):  # type: ignore[no-untyped-def]
    """Let no member of a slot from low to high hope for less than this."""
    begin, end = members_within(lists, slot, size, low, high)
    for member in lists.members[begin:end]:
        hopes[member] = max(hopes[member], worth)


@compiled
def is_bitmap(lists, slot, size):  # type: ignore[no-untyped-def]
    """Whether a slot holds a bit for each record of its band of this size, instead of numbers."""
    return np.int64(lists.start[slot + 1]) - np.int64(lists.start[slot]) == (size + WORD - 1) // WORD


@compiled
def is_member(lists, begin, member):  # type: ignore[no-untyped-def]
    """1 when the bitmap that begins there holds the member, else 0."""
    word = np.int64(lists.members[begin + member // WORD])
    return (word >> (member % WORD)) & 1


@compiled
def choose_bars(sieve, asked, excluding, chosen):  # type: ignore[no-untyped-def]
    """Choose the rows of a sieve for the two words of who searches; returns how many."""
    count = 0
    for field in range(len(SHIFTS)):
        row = sieve.levels[field, np.int64((asked >> SHIFTS[field]) & HIGHEST[field])]
        chosen[count] = row
        count += int(row >= 0)
    while excluding:
        row = sieve.excluded[bit_number(excluding)]
        chosen[count] = row
        count += int(row >= 0)
        excluding &= excluding - uint64(1)
    return count


@compiled
def bit_number(word):  # type: ignore[no-untyped-def]
    """The number of the lowest bit set."""
    number, step = 0, 32
    while step:
        if word & ((uint64(1) << uint64(step)) - uint64(1)) == 0:
            word >>= uint64(step)
            number += step
        step >>= 1
    return number


@compiled
def bar(sieve, chosen, bands, room, row):  # type: ignore[no-untyped-def]
    """Note for a visit who is in any of the chosen rows, in words of a bitmap from its first record on."""
    band, low, high, _points = room.visits[row]
    first = sieve.start[band] + (low - bands.start[band]) // WORD
    count = (high - low + WORD - 1) // WORD
    barred = room.barred[:count]
    barred[:] = 0
    for each in chosen:
        barred |= sieve.bars[each, first : first + count]


@compiled
def note_blocks(room, row, more, count):  # type: ignore[no-untyped-def]
    """Add sums to hopes in a visit, and note each block with its peak; returns how many there are by now.

    more is what else anybody in this visit could get. A block of which everybody is barred is left out.
    """
    low, high = room.visits[row, 1], room.visits[row, 2]
    deny(room.hopes[low:high], room.barred)
    for block in range(low, high, BLOCK):
        end = min(block + BLOCK, high)
        highest = crown(room.sums[block:end], room.hopes[block:end])
        room.firsts[count], room.rows[count], room.peaks[count] = block, row, highest + more
        count += int(highest >= 0)
    return count


@compiled
def deny(hopes, barred):  # type: ignore[no-untyped-def]
    """Take all hope from who is barred."""
    whole = len(hopes) // WORD
    for word in range(whole):
        bits, here = barred[word], hopes[word * WORD : (word + 1) * WORD]
        for bit in range(WORD):
            here[bit] += HOPELESS * np.int16((bits >> bit) & 1)
    for place in range(whole * WORD, len(hopes)):
        hopes[place] += HOPELESS * np.int16((barred[whole] >> (place % WORD)) & 1)


@compiled
def crown(sums, hopes):  # type: ignore[no-untyped-def]
    """Add sums to hopes; returns the highest."""
    highest = hopes[0]
    for place in range(len(hopes)):
        hopes[place] += sums[place]
        highest = max(highest, hopes[place])
    return np.int64(highest)


@compiled
def line_up(room, count):  # type: ignore[no-untyped-def]
    """Chain the blocks of each level of peaks, so that the best are judged first and most never."""
    room.heads[:] = -1
    for block in range(count):
        at = room.peaks[block] // LEVEL
        room.following[block] = room.heads[at]
        room.heads[at] = block


@compiled
def hopeful(room, block, least):  # type: ignore[no-untyped-def]
    """Choose the records of a block that hope for at least this much; returns how many."""
    first = room.firsts[block]
    hopes = room.hopes[first : min(first + BLOCK, room.visits[room.rows[block], 2])]
    count = 0
    for place in range(len(hopes)):
        room.chosen[count] = first + place
        count += int(hopes[place] >= least)
    return count
