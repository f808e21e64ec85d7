"""The effect on those who got the service, doubly robust, with errors clustered by person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from schakel.programme.effects.model import Codes, Estimate, Flags, Floats, Sample, Settings
from schakel.programme.effects.nuisance import Learner, crossfit


@dataclass(frozen=True)
class Fitted:
    """An estimate with, each (n,), the chance of treatment, expected outcome without, and influence."""

    estimate: Estimate
    chance: Floats
    expected: Floats
    influence: Floats


def estimate_effect(
    sample: Sample, settings: Settings, learner: Learner = "smooth", chance: Floats | None = None
) -> Fitted:
    """The average effect on the treated by augmented inverse probability weighting, cross-fitted.

    The comparison is weighted to look like the treated by odds of the estimated chance, and what the outcome
    model expects without the service is taken off on both sides; the estimate is right when one of both
    models is (Robins, Rotnitzky and Zhao 1994; Chernozhukov and others 2018). Weights are normalised.
    `chance` is that of an earlier estimate for the same rows, treatment and settings.
    """
    return combine(sample, *crossfit(sample, settings, learner, chance))


def combine(sample: Sample, chance: Floats, expected: Floats, among: Flags | None = None) -> Fitted:
    """The estimate from the two models, over the rows of `among` (all by default)."""
    inside = np.ones(len(chance)) if among is None else among.astype(np.float64)
    surprise = np.where(sample.weight > 0, sample.outcome - expected, 0.0)
    ours = inside * sample.treated * sample.weight
    theirs = inside * comparison_weights(sample, chance)
    mine, other = _weighted_part(ours, surprise), _weighted_part(theirs, surprise)
    effect = float(np.average(surprise, weights=ours) - np.average(surprise, weights=theirs))
    influence = mine - other
    return Fitted(Estimate(effect, clustered_error(influence, sample.person)), chance, expected, influence)


def comparison_weights(sample: Sample, chance: Floats) -> Floats:
    """How much each comparison row counts: the odds of treatment times the weight for being observed."""
    weights: Floats = ~sample.treated * sample.weight * chance / (1 - chance)
    return weights


def _weighted_part(weights: Floats, values: Floats) -> Floats:
    """Influence of each row on a weighted mean."""
    part: Floats = weights * (values - np.average(values, weights=weights)) / weights.mean()
    return part


def clustered_error(influence: Floats, person: Codes) -> float:
    """Standard error of the mean of an influence function when rows of one person go together."""
    sums = np.bincount(person, weights=influence)
    return float(np.sqrt(np.sum(sums**2))) / len(influence)


def difference_by_lot(sample: Sample) -> Estimate:
    """Difference in means where a lot decided, with Neyman's error; by person when persons repeat.

    For one row per person this is the HC2 error of the regression on treatment alone.
    """
    seen = sample.weight > 0
    treated, outcome, person = sample.treated[seen], sample.outcome[seen], sample.person[seen]
    ours, theirs = outcome[treated], outcome[~treated]
    effect = float(ours.mean() - theirs.mean())
    if len(np.unique(person)) == len(person):
        return Estimate(
            effect, float(np.sqrt(ours.var(ddof=1) / len(ours) + theirs.var(ddof=1) / len(theirs)))
        )
    share = treated.mean()
    influence = treated * (outcome - ours.mean()) / share - ~treated * (outcome - theirs.mean()) / (1 - share)
    return Estimate(effect, clustered_error(influence, person))
