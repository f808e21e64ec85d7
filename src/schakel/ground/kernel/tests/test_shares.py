"""Intervals of shares and medians against scipy, and the database's middle against the one in Python."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from schakel.ground.kernel.shares import (
    is_few,
    median,
    places_of,
    share,
    small_cells,
    small_parts,
    too_small,
)


@given(st.integers(1, 5000), st.data())
def test_a_share_has_the_interval_of_wilson(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    found, known = share(hits, n), stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=1e-9)


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_a_quantile_lies_between_its_places_as_often_as_said(part: float) -> None:
    """The chance that it lies between two of the sorted values, by the exact binomial distribution."""
    for n in (*range(1, 500), 1001, 20_000):
        low, high = places_of(part, n)
        covered = stats.binom.cdf(high - 1, n, part) - stats.binom.cdf(low - 1, n, part)
        narrower = stats.binom.cdf(high - 3, n, part) - stats.binom.cdf(low + 1, n, part)
        assert (low, high) == (1, n) or covered >= 0.95
        assert narrower < 0.95


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=200))
def test_a_median_is_that_of_numpy_and_lies_within_its_interval(values: list[float]) -> None:
    found = median(values)
    assert found.value == pytest.approx(float(np.median(values)), abs=1e-6)
    assert min(values) <= found.low <= found.value <= found.high <= max(values)


@pytest.mark.django_db(databases=["default"])
@pytest.mark.parametrize("n", [1, 2, 3, 9, 10, 25, 144, 1000])
def test_the_database_finds_the_same_middle(n: int) -> None:
    values = [float(value) for value in np.random.default_rng(n).integers(0, 90, n)]
    known = median(values)
    with connection.cursor() as cursor:
        cursor.execute("select kernel_middle(%s::double precision[])", [[None, *values]])
        assert cursor.fetchone()[0] == [known.value, known.low, known.high]


@pytest.mark.django_db(databases=["default"])
def test_of_nothing_there_is_no_middle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select kernel_middle(null), kernel_middle('{null}')")
        assert cursor.fetchone() == (None, None)
    with pytest.raises(ValueError, match="at least one value"):
        median([])


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40)))
def test_never_one_group_alone_stays_hidden(counts: dict[str, int]) -> None:
    hidden = too_small(counts)
    assert all(counts[key] >= 10 for key in counts.keys() - hidden)
    assert len(hidden) != 1 or len(counts) == 1


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40)))
def test_hidden_groups_are_not_few_together(counts: dict[str, int]) -> None:
    hidden = too_small(counts)
    assert hidden == counts.keys() or not is_few(sum(counts[key] for key in hidden))


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40)))
def test_of_a_shown_group_no_small_part_is_told_or_follows(counts: dict[str, int]) -> None:
    hidden = small_parts(counts)
    assert not any(is_few(counts[key]) for key in counts.keys() - hidden)
    told_apart = [key for key in hidden if counts[key]]
    some = {key for key, count in counts.items() if count}
    assert hidden == some or len(told_apart) != 1
    assert hidden == some or not is_few(sum(counts[key] for key in hidden))


CELLS = st.dictionaries(
    st.sampled_from("wxyz"), st.fixed_dictionaries({key: st.integers(0, 40) for key in "abc"}), min_size=1
)


@given(CELLS, st.sets(st.sampled_from("wxyz")))
def test_of_a_table_with_totals_no_small_cell_is_told_or_follows(
    table: dict[str, dict[str, int]], gone: set[str]
) -> None:
    hidden = small_cells(table, gone)
    assert not any(
        is_few(n) for row, cells in table.items() for key, n in cells.items() if (row, key) not in hidden
    )
    lines = [[(row, key) for key in "abc"] for row in table] + [
        [(row, key) for row in table] for key in "abc"
    ]
    for line in lines:
        some = [cell for cell in line if table[cell[0]][cell[1]]]
        left_out = [cell for cell in some if cell in hidden]
        if left_out and left_out != some:
            assert len(left_out) > 1
            assert not is_few(sum(table[row][key] for row, key in left_out))


def _ninth(values: list[float]) -> list[float] | None:
    with connection.cursor() as cursor:
        cursor.execute("select kernel_ninth(%s::double precision[])", [values])
        return list(found) if (found := cursor.fetchone()[0]) else None


@pytest.mark.django_db(databases=["default"])
@pytest.mark.parametrize("n", [*range(2, 60), 144, 1000])
def test_a_ninth_decile_of_the_database_lies_in_its_interval_as_often_as_said(n: int) -> None:
    """The numbers 1 to n in any order are their own places, so that the ends tell which these are."""
    values = [float(value) for value in np.random.default_rng(n).permutation(n) + 1]
    value, low, high = _ninth(values) or []
    assert value == pytest.approx(float(np.quantile(values, 0.9)))
    above = 1.0 if high == float("inf") else stats.binom.cdf(high - 1, n, 0.9)
    assert low <= value <= high
    assert above - stats.binom.cdf(low - 1, n, 0.9) >= 0.93
    assert (high == float("inf")) is (n < 30)


@pytest.mark.django_db(databases=["default"])
def test_of_nothing_there_is_no_ninth_decile() -> None:
    assert _ninth([]) is None
