"""The compiled search of the best vacancies for clients: the same score from the other side."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.kernels import (
    bar,
    choose_bars,
    distance_points,
    education_points,
    hopeful,
    is_barred,
    is_near_miss,
    keep,
    key_of,
    line_up,
    members_within,
    note_blocks,
    raise_to,
    visit,
)
from schakel.employers.matching.layout import LEVEL, LEVELS


@compiled
def search(  # type: ignore[no-untyped-def]
    vacancies, bands, lists, sieve, concepts, clients, rules, queries, is_near, room, keys
):
    """Fill keys[i] with the best vacancies of client queries[i], as a heap of keys."""
    seen = np.full(concepts.list_count, -1, np.int64)
    asked = np.empty(concepts.list_count, np.int32)
    alike = np.empty(len(concepts.likeness), np.uint8)
    for place in range(len(queries)):
        client = queries[place]
        east, north = np.int64(clients.x[client]), np.int64(clients.y[client])
        reach = np.int64(clients.radius[client])
        visits = visit(bands, vacancies.x, east, north, reach, rules, is_near, room.visits)
        held = asked[: _lists_of(clients, concepts, client, place, seen, asked)]
        _find_likeness(clients, concepts, client, alike)
        bars, blocks = room.bars[:0], 0
        if not is_near:
            count = choose_bars(sieve, clients.thresholds[client], clients.exclusions[client], room.bars)
            bars = room.bars[:count]
        for row in range(visits):
            _add_lists(bands, lists, concepts, held, room, row)
            _hope(bands, lists, concepts, rules, clients, client, room, row)
            bar(sieve, bars, bands, room, row)
            blocks = note_blocks(room, row, room.visits[row, 3], blocks)
        line_up(room, blocks)
        _judge_all(vacancies, alike, clients, rules, client, is_near, room, keys[place])


@compiled
def _lists_of(clients, concepts, client, mark, seen, asked):  # type: ignore[no-untyped-def]
    """The lists a client is in: competences, and each of their groups once."""
    count = 0
    for place in range(clients.competence_start[client], clients.competence_start[client + 1]):
        competence = clients.competences[place]
        asked[count] = competence
        count += 1
        group = concepts.groups[competence]
        if group >= 0 and seen[group] != mark:
            seen[group] = mark
            asked[count] = group
            count += 1
    return count


@compiled
def _find_likeness(clients, concepts, client, alike):  # type: ignore[no-untyped-def]
    """How alike each occupation is to the nearest one the client did."""
    alike[:] = 0
    for place in range(clients.occupation_start[client], clients.occupation_start[client + 1]):
        row = concepts.likeness[clients.occupations[place]]
        for occupation in range(len(alike)):
            alike[occupation] = max(alike[occupation], row[occupation])


@compiled
def _add_lists(bands, lists, concepts, held, room, row):  # type: ignore[no-untyped-def]
    band, low, high, _points = room.visits[row]
    begin, end = bands.start[band], bands.start[band + 1]
    room.sums[low:high] = 0
    here = room.sums[begin:end]
    for each in held:
        slot = each * len(bands.low) + band
        first, last = members_within(lists, slot, end - begin, low - begin, high - begin)
        points = lists.points[first:last]
        for at, member in enumerate(lists.members[first:last]):
            here[member] += points[at]


@compiled
def _hope(bands, lists, concepts, rules, clients, client, room, row):  # type: ignore[no-untyped-def]
    """The most that what the client did could give in each field of work."""
    band, low, high, _points = room.visits[row]
    begin, end = bands.start[band], bands.start[band + 1]
    room.hopes[low:high] = rules.unlikely
    here = room.hopes[begin:end]
    for place in range(clients.occupation_start[client], clients.occupation_start[client + 1]):
        occupation = clients.occupations[place]
        for at in range(concepts.likely_start[occupation], concepts.likely_start[occupation + 1]):
            worth = np.int16(rules.occupation * np.int64(concepts.likely_percents[at]) // 100)
            slot = concepts.likely_lists[at] * len(bands.low) + band
            raise_to(lists, slot, end - begin, low - begin, high - begin, worth, here)


@compiled
def _judge_all(vacancies, alike, clients, rules, client, is_near, room, heap):  # type: ignore[no-untyped-def]
    """From the block with the highest peak down, until no vacancy can come in any more."""
    for at in range(LEVELS - 1, -1, -1):
        if (at + 1) * LEVEL + rules.education <= heap[0] >> 32:
            return
        block = room.heads[at]
        while block >= 0:
            least = (heap[0] >> 32) - rules.education - room.visits[room.rows[block], 3]
            for vacancy in room.chosen[: hopeful(room, block, least)]:
                points = np.int64(room.sums[vacancy])
                key = _judge(vacancies, alike, clients, rules, client, vacancy, points, is_near, heap[0])
                if key > heap[0]:
                    keep(heap, key)
            block = room.following[block]


@compiled
def _judge(vacancies, alike, clients, rules, client, vacancy, points, is_near, lowest):  # type: ignore[no-untyped-def]
    had, asked = clients.thresholds[client], vacancies.thresholds[vacancy]
    lacked, excluding = clients.exclusions[client], vacancies.exclusions[vacancy]
    if not is_near and is_barred(had, asked, lacked, excluding):
        return np.int64(-1)
    occupation = vacancies.occupation[vacancy]
    if occupation >= 0:
        points += rules.occupation * np.int64(alike[occupation]) // 100
    points += education_points(had, asked, rules)
    if points + rules.distance < lowest >> 32:
        return np.int64(-1)
    east = np.int64(clients.x[client]) - vacancies.x[vacancy]
    north = np.int64(clients.y[client]) - vacancies.y[vacancy]
    squared, reach = east * east + north * north, np.int64(clients.radius[client])
    if is_near and not is_near_miss(had, asked, lacked, excluding, squared, reach, rules.near_percent):
        return np.int64(-1)
    if not is_near and squared > reach * reach:
        return np.int64(-1)
    return key_of(points + distance_points(squared, rules), vacancies.number[vacancy])
