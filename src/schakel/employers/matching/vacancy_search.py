"""The compiled search of the best vacancies for clients: the same score from the other side."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.kernels import (
    BLOCK,
    add_own,
    distance_points,
    education_points,
    fails,
    gap,
    highest_of,
    keep,
    key_of,
    part_of,
    within,
)


@compiled
def search(vacancies, bands, lists, concepts, clients, rules, chosen, is_near, sums, keys):  # type: ignore[no-untyped-def]
    """Fill keys[i] with the best vacancies of client chosen[i], as a heap of keys."""
    seen = np.full(concepts.list_count, -1, np.int64)
    asked = np.empty(concepts.list_count, np.int32)
    alike = np.empty(len(concepts.likeness), np.uint8)
    for place in range(len(chosen)):
        client = chosen[place]
        count = _lists_of(clients, concepts, client, seen, asked)
        most = _likeness_of(clients, concepts, client, alike)
        rest = rules.education + rules.occupation * most // 100
        for band in range(len(bands.low)):
            _search_band(
                vacancies, bands, lists, alike, clients, rules, client, band, asked[:count], rest, is_near, sums,
                keys[place],
            )  # fmt: skip


@compiled
def _lists_of(clients, concepts, client, seen, asked):  # type: ignore[no-untyped-def]
    """The lists a client is in: competences, and each of their groups once."""
    count = 0
    for place in range(clients.competence_start[client], clients.competence_start[client + 1]):
        competence = clients.competences[place]
        asked[count] = competence
        count += 1
        group = concepts.groups[competence]
        if group >= 0 and seen[group] != client:
            seen[group] = client
            asked[count] = group
            count += 1
    return count


@compiled
def _likeness_of(clients, concepts, client, alike):  # type: ignore[no-untyped-def]
    """How alike each occupation is to the nearest one the client did; returns the highest."""
    alike[:] = 0
    for place in range(clients.occupation_start[client], clients.occupation_start[client + 1]):
        alike[:] = np.maximum(alike, concepts.likeness[clients.occupations[place]])
    return np.int64(alike.max()) if len(alike) else np.int64(0)


@compiled
def _search_band(  # type: ignore[no-untyped-def]
    vacancies, bands, lists, alike, clients, rules, client, band, asked, rest, is_near, sums, heap
):
    away = gap(bands.low[band], bands.high[band], np.int64(clients.y[client]))
    reach = np.int64(clients.radius[client])
    if is_near:
        reach = (reach * rules.near_percent + 99) // 100
    if away > reach:
        return
    begin, end = bands.start[band], bands.start[band + 1]
    low, high = within(vacancies.x, begin, end, np.int64(clients.x[client]), reach, away)
    if low == high:
        return
    sums[: high - low] = 0
    _add_lists(lists, asked, band, len(bands.low), low - begin, high - begin, end - begin, sums)
    rest += distance_points(away * away, rules)
    for block in range(0, high - low, BLOCK):
        stop = min(block + BLOCK, high - low)
        if highest_of(sums, block, stop) + rest >= heap[0] >> 32:
            _sweep(vacancies, alike, clients, rules, client, low, block, stop, rest, is_near, sums, heap)


@compiled
def _add_lists(lists, asked, band, bands, low, high, size, sums):  # type: ignore[no-untyped-def]
    for each in asked:
        slot = np.int64(each) * bands + band
        begin, end = np.int64(lists.start[slot]), np.int64(lists.start[slot + 1])
        begin, end = part_of(lists.members, begin, end, low, high, size)
        add_own(sums, lists.members, lists.points, begin, end, low)


@compiled
def _sweep(  # type: ignore[no-untyped-def]
    vacancies, alike, clients, rules, client, low, block, stop, rest, is_near, sums, heap
):
    for place in range(block, stop):
        if sums[place] + rest >= heap[0] >> 32:
            key = _judge(
                vacancies, alike, clients, rules, client, low + place, np.int64(sums[place]), is_near
            )
            if key > heap[0]:
                keep(heap, key)


@compiled
def _judge(vacancies, alike, clients, rules, client, vacancy, points, is_near):  # type: ignore[no-untyped-def]
    east = np.int64(clients.x[client]) - vacancies.x[vacancy]
    north = np.int64(clients.y[client]) - vacancies.y[vacancy]
    squared = east * east + north * north
    had, asked = clients.thresholds[client], vacancies.thresholds[vacancy]
    if fails(
        had, asked, clients.exclusions[client], vacancies.exclusions[vacancy],
        squared, np.int64(clients.radius[client]), is_near, rules.near_percent,
    ):  # fmt: skip
        return np.int64(-1)
    points += distance_points(squared, rules) + education_points(had, asked, rules)
    occupation = vacancies.occupation[vacancy]
    if occupation >= 0:
        points += rules.occupation * np.int64(alike[occupation]) // 100
    return key_of(points, vacancies.number[vacancy])
