"""The compiled loops that fill the lists of an index."""

from __future__ import annotations

import numpy as np

from schakel.employers.matching.compiling import compiled
from schakel.employers.matching.layout import WORD


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
    count = np.zeros(list_count * (len(band_start) - 1), np.uint32)
    seen = np.full(list_count, -1, np.int64)
    none = np.empty(0, np.uint16)
    wide = np.zeros(len(count), np.bool_)
    _walk(order, band_start, competence_start, competences, groups, True, seen, count, wide, none)
    _walk(order, band_start, occupation_start, occupations, fields, False, seen, count, wide, none)
    start = _starts(count, band_start, list_count, wide)
    # One more, so that the beginning of an empty slot can be read as well.
    members, place = np.zeros(start[-1] + 1, np.uint16), _by_band(start, list_count, band_start)
    seen[:] = -1
    _walk(order, band_start, competence_start, competences, groups, True, seen, place, wide, members)
    _walk(order, band_start, occupation_start, occupations, fields, False, seen, place, wide, members)
    return start, members


@compiled
def _starts(count, band_start, list_count, wide):  # type: ignore[no-untyped-def]
    """Where each slot begins, given the members by band; one that takes less room as a bitmap is wide."""
    bands = len(band_start) - 1
    start = np.zeros(len(count) + 1, np.uint32)
    for each in range(list_count):
        for band in range(bands):
            slot, found = each * bands + band, band * list_count + each
            words = (band_start[band + 1] - band_start[band] + WORD - 1) // WORD
            wide[found] = count[found] >= words
            start[slot + 1] = start[slot] + min(np.int64(count[found]), words)
    return start


@compiled
def _by_band(start, list_count, band_start):  # type: ignore[no-untyped-def]
    """Where each slot begins, all lists of one band together: filling goes band after band."""
    begins = start[:-1].copy().reshape(list_count, len(band_start) - 1)
    return np.ascontiguousarray(begins.T).reshape(-1)


@compiled
def _walk(order, band_start, starts, values, above, with_own, seen, counts, wide, members):  # type: ignore[no-untyped-def]
    """Count the members of each slot or, when there is room for them, put them there."""
    for band in range(len(band_start) - 1):
        first = band * len(seen)
        for row in range(band_start[band], band_start[band + 1]):
            for at in range(starts[order[row]], starts[order[row] + 1]):
                if with_own:
                    _put(first + values[at], row - band_start[band], counts, wide, members)
                shared = above[values[at]]
                if shared >= 0 and seen[shared] != row:
                    seen[shared] = row
                    _put(first + shared, row - band_start[band], counts, wide, members)


@compiled
def _put(slot, member, counts, wide, members):  # type: ignore[no-untyped-def]
    if wide[slot]:
        members[counts[slot] + member // WORD] |= np.uint16(1 << (member % WORD))
    else:
        _put_number(slot, member, counts, members)


@compiled
def vacancy_lists(  # type: ignore[no-untyped-def]
    order, band_start, term_start, term_lists, term_points, occupation, fields, list_count
):
    """Start, members and their points of the lists over vacancies in this order; a field gives no points."""
    start = np.zeros(list_count * (len(band_start) - 1) + 1, np.uint32)
    none, no_points = np.empty(0, np.uint16), np.empty(0, np.int16)
    _walk_terms(
        order, band_start, term_start, term_lists, term_points, occupation, fields, start[1:],
        none, no_points,
    )  # fmt: skip
    for slot in range(len(start) - 1):
        start[slot + 1] += start[slot]
    place = start[:-1].copy()
    members, points = np.empty(start[-1], np.uint16), np.zeros(start[-1], np.int16)
    _walk_terms(
        order, band_start, term_start, term_lists, term_points, occupation, fields, place, members, points,
    )  # fmt: skip
    return start, members, points


@compiled
def _walk_terms(  # type: ignore[no-untyped-def]
    order,
    band_start,
    term_start,
    term_lists,
    term_points,
    occupation,
    fields,
    counts,
    members,
    points,
):
    bands = len(band_start) - 1
    for band in range(bands):
        for row in range(band_start[band], band_start[band + 1]):
            vacancy, member = order[row], row - band_start[band]
            for term in range(term_start[vacancy], term_start[vacancy + 1]):
                slot = term_lists[term] * bands + band
                if len(points):
                    points[counts[slot]] = term_points[term]
                _put_number(slot, member, counts, members)
            if occupation[vacancy] >= 0:
                _put_number(fields[occupation[vacancy]] * bands + band, member, counts, members)


@compiled
def _put_number(slot, member, counts, members):  # type: ignore[no-untyped-def]
    if len(members):
        members[counts[slot]] = member
    counts[slot] += 1
