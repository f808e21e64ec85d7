"""The estimator equals a plain computation by hand, and finds effects that are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.programme.effects.estimating import combine, difference_by_lot, estimate_effect
from schakel.programme.effects.model import Sample, Settings
from schakel.programme.effects.nuisance import basis, crossfit, folds_by_person
from schakel.programme.effects.tests.samples import sample_of


def _small(draw: st.DrawFn) -> tuple[Sample, list[float], list[float]]:
    n = draw(st.integers(4, 30))
    numbers = st.lists(st.floats(0.05, 0.9), min_size=n, max_size=n)
    treated = np.array([True, False, *draw(st.lists(st.booleans(), min_size=n - 2, max_size=n - 2))])
    outcome = np.array(draw(st.lists(st.sampled_from([0.0, 1.0, 1.0, float("nan")]), min_size=n, max_size=n)))
    outcome[:2] = 1.0
    person = np.unique(draw(st.lists(st.integers(0, 5), min_size=n, max_size=n)), return_inverse=True)[1]
    weight = np.where(np.isnan(outcome), 0.0, np.array(draw(numbers)) + 1)
    sample = Sample(np.empty((n, 0)), (), treated, outcome, person.astype(np.int64), weight)
    return sample, draw(numbers), draw(numbers)


def _by_hand(sample: Sample, chance: list[float], expected: list[float]) -> tuple[float, float]:
    """The same formula, row by row, without arrays."""
    rows = range(len(chance))
    ours = {i: sample.weight[i] for i in rows if sample.treated[i]}
    theirs = {i: sample.weight[i] * chance[i] / (1 - chance[i]) for i in rows if not sample.treated[i]}
    means = []
    parts = [0.0] * len(chance)
    for weights, sign in ((ours, 1), (theirs, -1)):
        whole = sum(weights.values())
        left = {i: sample.outcome[i] - expected[i] for i in weights if sample.weight[i] > 0}
        means.append(sum(weights[i] * left[i] for i in left) / whole)
        for i in left:
            parts[i] = sign * weights[i] * (left[i] - means[-1]) / (whole / len(chance))
    sums: dict[int, float] = {}
    for i in rows:
        sums[int(sample.person[i])] = sums.get(int(sample.person[i]), 0.0) + parts[i]
    return means[0] - means[1], sum(total**2 for total in sums.values()) ** 0.5 / len(chance)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_small_sample_gives_what_the_formula_gives_by_hand(data: st.DataObject) -> None:
    sample, chance, expected = _small(data.draw)
    found = combine(sample, np.array(chance), np.array(expected)).estimate
    effect, error = _by_hand(sample, chance, expected)
    assert found.effect == pytest.approx(effect, abs=1e-9)
    assert found.se == pytest.approx(error, abs=1e-9)


def test_a_lot_is_the_difference_in_means_with_the_error_of_hc2() -> None:
    sample = sample_of(500, 1)
    found = difference_by_lot(sample)
    columns = np.column_stack((np.ones(500), sample.treated))
    bread = np.linalg.inv(columns.T @ columns)
    slopes = bread @ columns.T @ sample.outcome
    leverage = np.einsum("ij,jk,ik->i", columns, bread, columns)
    left = (sample.outcome - columns @ slopes) ** 2 / (1 - leverage)
    error = np.sqrt((bread @ (columns.T * left) @ columns @ bread)[1, 1])
    assert (found.effect, found.se) == (pytest.approx(slopes[1]), pytest.approx(error))


def test_rows_of_one_person_count_once_for_the_error() -> None:
    once = sample_of(2_000, 2)
    twice = once.select(np.tile(np.arange(2_000), 2))
    alone, together = difference_by_lot(once), difference_by_lot(twice)
    assert together.effect == pytest.approx(alone.effect)
    assert together.se == pytest.approx(alone.se, rel=0.01)


@pytest.mark.parametrize("share", [True, False])
def test_known_effects_are_found_with_honest_intervals(share: bool) -> None:
    truth = 0.1 if share else 10.0
    found = [estimate_effect(sample_of(3_000, seed, share=share), Settings()).estimate for seed in range(25)]
    errors = np.array([(each.effect - truth) / each.se for each in found])
    assert abs(errors.mean()) < 0.6
    assert np.mean(np.abs(errors) < 1.96) >= 0.85


def test_without_adjusting_the_same_effect_is_missed() -> None:
    naive = difference_by_lot(sample_of(20_000, 3, pull=2.0))
    assert naive.low > 0.15


def test_lost_outcomes_do_not_move_the_effect_when_the_like_count_for_them() -> None:
    whole = sample_of(30_000, 4)
    rng = np.random.default_rng(0)
    followed = 1 / (1 + np.exp(-1 + whole.covariates[:, 0]))
    seen = rng.random(30_000) < followed
    lossy = replace(
        whole, outcome=np.where(seen, whole.outcome, np.nan), weight=np.where(seen, 1 / followed, 0.0)
    )
    assert estimate_effect(lossy, Settings()).estimate.effect == pytest.approx(0.1, abs=0.03)


def test_all_rows_of_a_person_fall_in_one_fold() -> None:
    person = np.repeat(np.arange(40), 3)
    folds = folds_by_person(person, 5, 0)
    assert all(len(set(folds[person == number])) == 1 for number in range(40))
    assert set(folds) == set(range(5))


def test_what_a_row_is_told_does_not_depend_on_its_own_outcome() -> None:
    sample = sample_of(600, 5)
    changed = sample.outcome.copy()
    changed[0] = 1 - changed[0]
    before, after = (
        crossfit(sample, Settings(splits=1)),
        crossfit(replace(sample, outcome=changed), Settings(splits=1)),
    )
    assert before[1][0] == pytest.approx(after[1][0], abs=1e-7)
    assert np.abs(before[1] - after[1]).max() > 1e-5


def test_squares_and_marks_for_zero_come_in_and_constants_stay_out() -> None:
    rng = np.random.default_rng(0)
    earnings = np.where(rng.random(500) < 0.4, 0.0, rng.random(500))
    columns = np.column_stack((earnings, np.ones(500), rng.random(500) < 0.5))
    assert basis(columns, 0).shape == (500, 4)
    assert basis(columns, 10_000).shape[1] == 5
    assert basis(np.empty((500, 0)), 0).shape == (500, 0)
