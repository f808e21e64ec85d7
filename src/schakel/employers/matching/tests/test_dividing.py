"""Dividing gives the most points together, and says who was ahead."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.employers.matching.dividing import divide

MATCHES = st.dictionaries(
    st.integers(0, 3), st.dictionaries(st.integers(0, 4), st.integers(0, 5), max_size=4), max_size=4
)


def ranked(found: dict[int, int]) -> list[tuple[int, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def most(matches: dict[int, dict[int, int]], openings: dict[int, int]) -> int:
    seats = [v for v in matches for _ in range(openings.get(v, 1))]
    best = 0
    for chosen in product(*[[None, *matches[v]] for v in seats]):
        people = [c for c in chosen if c is not None]
        if len(set(people)) == len(people):
            best = max(best, sum(matches[v][c] for v, c in zip(seats, chosen, strict=True) if c is not None))
    return best


@settings(max_examples=150, deadline=None)
@given(matches=MATCHES, openings=st.dictionaries(st.integers(0, 3), st.integers(1, 2)))
def test_no_other_division_has_more_points(matches, openings) -> None:
    given_places = divide({v: ranked(found) for v, found in matches.items()}, openings)
    people = [each.client for each in given_places if each.client is not None]
    assert len(set(people)) == len(people)
    assert len(given_places) == sum(openings.get(v, 1) for v in matches)
    assert sum(each.points for each in given_places) == most(matches, openings)
    for each in given_places:
        assert each.client is None or each.points == matches[each.vacancy][each.client]
        assert not {c for c in each.ahead if c not in people}


def test_who_is_ahead_but_given_elsewhere_is_named() -> None:
    matches = {1: [(7, 9_000), (8, 8_000)], 2: [(7, 8_900), (8, 100)]}
    first, second = divide(matches, {})
    assert (first.client, first.ahead, second.client, second.ahead) == (8, (7,), 7, ())


def test_nobody_to_divide_leaves_every_place_open() -> None:
    assert [each.client for each in divide({1: [], 2: []}, {1: 2})] == [None, None, None]
