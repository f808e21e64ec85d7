"""Intervals of shares and medians against scipy, and the database's middle against the one in Python."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from schakel.ground.kernel.shares import median, places_of, share, too_small


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
