"""How much could reasons that nobody recorded change an effect?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from schakel.programme.effects.estimating import Fitted, combine
from schakel.programme.effects.model import Floats, Sample, Settings
from schakel.programme.effects.nuisance import fit_without
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
    asked = [trait for trait in dict.fromkeys(traits) if trait != own and trait not in DURATION]
    nothing = np.zeros(len(traits), dtype=bool)
    left_out = [nothing, *(np.array([trait == name for trait in traits]) for name in asked)]
    effects = [combine(sample, *told).estimate.effect for told in fit_without(sample, settings, left_out)]
    return {name: effect - effects[0] for name, effect in zip(asked, effects[1:], strict=True)}


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
