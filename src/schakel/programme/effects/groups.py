"""For whom more, for whom less: pre-set groups, with control for the number of questions asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from schakel.programme.effects.estimating import Fitted, clustered_error, combine
from schakel.programme.effects.model import Estimate, Flags, Floats, Sample
from schakel.programme.effects.refusals import LEAST_TREATED

ERROR_RATE = 0.05


@dataclass(frozen=True)
class GroupEffect:
    """The effect in one value of a group variable.

    own tells whether the group differs from the others beyond chance; otherwise estimate is that of all.
    p_value is that of the difference, adjusted for all differences asked (Benjamini and Hochberg 1995); NaN
    when the group or the rest is too small to ask it.
    """

    variable: str
    value: str
    n_treated: int
    estimate: Estimate
    own: bool
    p_value: float


def group_effects(sample: Sample, fitted: Fitted) -> list[GroupEffect]:
    """The effect in each value of each pre-set variable; a difference counts only when it survives."""
    asked = [(name, str(value)) for name, values in sample.groups.items() for value in np.unique(values)]
    parts = [_part(sample, fitted, sample.groups[name] == value) for name, value in asked]
    raw = np.array([p_value for _estimate, p_value in parts])
    adjusted = np.full(len(parts), np.nan)
    adjusted[~np.isnan(raw)] = benjamini_hochberg(raw[~np.isnan(raw)])
    return [
        GroupEffect(
            name,
            value,
            int(sample.treated[sample.groups[name] == value].sum()),
            estimate if p_value <= ERROR_RATE else fitted.estimate,
            bool(p_value <= ERROR_RATE),
            float(p_value),
        )
        for (name, value), (estimate, _raw), p_value in zip(asked, parts, adjusted, strict=True)
    ]


def _part(sample: Sample, fitted: Fitted, inside: Flags) -> tuple[Estimate, float]:
    """The estimate within a group, and the p-value of its difference with the rest."""
    if not all(_enough(sample, rows) for rows in (inside, ~inside)):
        return fitted.estimate, float("nan")
    mine = combine(sample, fitted.chance, fitted.expected, inside)
    rest = combine(sample, fitted.chance, fitted.expected, ~inside)
    difference = Estimate(
        mine.estimate.effect - rest.estimate.effect,
        clustered_error(mine.influence - rest.influence, sample.person),
    )
    return mine.estimate, difference.p_value


def _enough(sample: Sample, rows: Flags) -> bool:
    seen = rows & (sample.weight > 0)
    fewer = min(int((seen & sample.treated).sum()), int((seen & ~sample.treated).sum()))
    return fewer >= LEAST_TREATED


def benjamini_hochberg(p_values: Floats) -> Floats:
    """Adjusted p-values, in the same order: those of at most q are a list with a share q of false ones."""
    count = len(p_values)
    order = np.argsort(p_values)
    scaled = p_values[order] * count / np.arange(1, count + 1)
    adjusted = np.empty(count)
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(adjusted, 1.0)
