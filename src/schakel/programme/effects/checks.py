"""What has to hold before an effect is told: enough alike people, balance, placebos, and a second method."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from schakel.programme.effects import refusals
from schakel.programme.effects.estimating import Fitted, comparison_weights, estimate_effect
from schakel.programme.effects.model import Floats, Sample, Settings
from schakel.programme.effects.refusals import Refusal, percent


def counts(sample: Sample) -> list[Refusal]:
    """Whether there are enough rows on both sides, and how many were lost."""
    treated = int(sample.treated.sum())
    if treated == 0:
        return [Refusal("no_treated")]
    if treated == len(sample.treated):
        return [Refusal("no_comparison")]
    found = []
    seen = sample.weight > 0
    if (sample.treated & seen).sum() < refusals.LEAST_TREATED or (
        ~sample.treated & seen
    ).sum() < refusals.LEAST_COMPARISON:
        found.append(Refusal("too_few", {"least": str(refusals.LEAST_TREATED)}))
    lost = max(float(np.mean(~seen[sample.treated])), float(np.mean(~seen[~sample.treated])))
    if lost > refusals.MOST_LOST:
        found.append(Refusal("follow_up", {"share": percent(lost)}))
    return found


def alike(sample: Sample, chance: Floats, report: dict[str, Any]) -> list[Refusal]:
    """Whether the comparison can stand for the treated; adds what was seen to the report.

    The effective number is Kish's, (sum of weights) squared over the sum of squared weights. An imbalance
    counts when it is over 0.1 standard deviations and more than chance explains at these numbers.
    """
    weights = comparison_weights(sample, chance)
    effective = float(weights.sum() ** 2 / np.sum(weights**2)) if weights.any() else 0.0
    certain = float(np.mean(chance[sample.treated] > refusals.CERTAIN))
    report["overlap"] = {"nearly_certain": certain, "effective_comparison": round(effective, 1)}
    if certain > refusals.MOST_CERTAIN or effective < refusals.LEAST_EFFECTIVE:
        return [Refusal("overlap", {"share": percent(certain), "effective": f"{effective:.0f}"})]
    if effective < refusals.LEAST_COMPARISON:
        return [Refusal("too_few", {"least": str(refusals.LEAST_COMPARISON)})]
    return _balanced(sample, weights, effective, report)


def _balanced(sample: Sample, weights: Floats, effective: float, report: dict[str, Any]) -> list[Refusal]:
    differences = np.abs(standardised_differences(sample, weights))
    if not len(differences):
        return []
    worst = int(np.argmax(differences))
    report["balance"] = {
        "trait": sample.names[worst],
        "largest_difference": round(float(differences[worst]), 3),
    }
    by_chance = 1.96 * float(np.sqrt(1 / sample.treated.sum() + 1 / effective))
    if differences[worst] <= max(refusals.LARGEST_IMBALANCE, by_chance):
        return []
    return [Refusal("unbalanced", {"trait": sample.names[worst], "figure": f"{differences[worst]:.2f}"})]


def standardised_differences(sample: Sample, weights: Floats) -> Floats:
    """(p,): treated less weighted comparison mean, in standard deviations of both (Austin 2009)."""
    ours = sample.covariates[sample.treated]
    mean = np.average(sample.covariates, axis=0, weights=weights)
    spread = np.average((sample.covariates - mean) ** 2, axis=0, weights=weights)
    pooled = np.sqrt((ours.var(axis=0) + spread) / 2)
    differences: Floats = (ours.mean(axis=0) - mean) / np.where(pooled > 0, pooled, 1)
    return differences


def placebos(sample: Sample, settings: Settings, report: dict[str, Any]) -> list[Refusal]:
    """The same estimate of outcomes that the service can't have changed, which must be about nothing."""
    found = []
    report["placebos"] = []
    for name, values in sample.earlier.items():
        other = _with_outcome(sample, name, values)
        estimate = estimate_effect(other, settings).estimate
        margin = refusals.PLACEBO_POINTS * other.point
        fails = estimate.low > margin or estimate.high < -margin
        report["placebos"].append(
            {
                "name": name,
                "effect": estimate.effect,
                "low": estimate.low,
                "high": estimate.high,
                "ok": not fails,
            }
        )
        if fails:
            found.append(Refusal("placebo", {"trait": name}))
    return found


def _with_outcome(sample: Sample, name: str, values: Floats) -> Sample:
    keep = [i for i, trait in enumerate(sample.names) if trait.split("=")[0] != name]
    return replace(
        sample,
        covariates=sample.covariates[:, keep],
        names=tuple(sample.names[i] for i in keep),
        outcome=values,
        weight=(~np.isnan(values)).astype(np.float64),
    )


def second_method(
    sample: Sample, fitted: Fitted, settings: Settings, report: dict[str, Any]
) -> list[Refusal]:
    """Whether gradient boosting says the same within the half-width of the interval."""
    other = estimate_effect(sample, replace(settings, folds=2, splits=1), "boosting").estimate
    report["second_method"] = {"effect": other.effect, "se": other.se}
    half_width = (fitted.estimate.high - fitted.estimate.low) / 2
    return [Refusal("disagreement")] if abs(other.effect - fitted.estimate.effect) > half_width else []


def lot(sample: Sample, report: dict[str, Any]) -> list[Refusal]:
    """Whether the traits tell who got the service, which they can't where a lot decided (Wald test)."""
    from scipy.stats import chi2

    if not sample.names:
        return []
    treated = sample.treated.astype(np.float64)
    columns = np.column_stack((np.ones(len(treated)), sample.covariates))
    slopes, _rest, rank, _values = np.linalg.lstsq(columns, treated, rcond=None)
    explained = np.var(columns @ slopes) / np.var(treated)
    p_value = float(chi2.sf(len(treated) * explained, max(int(rank) - 1, 1)))
    report["lot"] = {"p_value": p_value}
    return [Refusal("no_lot")] if p_value < refusals.LOT_P_VALUE else []
