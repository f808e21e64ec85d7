"""How much could reasons that nobody recorded change an effect?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from schakel.programme.effects.estimating import Fitted, combine
from schakel.programme.effects.model import Floats, Sample, Settings
from schakel.programme.effects.nuisance import fit_once
from schakel.programme.effects.trials import DURATION

LEAST_MARGIN_POINTS = 2.0
MISSING = " (missing)"


@dataclass(frozen=True)
class Sensitivity:
    """The band for hidden reasons, in units of the outcome.

    margin is what the effect could move to either side: the largest shift when one trait is left out, and at
    least 2 points. robustness is the share of what is left unexplained, of both the choice and the outcome,
    that a hidden reason must explain to take the effect to nothing (Chernozhukov and others 2022).
    """

    margin: float
    trait: str
    shift: float
    robustness: float


def judge(sample: Sample, fitted: Fitted, settings: Settings, own: str = "") -> Sensitivity:
    """The sensitivity of an estimate; `own` names the professional's estimate, which stays in throughout."""
    shifts = drop_one_shifts(sample, settings, own)
    trait = max(shifts, key=lambda name: abs(shifts[name]), default="")
    shift = shifts.get(trait, 0.0)
    margin = max(LEAST_MARGIN_POINTS * sample.point, abs(shift))
    return Sensitivity(margin, trait, shift, robustness(sample, fitted))


def drop_one_shifts(sample: Sample, settings: Settings, own: str = "") -> dict[str, float]:
    """How much the effect moves when a trait is left out, as if nobody had recorded it."""
    traits = [name.split("=")[0].removesuffix(MISSING) for name in sample.names]
    whole = combine(sample, *fit_once(sample, settings)).estimate.effect
    shifts = {}
    for left_out in dict.fromkeys(traits):
        if left_out == own or left_out in DURATION:
            continue
        keep = [i for i, trait in enumerate(traits) if trait != left_out]
        poorer = replace(
            sample, covariates=sample.covariates[:, keep], names=tuple(sample.names[i] for i in keep)
        )
        shifts[left_out] = combine(poorer, *fit_once(poorer, settings)).estimate.effect - whole
    return shifts


def robustness(sample: Sample, fitted: Fitted) -> float:
    """The equal share c with |effect| = S c / sqrt(1 - c), S² = residual variance × mean squared weight."""
    share = sample.treated.mean()
    seen = sample.weight > 0
    odds = fitted.chance / (1 - fitted.chance)
    weights = np.where(sample.treated, 1.0, -odds) / share
    residual: Floats = np.where(sample.treated, 0.0, sample.outcome - fitted.expected)
    ours = sample.treated & seen
    residual[ours] = (sample.outcome - fitted.expected)[ours] - fitted.estimate.effect
    scale = np.sqrt(np.mean(residual[seen] ** 2) * np.mean(weights[seen] ** 2))
    ratio = (fitted.estimate.effect / scale) ** 2 if scale > 0 else 0.0
    return float((np.sqrt(ratio**2 + 4 * ratio) - ratio) / 2)
