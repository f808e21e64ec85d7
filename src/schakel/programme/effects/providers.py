"""Providers side by side, corrected for their clients: never a rank, and often no statement at all.

Indirectly standardised figures compare a provider with the average of all, not with another provider.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.programme.effects.model import Floats
from schakel.programme.effects.nuisance import basis, fit_share

LEAST_CLIENTS = 30
LEAST_EACH_WAY = 10.0
PRIOR_SPREAD = 0.06
SPREADS = np.linspace(0, 0.4, 161)
LIMITS = (1.96, 3.09)
CERTAIN = 0.975
LEAST_PROVIDERS = 3


@dataclass(frozen=True)
class Provider:
    """One provider: what came out, what its clients led to expect, and the difference shrunk to the average.

    difference is (observed - expected) / n; low and high the 95 % interval of the true difference; better the
    chance that it is above the average. statement: "above", "below", "indistinct", or "too_few" when no
    figure may be told. beyond tells whether the difference lies outside the outer limits of the funnel.
    """

    name: str
    n: int
    observed: int
    expected: float
    difference: float
    error: float
    shrunk: float
    low: float
    high: float
    better: float
    beyond: bool
    statement: str


@dataclass(frozen=True)
class Comparison:
    """All providers in the order of their names, with the average outcome of all clients.

    dispersion is φ and spread is τ of the funnel; largest_miscalibration the largest difference between what
    came and what was expected over tenths of the expected chance.
    """

    providers: tuple[Provider, ...]
    average: float
    dispersion: float
    spread: float
    largest_miscalibration: float


def compare_providers(provider: NDArray[np.str_], outcome: Floats, covariates: Floats) -> Comparison:
    """Compare providers on a yes or no, corrected for traits from before the service.

    provider and outcome are (n,), covariates (n, p). The funnel has limits for additive over-dispersion
    (Spiegelhalter 2005); the shrunk differences integrate over the spread between providers with a
    half-normal prior of 6 points, since one estimate of it gives false certainty where it comes out as
    nothing. Raises ValueError for fewer than three providers.
    """
    names, codes = np.unique(provider, return_inverse=True)
    if len(names) < LEAST_PROVIDERS:
        raise ValueError(f"{len(names)} providers were given; an average needs at least {LEAST_PROVIDERS}.")
    columns = basis(covariates, 0)
    chance = fit_share(columns, outcome)(columns)
    n = np.bincount(codes)
    observed, expected = np.bincount(codes, outcome), np.bincount(codes, chance)
    error = np.sqrt(np.bincount(codes, chance * (1 - chance))) / n
    enough = (n >= LEAST_CLIENTS) & (expected >= LEAST_EACH_WAY) & (n - expected >= LEAST_EACH_WAY)
    difference = (observed - expected) / n
    dispersion, spread = overdispersion(difference[enough], error[enough])
    beyond = np.abs(difference) > LIMITS[1] * np.sqrt(error**2 + spread**2)
    shrunk, low, high, better = shrink(difference, error, enough)
    return Comparison(
        tuple(
            Provider(
                str(names[i]), int(n[i]), int(observed[i]), float(expected[i]), float(difference[i]),
                float(error[i]), float(shrunk[i]), float(low[i]), float(high[i]), float(better[i]),
                bool(beyond[i] and enough[i]), _statement(float(better[i]), bool(enough[i])),
            )
            for i in range(len(names))
        ),
        float(outcome.mean()),
        dispersion,
        spread,
        _miscalibration(chance, outcome),
    )  # fmt: skip


def _statement(better: float, enough: bool) -> str:
    if not enough:
        return "too_few"
    if better >= CERTAIN:
        return "above"
    return "below" if better <= 1 - CERTAIN else "indistinct"


def overdispersion(difference: Floats, error: Floats) -> tuple[float, float]:
    """φ, the mean squared z of the middle (10 % winsorised at each end), and the spread τ that explains it.

    τ² = (φK - (K - 1)) / (Σw - Σw²/Σw) with w = 1/error², nothing when φ is no more than chance gives
    (Spiegelhalter 2005; DerSimonian and Laird 1986).
    """
    count = len(difference)
    if count < LEAST_PROVIDERS:
        return 1.0, 0.0
    z = difference / error
    z = np.clip(z, *np.quantile(z, (0.1, 0.9)))
    dispersion = float(np.mean(z**2))
    weights = 1 / error**2
    room = weights.sum() - np.sum(weights**2) / weights.sum()
    return dispersion, float(np.sqrt(max(0.0, (dispersion * count - (count - 1)) / room)))


def shrink(
    difference: Floats, error: Floats, enough: NDArray[np.bool_]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Posterior mean, 2.5 % and 97.5 % bounds and chance above 0 of each true difference; each (k,).

    Normal-normal with mean 0; the spread is integrated over a grid up to 40 points, learned from those with
    enough clients.
    """
    from scipy.special import ndtr

    weights = _spread_weights(difference[enough], error[enough])
    pull = SPREADS[:, None] ** 2 / (SPREADS[:, None] ** 2 + error**2)
    mean, deviation = pull * difference, np.sqrt(pull) * error
    centre = weights @ mean
    safe = np.maximum(deviation, 1e-12)

    def below(bound: Floats) -> Floats:
        chance: Floats = weights @ ndtr((bound - mean) / safe)
        return chance

    at_zero = np.where(SPREADS[:, None] > 0, ndtr(mean / safe), 0.5)
    return centre, _bound(below, 0.025, error), _bound(below, 0.975, error), np.clip(weights @ at_zero, 0, 1)


def _spread_weights(difference: Floats, error: Floats) -> Floats:
    variance = error**2 + SPREADS[:, None] ** 2
    likelihood = -0.5 * np.sum(np.log(variance) + difference**2 / variance, axis=1)
    log_weights = likelihood - 0.5 * (SPREADS / PRIOR_SPREAD) ** 2
    weights = np.exp(log_weights - log_weights.max())
    # The trapezoid rule on [0, ...] counts the first point half.
    weights[0] /= 2
    normal: Floats = weights / weights.sum()
    return normal


def _bound(below: Any, level: float, error: Floats) -> Floats:
    """The value with `level` of the posterior below it, by bisection."""
    low, high = np.full(len(error), -1.0), np.full(len(error), 1.0)
    for _step in range(40):
        middle = (low + high) / 2
        under = below(middle) < level
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    bound: Floats = (low + high) / 2
    return bound


def _miscalibration(chance: Floats, outcome: Floats) -> float:
    """Largest difference between what was expected and what came, over tenths of the expected chance."""
    tenths = np.array_split(np.argsort(chance, kind="stable"), 10)
    return max(
        (abs(float(outcome[part].mean() - chance[part].mean())) for part in tenths if len(part)), default=0.0
    )
