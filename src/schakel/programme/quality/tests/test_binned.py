"""Quantiles of times in bins hold those of the times themselves, as often as said."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from schakel.programme.quality.binned import AWAY, EDGES, bin_of, quantile, timed, together

TIMES = st.lists(st.integers(0, 1799), min_size=1, max_size=300)


def binned(times: list[int]) -> Counter[int]:
    return Counter(bin_of(time) for time in times)


@given(TIMES, st.sampled_from([0.25, 0.5, 0.75]))
def test_the_interval_holds_the_quantile_of_the_times_themselves(times: list[int], part: float) -> None:
    found = quantile(binned(times), part)
    known = float(np.quantile(times, part, method="inverted_cdf"))
    assert found.low <= known <= found.high
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_the_interval_holds_the_true_quantile_in_nearly_every_sample(part: float) -> None:
    random, law = np.random.default_rng(209), stats.lognorm(s=0.8, scale=70)
    samples = [law.rvs(40, random_state=random).astype(int).clip(0, 1799).tolist() for _one in range(300)]
    found = [quantile(binned(times), part) for times in samples]
    held = sum(one.low <= law.ppf(part) <= one.high for one in found)
    assert held / len(found) >= 0.95


@given(TIMES, st.integers(0, 20))
def test_all_time_together_leaves_out_what_was_put_away(times: list[int], away: int) -> None:
    bins = binned(times) + Counter({AWAY: away})
    found = together(bins)
    assert timed(bins) == len(times)
    assert found.low <= sum(times) <= found.high


@pytest.mark.parametrize(
    ("seconds", "which"), [(0, 0), (4, 0), (5, 1), (1799, AWAY - 1), (1800, AWAY), (90000, AWAY)]
)
def test_a_time_falls_in_the_bin_that_begins_at_or_before_it(seconds: int, which: int) -> None:
    assert bin_of(seconds) == which
    assert EDGES[which] <= seconds


def test_nothing_is_said_of_no_times_or_of_less_than_none() -> None:
    with pytest.raises(ValueError, match="at least one"):
        quantile({AWAY: 30}, 0.5)
    with pytest.raises(ValueError, match="before it was given"):
        bin_of(-1)
