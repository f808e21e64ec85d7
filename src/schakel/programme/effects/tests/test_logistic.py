"""The logistic models equal scikit-learn's, also those that leave out a fold or a column."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from schakel.programme.effects import logistic
from schakel.programme.effects.model import Floats, Settings
from schakel.programme.effects.nuisance import crossfit, fit_without
from schakel.programme.effects.tests.samples import sample_of

PENALTY = 10.0
Rows = tuple[Floats, Floats, Floats]


def _rows(seed: int, n: int, q: int, pull: float, rare: float) -> Rows:
    rng = np.random.default_rng(seed)
    columns = rng.normal(size=(n, q))
    odds = rare + pull * (columns @ rng.normal(size=q) if q else np.zeros(n))
    happened = (rng.random(n) < 1 / (1 + np.exp(-odds))).astype(float)
    happened[:2] = (0.0, 1.0)
    return columns, happened, rng.choice([0.0, 0.5, 1.0, 3.0], n)


def _theirs(columns: Floats, happened: Floats, weight: Floats) -> Floats:
    model = LogisticRegression(C=PENALTY, solver="lbfgs", tol=1e-10, max_iter=20_000)
    model.fit(columns, happened, sample_weight=weight)
    return np.concatenate((model.intercept_, model.coef_[0]))


def _same_chances(columns: Floats, ours: Floats, theirs: Floats) -> None:
    assert logistic.chances(columns, ours) == pytest.approx(logistic.chances(columns, theirs), abs=1e-5)


@pytest.mark.parametrize("pull", [0.0, 1.0, 30.0])
@pytest.mark.parametrize("rare", [0.0, -5.0])
def test_one_fit_is_that_of_scikit_learn_also_where_a_line_parts_all(pull: float, rare: float) -> None:
    columns, happened, weight = _rows(1, 400, 4, pull, rare)
    weight[:2] = 1.0
    ours = logistic.fit(columns, happened, weight, PENALTY)
    _same_chances(columns, ours, _theirs(columns, happened, weight))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(6, 80), st.integers(0, 4), st.floats(0, 8), st.floats(-4, 2))
def test_leaving_out_a_fold_is_fitting_the_other_rows(
    seed: int, n: int, q: int, pull: float, rare: float
) -> None:
    columns, happened, weight = _rows(seed, n, q, pull, rare)
    folds = np.random.default_rng(seed).integers(0, 5, n)
    together = logistic.fit_leaving_folds(columns, happened, weight, PENALTY, folds, 5)
    for fold in range(5):
        rest = folds != fold
        alone = logistic.fit(columns[rest], happened[rest], weight[rest], PENALTY)
        _same_chances(columns, together[:, fold], alone)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 80), st.integers(1, 5), st.floats(0, 8))
def test_leaving_out_columns_is_fitting_the_other_columns(seed: int, n: int, q: int, pull: float) -> None:
    columns, happened, weight = _rows(seed, n, q, pull, 0.0)
    without = [np.arange(q) == number for number in range(q)] + [np.ones(q, dtype=bool)]
    together = logistic.fit_leaving_columns(columns, happened, weight, PENALTY, without)
    for number, flags in enumerate(without):
        alone = logistic.fit(columns[:, ~flags], happened, weight, PENALTY)
        assert (together[1:, number][flags] == 0).all()
        expected = logistic.chances(columns[:, ~flags], alone)
        assert logistic.chances(columns, together[:, number]) == pytest.approx(expected, abs=1e-5)


def test_what_always_or_never_happened_is_certain_and_nothing_known_is_never() -> None:
    columns = np.random.default_rng(0).normal(size=(10, 2))
    ones, weight = np.ones(10), np.ones(10)
    assert logistic.chances(columns, logistic.fit(columns, ones, weight, PENALTY)).min() > 1 - 1e-9
    assert logistic.chances(columns, logistic.fit(columns, ones, 0 * weight, PENALTY)).max() < 1e-9
    happened = np.array([1.0] + 9 * [0.0])
    folds = np.array([0] + 9 * [1])
    found = logistic.fit_leaving_folds(columns, happened, weight, PENALTY, folds, 2)
    assert logistic.chances(columns, found)[:, 0].max() < 1e-9


def test_leaving_out_a_trait_is_the_fit_without_its_columns() -> None:
    sample = sample_of(1_500, 3)
    first = np.array([True, False])
    _whole, poorer = fit_without(sample, Settings(), [~first & first, first])
    from dataclasses import replace

    rest = replace(sample, covariates=sample.covariates[:, 1:], names=sample.names[1:])
    (alone,) = fit_without(rest, Settings(), [np.array([False])])
    assert poorer[0] == pytest.approx(alone[0], abs=1e-6)
    assert poorer[1] == pytest.approx(alone[1], abs=1e-6)


def test_a_chance_that_was_estimated_before_is_used_as_it_is() -> None:
    sample = sample_of(800, 4)
    chance, expected = crossfit(sample, Settings())
    again = crossfit(sample, Settings(), chance=chance)
    assert again[0] is chance
    assert (again[1] == expected).all()
