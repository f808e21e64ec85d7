"""The compiled search of the best vacancies for clients: the same score from the other side."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.kernels import (
    BLOCK,
    LEVELS,
    add_likely,
    clear,
    distance_points,
    education_points,
    find_peaks,
    hopeful,
    is_barred,
    is_near_miss,
    keep,
    key_of,
    level,
    members_within,
    visit,
)


@compiled
def search(vacancies, bands, lists, concepts, clients, rules, queries, is_near, keys):  # type: ignore[no-untyped-def]
    """Fill keys[i] with the best vacancies of client queries[i], as a heap of keys."""
    seen = np.full(concepts.list_count, -1, np.int64)
    asked = np.empty(concepts.list_count, np.int32)
    alike = np.empty(len(concepts.likeness), np.uint8)
    sums, hopes = np.empty(len(vacancies.x), np.int16), np.empty(len(vacancies.x), np.int16)
    chosen = np.empty(len(vacancies.x) + 1, np.int32)
    room = np.empty((len(bands.low), 4), np.int64)
    peaks = np.empty(len(vacancies.x) // BLOCK + len(bands.low) + 1, np.int16)
    for place in range(len(queries)):
        client = queries[place]
        east, north = np.int64(clients.x[client]), np.int64(clients.y[client])
        reach = np.int64(clients.radius[client])
        visits = room[: visit(bands, vacancies.x, east, north, reach, rules, is_near, room)]
        clear(sums, hopes, visits)
        count = _lists_of(clients, concepts, client, place, seen, asked)
        _add_lists(bands, lists, asked[:count], visits, sums)
        for at in range(clients.occupation_start[client], clients.occupation_start[client + 1]):
            add_likely(bands, lists, concepts, rules, clients.occupations[at], visits, hopes)
        _find_likeness(clients, concepts, client, alike)
        _judge_all(
            vacancies, alike, clients, rules, client, is_near, visits, sums, hopes, peaks, chosen, keys[place]
        )


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
def _add_lists(bands, lists, asked, visits, sums):  # type: ignore[no-untyped-def]
    for each in asked:
        first = np.int64(each) * len(bands.low)
        for row in range(len(visits)):
            band = visits[row, 0]
            begin, end = bands.start[band], bands.start[band + 1]
            low, high = members_within(lists, first + band, begin, end - begin, visits, row)
            here = sums[begin:end]
            for place in range(low, high):
                here[lists.members[place]] += lists.points[place]


@compiled
def _judge_all(  # type: ignore[no-untyped-def]
    vacancies, alike, clients, rules, client, is_near, visits, sums, hopes, peaks, chosen, heap
):
    """From the highest sums down, until no vacancy can come in any more."""
    highest = find_peaks(sums, hopes, visits, peaks)
    rest = rules.education + rules.unlikely
    ceiling = highest + 1
    for step in range(LEVELS):
        needed = (heap[0] >> 32) - rest
        if ceiling - 1 + rules.distance < needed:
            return
        floor = level(highest, step)
        for place in range(hopeful(hopes, peaks, visits, floor, ceiling, needed, chosen)):
            vacancy = np.int64(chosen[place])
            points = np.int64(sums[vacancy])
            key = _judge(vacancies, alike, clients, rules, client, vacancy, points, is_near, heap[0])
            if key > heap[0]:
                keep(heap, key)
        ceiling = floor


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
