"""The compiled loops that fill the lists of an index."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled


@compiled
def client_lists(order, band_start, competence_start, competences, groups, list_count):  # type: ignore[no-untyped-def]
    """Start and members of the lists of competences and groups over clients in this order."""
    bands = len(band_start) - 1
    start = np.zeros(list_count * bands + 1, np.uint32)
    seen = np.full(list_count, -1, np.int64)
    _walk(order, band_start, competence_start, competences, groups, seen, start[1:], np.empty(0, np.uint16))
    for slot in range(len(start) - 1):
        start[slot + 1] += start[slot]
    members = np.empty(start[-1], np.uint16)
    place = start[:-1].copy()
    seen[:] = -1
    _walk(order, band_start, competence_start, competences, groups, seen, place, members)
    return start, members


@compiled
def _walk(order, band_start, competence_start, competences, groups, seen, counts, members):  # type: ignore[no-untyped-def]
    """Count the members of each slot or, when there is room for them, put them there."""
    bands = len(band_start) - 1
    for band in range(bands):
        for row in range(band_start[band], band_start[band + 1]):
            client = order[row]
            for at in range(competence_start[client], competence_start[client + 1]):
                competence = competences[at]
                _put(competence * bands + band, row - band_start[band], counts, members)
                group = groups[competence]
                if group >= 0 and seen[group] != row:
                    seen[group] = row
                    _put(group * bands + band, row - band_start[band], counts, members)


@compiled
def _put(slot, member, counts, members):  # type: ignore[no-untyped-def]
    if len(members):
        members[counts[slot]] = member
    counts[slot] += 1


@compiled
def vacancy_lists(order, band_start, term_start, term_lists, term_points, list_count):  # type: ignore[no-untyped-def]
    """Start, members and their points of the lists over vacancies in this order."""
    bands = len(band_start) - 1
    start = np.zeros(list_count * bands + 1, np.uint32)
    for band in range(bands):
        for row in range(band_start[band], band_start[band + 1]):
            for term in range(term_start[order[row]], term_start[order[row] + 1]):
                start[term_lists[term] * bands + band + 1] += 1
    for slot in range(len(start) - 1):
        start[slot + 1] += start[slot]
    place = start[:-1].copy()
    members, points = np.empty(start[-1], np.uint16), np.empty(start[-1], np.int16)
    for band in range(bands):
        for row in range(band_start[band], band_start[band + 1]):
            for term in range(term_start[order[row]], term_start[order[row] + 1]):
                slot = term_lists[term] * bands + band
                members[place[slot]] = row - band_start[band]
                points[place[slot]] = term_points[term]
                place[slot] += 1
    return start, members, points
