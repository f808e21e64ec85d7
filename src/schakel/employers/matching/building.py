"""The compiled loops that fill the lists of an index."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled


@compiled
def client_lists(  # type: ignore[no-untyped-def]
    order,
    band_start,
    competence_start,
    competences,
    occupation_start,
    occupations,
    groups,
    fields,
    list_count,
):
    """Start and members of the lists of competences, groups and fields over clients in this order."""
    bands = len(band_start) - 1
    start = np.zeros(list_count * bands + 1, np.uint32)
    seen = np.full(list_count, -1, np.int64)
    none = np.empty(0, np.uint16)
    _walk(order, band_start, competence_start, competences, groups, True, seen, start[1:], none)
    _walk(order, band_start, occupation_start, occupations, fields, False, seen, start[1:], none)
    for slot in range(len(start) - 1):
        start[slot + 1] += start[slot]
    members, place = np.empty(start[-1], np.uint16), start[:-1].copy()
    seen[:] = -1
    _walk(order, band_start, competence_start, competences, groups, True, seen, place, members)
    _walk(order, band_start, occupation_start, occupations, fields, False, seen, place, members)
    return start, members


@compiled
def _walk(order, band_start, starts, values, above, with_own, seen, counts, members):  # type: ignore[no-untyped-def]
    """Count the members of each slot or, when there is room for them, put them there."""
    bands = len(band_start) - 1
    for band in range(bands):
        for row in range(band_start[band], band_start[band + 1]):
            for at in range(starts[order[row]], starts[order[row] + 1]):
                if with_own:
                    _put(values[at] * bands + band, row - band_start[band], counts, members)
                shared = above[values[at]]
                if shared >= 0 and seen[shared] != row:
                    seen[shared] = row
                    _put(shared * bands + band, row - band_start[band], counts, members)


@compiled
def _put(slot, member, counts, members):  # type: ignore[no-untyped-def]
    if len(members):
        members[counts[slot]] = member
    counts[slot] += 1


@compiled
def vacancy_lists(  # type: ignore[no-untyped-def]
    order, band_start, term_start, term_lists, term_points, occupation, fields, list_count
):
    """Start, members and their points of the lists over vacancies in this order; a field gives no points."""
    bands = len(band_start) - 1
    start = np.zeros(list_count * bands + 1, np.uint32)
    none, no_points = np.empty(0, np.uint16), np.empty(0, np.int16)
    _walk_terms(
        order, band_start, term_start, term_lists, term_points, occupation, fields, start[1:], none, no_points
    )
    for slot in range(len(start) - 1):
        start[slot + 1] += start[slot]
    place = start[:-1].copy()
    members, points = np.empty(start[-1], np.uint16), np.zeros(start[-1], np.int16)
    _walk_terms(
        order, band_start, term_start, term_lists, term_points, occupation, fields, place, members, points
    )
    return start, members, points


@compiled
def _walk_terms(  # type: ignore[no-untyped-def]
    order, band_start, term_start, term_lists, term_points, occupation, fields, counts, members, points
):
    bands = len(band_start) - 1
    for band in range(bands):
        for row in range(band_start[band], band_start[band + 1]):
            vacancy, member = order[row], row - band_start[band]
            for term in range(term_start[vacancy], term_start[vacancy + 1]):
                slot = term_lists[term] * bands + band
                if len(points):
                    points[counts[slot]] = term_points[term]
                _put(slot, member, counts, members)
            if occupation[vacancy] >= 0:
                _put(fields[occupation[vacancy]] * bands + band, member, counts, members)
