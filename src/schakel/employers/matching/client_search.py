"""The compiled search of the best clients for vacancies."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.kernels import (
    BLOCK,
    add_same,
    distance_points,
    education_points,
    fails,
    gap,
    highest_of,
    keep,
    key_of,
    nearest,
    part_of,
    within,
)


@compiled
def search(clients, bands, lists, likeness, vacancies, terms, rules, chosen, is_near, sums, keys):  # type: ignore[no-untyped-def]
    """Fill keys[i] with the best clients of vacancy chosen[i], as a heap of keys."""
    empty = np.zeros(likeness.shape[1], np.uint8)
    for place in range(len(chosen)):
        vacancy = chosen[place]
        occupation = vacancies.occupation[vacancy]
        alike = likeness[occupation] if occupation >= 0 else empty
        most = np.int64(alike.max()) if len(alike) else 0
        rest = rules.education + rules.occupation * most // 100
        for band in range(len(bands.low)):
            _search_band(
                clients, bands, lists, alike, vacancies, terms, rules, vacancy, band, rest, is_near, sums,
                keys[place],
            )  # fmt: skip


@compiled
def _search_band(  # type: ignore[no-untyped-def]
    clients, bands, lists, alike, vacancies, terms, rules, vacancy, band, rest, is_near, sums, heap
):
    away = gap(bands.low[band], bands.high[band], np.int64(vacancies.y[vacancy]))
    reach = np.int64(bands.reach[band])
    if is_near:
        reach = (reach * rules.near_percent + 99) // 100
    if away > reach:
        return
    begin, end = bands.start[band], bands.start[band + 1]
    low, high = within(clients.x, begin, end, np.int64(vacancies.x[vacancy]), reach, away)
    if low == high:
        return
    sums[: high - low] = 0
    _add_terms(lists, terms, vacancy, band, len(bands.low), low - begin, high - begin, end - begin, sums)
    rest += distance_points(away * away, rules)
    _sweep(clients, alike, vacancies, rules, vacancy, low, high, rest, is_near, sums, heap)


@compiled
def _add_terms(lists, terms, vacancy, band, bands, low, high, size, sums):  # type: ignore[no-untyped-def]
    for term in range(terms.start[vacancy], terms.start[vacancy + 1]):
        slot = np.int64(terms.lists[term]) * bands + band
        begin, end = np.int64(lists.start[slot]), np.int64(lists.start[slot + 1])
        begin, end = part_of(lists.members, begin, end, low, high, size)
        add_same(sums, lists.members, begin, end, low, terms.points[term])


@compiled
def _sweep(clients, alike, vacancies, rules, vacancy, low, high, rest, is_near, sums, heap):  # type: ignore[no-untyped-def]
    """Look at whoever can still come in: what is summed so far and the most that the rest can give."""
    for block in range(0, high - low, BLOCK):
        end = min(block + BLOCK, high - low)
        if highest_of(sums, block, end) + rest < heap[0] >> 32:
            continue
        for place in range(block, end):
            if sums[place] + rest >= heap[0] >> 32:
                key = judge(
                    clients,
                    alike,
                    vacancies,
                    rules,
                    vacancy,
                    low + place,
                    np.int64(sums[place]),
                    is_near,
                    heap[0],
                )
                if key > heap[0]:
                    keep(heap, key)


@compiled
def judge(clients, alike, vacancies, rules, vacancy, client, points, is_near, lowest):  # type: ignore[no-untyped-def]
    """The key of one client for one vacancy, given the points of competences; -1 when it can't come in."""
    east = np.int64(clients.x[client]) - vacancies.x[vacancy]
    north = np.int64(clients.y[client]) - vacancies.y[vacancy]
    squared = east * east + north * north
    had = clients.thresholds[client]
    if fails(
        had, vacancies.thresholds[vacancy], clients.exclusions[client], vacancies.exclusions[vacancy],
        squared, np.int64(clients.radius[client]), is_near, rules.near_percent,
    ):  # fmt: skip
        return np.int64(-1)
    points += distance_points(squared, rules)
    points += education_points(had, vacancies.thresholds[vacancy], rules)
    if points + rules.occupation < lowest >> 32:
        return np.int64(-1)
    begin, end = clients.occupation_start[client], clients.occupation_start[client + 1]
    points += rules.occupation * nearest(alike, clients.occupations, begin, end) // 100
    return key_of(points, clients.number[client])


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
        key = judge(clients, alike, vacancies, rules, vacancy, client, points, is_near, heap[0])
        if key > heap[0]:
            keep(heap, key)
