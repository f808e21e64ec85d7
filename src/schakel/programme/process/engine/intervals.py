"""Intervals for medians and shares, and for the difference of two of them.

The difference comes from both intervals by MOVER (Zou and Donner 2008), for shares Newcombe's method 10.
"""

from __future__ import annotations

from math import inf
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.shares import LEVEL, Estimate, share

__all__ = ["LEVEL", "Estimate", "difference", "share", "survival_median"]


def survival_median(values: NDArray[np.float64], ended: NDArray[np.bool_], level: float = LEVEL) -> Estimate:
    """The median time to the end with cases that are still going on (Kaplan and Meier 1958).

    values: time to the end, or until now for a case that goes on; ended: which. The interval holds the times
    at which the log-log interval of the curve includes one half (Brookmeyer and Crowley 1982). A value or end
    that the curve doesn't reach is infinite. Without open cases the median is the ordinary one.
    """
    times, curve, spread = _curve(values, ended)
    z = NormalDist().inv_cdf((1 + level) / 2)
    reached = curve <= 0.5
    value = float(np.median(values)) if ended.all() else _first(times, reached)
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(curve)
        error = np.where((curve > 0) & (curve < 1), z * np.sqrt(spread) / np.abs(log), 0.0)
        lower = np.where(curve > 0, curve ** np.exp(error), 0.0)
        upper = np.where(curve > 0, curve ** np.exp(-error), 0.0)
    return Estimate(value, min(value, _first(times, lower <= 0.5)), max(value, _first(times, upper < 0.5)))


def _curve(
    values: NDArray[np.float64], ended: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Times with an end, the share still going on after each, and Greenwood's sum."""
    times, ends = np.unique(values[ended], return_counts=True)
    at_risk = len(values) - np.searchsorted(np.sort(values), times, side="left")
    with np.errstate(divide="ignore"):
        spread = np.cumsum(ends / (at_risk * (at_risk - ends)))
    curve = np.cumprod(1 - ends / at_risk)
    return times.astype(np.float64), np.asarray(curve, dtype=np.float64), spread


def _first(times: NDArray[np.float64], where: NDArray[np.bool_]) -> float:
    found = np.flatnonzero(where)
    return float(times[found[0]]) if len(found) else inf


def difference(one: Estimate, other: Estimate) -> Estimate:
    """one − other for two independent groups; unbounded or unknown where a part of it is."""
    value = _minus(one.value, other.value)
    if not np.isfinite(value):
        return Estimate(value, -inf, inf)
    low = value - _length(one.value - one.low, other.high - other.value)
    high = value + _length(one.high - one.value, other.value - other.low)
    return Estimate(value, low, high)


def _minus(one: float, other: float) -> float:
    return float("nan") if np.isinf(one) or np.isinf(other) else one - other


def _length(one: float, other: float) -> float:
    return float(np.hypot(one, other))
