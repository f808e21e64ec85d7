"""The compiled search of the best clients for vacancies."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.kernels import (
    GUARDS,
    add,
    bar,
    choose_bars,
    distance_points,
    education_points,
    hopeful,
    is_barred,
    is_bitmap,
    is_member,
    is_near_miss,
    keep,
    key_of,
    line_up,
    note_blocks,
    raise_to,
    visit,
)
from schakel.employers.matching.layout import LEVEL, LEVELS, WORD
from schakel.employers.matching.policy import ALL_POINTS


@compiled
def search(  # type: ignore[no-untyped-def]
    clients, bands, lists, sieve, concepts, vacancies, terms, rules, queries, is_near, room, later, keys
):
    """Fill keys[i] with the best clients of vacancy queries[i], as a heap of keys."""
    empty = np.zeros(len(concepts.likeness), np.uint8)
    for place in range(len(queries)):
        vacancy = queries[place]
        occupation = vacancies.occupation[vacancy]
        alike = concepts.likeness[occupation] if occupation >= 0 else empty
        east, north = np.int64(vacancies.x[vacancy]), np.int64(vacancies.y[vacancy])
        visits = visit(bands, clients.x, east, north, -1, rules, is_near, room.visits)
        bars, blocks = room.bars[:0], 0
        if not is_near:
            count = choose_bars(
                sieve, vacancies.thresholds[vacancy], vacancies.exclusions[vacancy], room.bars
            )
            bars = room.bars[:count]
        _clear(room, visits, later, rules.unlikely if occupation >= 0 else 0)
        _add_terms(bands, lists, concepts, terms, vacancy, room, visits, later)
        _hope(bands, lists, concepts, rules, occupation, room, visits, later)
        for row in range(visits):
            bar(sieve, bars, bands, room, row)
            blocks = note_blocks(room, row, later.worth[row] + room.visits[row, 3], blocks)
        line_up(room, blocks)
        _judge_all(clients, bands, lists, alike, vacancies, rules, vacancy, is_near, room, later, keys[place])


@compiled
def _clear(room, visits, later, hope):  # type: ignore[no-untyped-def]
    """Begin with no points, and with what anybody may hope for by occupation."""
    for row in range(visits):
        low, high = room.visits[row, 1], room.visits[row, 2]
        room.sums[low:high] = 0
        room.hopes[low:high] = hope
        later.counts[row] = later.worth[row] = 0


@compiled
def _fetch(bands, lists, each, room, visits):  # type: ignore[no-untyped-def]
    """Touch a list in all bands before they are read one by one, so that memory brings them together."""
    touched, first = 0, each * len(bands.low)
    for row in range(visits):
        touched += lists.members[lists.start[first + room.visits[row, 0]]]
    return touched


@compiled
def _add_terms(bands, lists, concepts, terms, vacancy, room, visits, later):  # type: ignore[no-untyped-def]
    """Add what each competence gives to those visited, and note which lists are left for later.

    Groups with many members give little to many, so that looking up the few who stay is less work.
    """
    for term in range(terms.start[vacancy], terms.start[vacancy + 1]):
        each, worth = np.int64(terms.lists[term]), terms.points[term]
        later.touched[0] += _fetch(bands, lists, each, room, visits)
        for row in range(visits):
            band, low, high, _points = room.visits[row]
            begin, size = bands.start[band], bands.start[band + 1] - bands.start[band]
            here = room.sums[begin : begin + size + WORD]
            slot = each * len(bands.low) + band
            if not is_bitmap(lists, slot, size):
                add(lists, slot, size, low - begin, high - begin, worth, here)
            elif each >= len(concepts.groups):
                _leave(lists, slot, worth, row, later)
            else:
                _add_bits(lists, slot, low - begin, high - begin, worth, here)


@compiled
def _leave(lists, slot, worth, row, later):  # type: ignore[no-untyped-def]
    count = later.counts[row]
    later.begins[row, count], later.points[row, count] = lists.start[slot], worth
    later.worth[row] += worth
    later.counts[row] += 1


@compiled
def _add_bits(lists, slot, low, high, worth, sums):  # type: ignore[no-untyped-def]
    begin = np.int64(lists.start[slot])
    for word in range(low // WORD, (high + WORD - 1) // WORD):
        bits = lists.members[begin + word]
        here = sums[word * WORD : (word + 1) * WORD]
        for bit in range(WORD):
            here[bit] += worth * np.int16((bits >> bit) & 1)


@compiled
def _hope(bands, lists, concepts, rules, occupation, room, visits, later):  # type: ignore[no-untyped-def]
    """The most that a client's occupations could give: of a field like this one, its likest."""
    if occupation < 0:
        return
    for at in range(concepts.likely_start[occupation], concepts.likely_start[occupation + 1]):
        worth = np.int16(rules.occupation * np.int64(concepts.likely_percents[at]) // 100)
        each = np.int64(concepts.likely_lists[at])
        later.touched[0] += _fetch(bands, lists, each, room, visits)
        for row in range(visits):
            band, low, high, _points = room.visits[row]
            begin, size = bands.start[band], bands.start[band + 1] - bands.start[band]
            here = room.hopes[begin : begin + size + WORD]
            slot = each * len(bands.low) + band
            if is_bitmap(lists, slot, size):
                _raise_bits(lists, slot, low - begin, high - begin, worth, here)
            else:
                raise_to(lists, slot, size, low - begin, high - begin, worth, here)


@compiled
def _raise_bits(lists, slot, low, high, worth, hopes):  # type: ignore[no-untyped-def]
    begin = np.int64(lists.start[slot])
    for word in range(low // WORD, (high + WORD - 1) // WORD):
        bits = lists.members[begin + word]
        here = hopes[word * WORD : (word + 1) * WORD]
        for bit in range(WORD):
            here[bit] = max(here[bit], worth * np.int16((bits >> bit) & 1))


@compiled
def _judge_all(  # type: ignore[no-untyped-def]
    clients, bands, lists, alike, vacancies, rules, vacancy, is_near, room, later, heap
):
    """From the block with the highest peak down, until nobody can come in any more."""
    for at in range(LEVELS - 1, -1, -1):
        if (at + 1) * LEVEL + rules.education <= heap[0] >> 32:
            return
        block = room.heads[at]
        while block >= 0:
            row = room.rows[block]
            least = (heap[0] >> 32) - rules.education - room.visits[row, 3]
            count = hopeful(room, block, least - later.worth[row])
            count = _completed(lists, bands.start[room.visits[row, 0]], room, row, later, least, count)
            if not is_near:
                count = _fitting(clients, vacancies, vacancy, room.chosen[:count])
            for client in room.chosen[:count]:
                points, hope = np.int64(room.sums[client]), room.hopes[client] + rules.education
                key = judge(clients, alike, vacancies, rules, vacancy, client, points, hope, is_near, heap[0])
                if key > heap[0]:
                    keep(heap, key)
            block = room.following[block]


@compiled
def _completed(lists, begin, room, row, later, least, count):  # type: ignore[no-untyped-def]
    """Give those chosen what was left for later; keep who still hopes for enough."""
    kept = 0
    for client in room.chosen[:count]:
        more = 0
        for each in range(later.counts[row]):
            more += later.points[row, each] * is_member(lists, later.begins[row, each], client - begin)
        room.sums[client] += more
        room.hopes[client] += more
        room.chosen[kept] = client
        kept += int(room.hopes[client] >= least)
    return kept


@compiled
def _fitting(clients, vacancies, vacancy, chosen):  # type: ignore[no-untyped-def]
    """Keep of those chosen who pass every filter; without a branch, so that many are fetched at once."""
    asked, excluding = vacancies.thresholds[vacancy], vacancies.exclusions[vacancy]
    x, y = np.int64(vacancies.x[vacancy]), np.int64(vacancies.y[vacancy])
    kept = 0
    for client in chosen:
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
