"""On identical rows, columns, folds and models DoubleML gives the same answers."""

from __future__ import annotations

import os
import warnings
from typing import Any

import numpy as np
import pytest

from schakel.programme.effects.estimating import Fitted, combine
from schakel.programme.effects.model import Sample, Settings
from schakel.programme.effects.nuisance import basis, crossfit, folds_by_person
from schakel.programme.effects.sensitivity import robustness
from schakel.programme.effects.simulator import draw_cohort, month_table
from schakel.programme.effects.trials import build_trials

ASKED = Settings(splits=1)


def peer(name: str) -> Any:
    """A package that we are held against; fails instead of skips where CI is set."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return __import__(name)
    except ImportError:
        said = f"{name} is not there: set it up with make peers"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)


@pytest.fixture(scope="module")
def trials() -> Sample:
    """Complete rows of one service, one row per person, so that errors need no clusters."""
    sample = build_trials(month_table(draw_cohort(8_000, 5)), "language_and_debt", 12).sample
    _people, first = np.unique(sample.person, return_index=True)
    rows = first[sample.weight[first] > 0]
    kept = sample.select(rows)
    return Sample(kept.covariates, kept.names, kept.treated, kept.outcome, kept.person, np.ones(len(rows)))


def _theirs(sample: Sample) -> Any:
    doubleml = peer("doubleml")
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=ASKED.inverse_penalty, solver="newton-cholesky", tol=1e-8, max_iter=100)
    columns = basis(sample.covariates, int(sample.treated.sum()))
    data = doubleml.DoubleMLData.from_arrays(columns, sample.outcome, sample.treated.astype(float))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = doubleml.DoubleMLIRM(
            data, model, model, n_folds=5, score="ATTE", normalize_ipw=True, draw_sample_splitting=False
        )
        folds = folds_by_person(sample.person, 5, 0)
        found.set_sample_splitting(
            [(np.flatnonzero(folds != k), np.flatnonzero(folds == k)) for k in range(5)]
        )
        found.fit()
        found.sensitivity_analysis(cf_y=0.02, cf_d=0.02)
    return found


@pytest.mark.long
def test_effect_error_and_robustness_are_those_of_doubleml(trials: Sample) -> None:
    theirs = _theirs(trials)
    ours: Fitted = combine(trials, *crossfit(trials, ASKED))
    assert ours.estimate.effect == pytest.approx(theirs.coef[0], abs=0.003)
    assert ours.estimate.se == pytest.approx(theirs.se[0], rel=0.03)
    assert robustness(trials, ours) == pytest.approx(theirs.sensitivity_params["rv"][0], abs=0.01)
