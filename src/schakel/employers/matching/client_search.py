"""The compiled search of the best clients for vacancies."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.kernels import (
    BLOCK,
    GUARDS,
    LEVELS,
    add,
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
    visit,
)
from schakel.employers.matching.policy import ALL_POINTS


@compiled
def search(clients, bands, lists, concepts, vacancies, terms, rules, queries, is_near, keys):  # type: ignore[no-untyped-def]
    """Fill keys[i] with the best clients of vacancy queries[i], as a heap of keys."""
    empty = np.zeros(len(concepts.likeness), np.uint8)
    sums, hopes = np.empty(len(clients.x), np.int16), np.empty(len(clients.x), np.int16)
    chosen = np.empty(len(clients.x) + 1, np.int32)
    room = np.empty((len(bands.low), 4), np.int64)
    peaks = np.empty(len(clients.x) // BLOCK + len(bands.low) + 1, np.int16)
    for place in range(len(queries)):
        vacancy = queries[place]
        occupation = vacancies.occupation[vacancy]
        alike = concepts.likeness[occupation] if occupation >= 0 else empty
        east, north = np.int64(vacancies.x[vacancy]), np.int64(vacancies.y[vacancy])
        visits = room[: visit(bands, clients.x, east, north, -1, rules, is_near, room)]
        clear(sums, hopes, visits)
        low, high = terms.start[vacancy], terms.start[vacancy + 1]
        add(bands, lists, terms.lists[low:high], terms.points[low:high], visits, sums)
        if occupation >= 0:
            add_likely(bands, lists, concepts, rules, occupation, visits, hopes)
        _judge_all(
            clients,
            alike,
            vacancies,
            rules,
            vacancy,
            is_near,
            visits,
            sums,
            hopes,
            peaks,
            chosen,
            keys[place],
        )


@compiled
def _judge_all(  # type: ignore[no-untyped-def]
    clients, alike, vacancies, rules, vacancy, is_near, visits, sums, hopes, peaks, chosen, heap
):
    """From the highest sums down, until nobody can come in any more."""
    highest = find_peaks(sums, hopes, visits, peaks)
    rest = rules.education + rules.unlikely
    ceiling = highest + 1
    for step in range(LEVELS):
        needed = (heap[0] >> 32) - rest
        if ceiling - 1 + rules.distance < needed:
            return
        floor = level(highest, step)
        count = hopeful(hopes, peaks, visits, floor, ceiling, needed, chosen)
        if not is_near:
            count = _fitting(clients, vacancies, vacancy, chosen, count)
        for place in range(count):
            client = np.int64(chosen[place])
            points, hope = np.int64(sums[client]), hopes[client] + rest
            key = judge(clients, alike, vacancies, rules, vacancy, client, points, hope, is_near, heap[0])
            if key > heap[0]:
                keep(heap, key)
        ceiling = floor


@compiled
def _fitting(clients, vacancies, vacancy, chosen, count):  # type: ignore[no-untyped-def]
    """Keep of those chosen who pass every filter; without a branch, so that many are fetched at once."""
    asked, excluding = vacancies.thresholds[vacancy], vacancies.exclusions[vacancy]
    x, y = np.int64(vacancies.x[vacancy]), np.int64(vacancies.y[vacancy])
    kept = 0
    for place in range(count):
        client = np.int64(chosen[place])
        chosen[kept] = client
        east, north, reach = clients.x[client] - x, clients.y[client] - y, np.int64(clients.radius[client])
        short = ~(clients.thresholds[client] - asked) & GUARDS
        hit = clients.exclusions[client] & excluding
        kept += int((short | hit) == 0) & int(east * east + north * north <= reach * reach)
    return kept


@compiled
def judge(  # type: ignore[no-untyped-def]
    clients, alike, vacancies, rules, vacancy, client, points, hope, is_near, lowest
):
    """The key of one client for one vacancy, given the points of competences; -1 when it can't come in.

    hope is the most that the client could have without points for distance.
    """
    east = np.int64(clients.x[client]) - vacancies.x[vacancy]
    north = np.int64(clients.y[client]) - vacancies.y[vacancy]
    squared, reach = east * east + north * north, np.int64(clients.radius[client])
    by_distance = distance_points(squared, rules)
    if hope + by_distance < lowest >> 32:
        return np.int64(-1)
    had, asked = clients.thresholds[client], vacancies.thresholds[vacancy]
    lacked, excluding = clients.exclusions[client], vacancies.exclusions[vacancy]
    if is_near and not is_near_miss(had, asked, lacked, excluding, squared, reach, rules.near_percent):
        return np.int64(-1)
    if not is_near and (squared > reach * reach or is_barred(had, asked, lacked, excluding)):
        return np.int64(-1)
    nearest = np.uint8(0)
    for place in range(clients.occupation_start[client], clients.occupation_start[client + 1]):
        nearest = max(nearest, alike[clients.occupations[place]])
    points += rules.occupation * np.int64(nearest) // 100 + education_points(had, asked, rules)
    return key_of(points + by_distance, clients.number[client])


@compiled
def search_listed(clients, concepts, vacancies, terms, rules, vacancy, is_near, heap):  # type: ignore[no-untyped-def]
    """Judge clients one by one, for the few that are not in the index yet; improves the heap."""
    worth = np.zeros(concepts.list_count, np.int16)
    for term in range(terms.start[vacancy], terms.start[vacancy + 1]):
        worth[terms.lists[term]] = terms.points[term]
    seen = np.full(concepts.list_count, -1, np.int64)
    occupation = vacancies.occupation[vacancy]
    alike = concepts.likeness[occupation] if occupation >= 0 else np.zeros(len(concepts.likeness), np.uint8)
    for client in range(len(clients.x)):
        points = np.int64(0)
        for place in range(clients.competence_start[client], clients.competence_start[client + 1]):
            competence = clients.competences[place]
            points += worth[competence]
            group = concepts.groups[competence]
            if group >= 0 and seen[group] != client:
                seen[group] = client
                points += worth[group]
        key = judge(clients, alike, vacancies, rules, vacancy, client, points, ALL_POINTS, is_near, heap[0])
        if key > heap[0]:
            keep(heap, key)
