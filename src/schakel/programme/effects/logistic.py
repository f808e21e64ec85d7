"""Logistic regression with a ridge, by Newton's method: once, leaving out each fold, or leaving out columns.

The objective is scikit-learn's: the weighted sum of losses plus half the squared slopes over C, the intercept
free. Its minimum is unique, so that any way to it gives the same answer. Fits that leave something out begin
at the fit that leaves out nothing, with its curvature less what is left out: then only gradients are needed,
of all those fits at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from schakel.programme.effects.model import Codes, Flags, Floats

CERTAINTY = 40.0
# The last step is taken as well, after which the distance is the square, or a hundredth, of it.
CLOSE = 1e-6
MOST_STEPS = 100
BEGINNING = 1e-2
FLATTEST = 1e-10
SLOWEST = 0.5


def fit(columns: Floats, happened: Floats, weight: Floats, inverse_penalty: float) -> Floats:
    """(q + 1,): intercept and slopes for columns (n, q), what happened (0 or 1) and weights, each (n,).

    Where only one of both happened the answer is that it always does; where nothing is known, never.
    """
    certain = _certain(happened, weight)
    if certain is not None:
        return _constant(columns.shape[1], certain)
    return _Problem(columns, happened, weight, inverse_penalty).solve()


def fit_leaving_folds(
    columns: Floats, happened: Floats, weight: Floats, inverse_penalty: float, folds: Codes, count: int
) -> Floats:
    """(q + 1, count): the fit to the rows outside each fold. folds is (n,), from 0 up to count."""
    order = np.argsort(folds, kind="stable")
    bounds = np.searchsorted(folds[order], np.arange(count + 1))
    parts = [slice(int(begin), int(end)) for begin, end in pairwise(bounds)]
    problem = _Problem(columns.T[:, order].T, happened[order], weight[order], inverse_penalty)
    found = problem.leaving_rows(parts)
    for number, part in enumerate(parts):
        rest = np.concatenate((np.arange(part.start), np.arange(part.stop, len(order))))
        certain = _certain(problem.happened[rest], problem.weight[rest])
        if certain is not None:
            found[:, number] = _constant(columns.shape[1], certain)
    return found


def fit_leaving_columns(
    columns: Floats, happened: Floats, weight: Floats, inverse_penalty: float, without: Sequence[Flags]
) -> Floats:
    """(q + 1, len(without)): the fit with the marked columns, each (q,), left out: their slopes are 0."""
    certain = _certain(happened, weight)
    if certain is not None:
        return np.tile(_constant(columns.shape[1], certain)[:, None], len(without))
    return _Problem(columns, happened, weight, inverse_penalty).leaving_columns(without)


def chances(columns: Floats, coefficients: Floats) -> Floats:
    """The chance of each row; (n,) for one fit, (n, k) for coefficients of k fits."""
    return _expit(coefficients[1:].T @ columns.T + coefficients[:1].T).T


def _expit(log_odds: Floats) -> Floats:
    from scipy.special import expit

    chance: Floats = expit(log_odds)
    return chance


def _certain(happened: Floats, weight: Floats) -> bool | None:
    """Whether it always or never happened; None when both did."""
    seen = happened[weight > 0]
    if len(seen) and seen.min() != seen.max():
        return None
    return bool(len(seen) and seen[0])


def _constant(slopes: int, always: bool) -> Floats:
    found = np.zeros(slopes + 1)
    found[0] = CERTAINTY if always else -CERTAINTY
    return found


class _Problem:
    """Rows, and what is to be minimised over them. Columns are kept one after the other, (q + 1, n)."""

    def __init__(self, columns: Floats, happened: Floats, weight: Floats, inverse_penalty: float) -> None:
        self.columns = np.vstack((np.ones(len(columns)), columns.T))
        self.happened, self.weight = happened, weight
        self.penalty = np.full(len(self.columns), 1 / inverse_penalty)
        self.penalty[0] = 0.0
        self.inverse_penalty = inverse_penalty

    def solve(self, close: float = CLOSE) -> Floats:
        """The coefficients, by Newton steps, each halved until the slope along it has gone down."""
        found = np.zeros(len(self.columns))
        chance = np.full(len(self.happened), 0.5)
        slope = self._slope(chance, found)
        for _step in range(MOST_STEPS):
            direction = np.linalg.solve(self._curvature(chance), -slope).astype(np.float64)
            found, chance, slope, length = self._along(found, slope, direction)
            if length * np.abs(direction).max() <= close:
                break
        return found

    def _along(self, found: Floats, slope: Floats, direction: Floats) -> tuple[Floats, Floats, Floats, float]:
        length, descent = 1.0, -float(slope @ direction)
        while True:
            there = found + length * direction
            chance = _expit(there @ self.columns)
            next_slope = self._slope(chance, there)
            # Below that the step is smaller than what rounding leaves of the slope.
            if float(next_slope @ direction) <= 0.5 * descent or min(length, descent) < FLATTEST:
                return there, chance, next_slope, length
            length /= 2

    def _slope(self, chance: Floats, found: Floats) -> Floats:
        slope: Floats = self.columns @ (self.weight * (chance - self.happened)) + self.penalty * found
        return slope

    def _gram(self, chance: Floats, part: slice) -> Floats:
        bend = np.sqrt(self.weight[part] * chance[part] * (1 - chance[part]))
        scaled = self.columns[:, part] * bend
        gram: Floats = scaled @ scaled.T
        return gram

    def _curvature(self, chance: Floats) -> Floats:
        return self._bent(self._gram(chance, slice(None)))

    def _bent(self, gram: Floats) -> Floats:
        """With the ridge; the intercept gets a trace of it, for where all chances are 0 or 1 by rounding."""
        bent: Floats = gram + np.diag(self.penalty + FLATTEST)
        return bent

    def leaving_rows(self, parts: Sequence[slice]) -> Floats:
        """(q + 1, parts): the fit without each part of the rows."""
        whole = self.solve(BEGINNING)
        chance = _expit(whole @ self.columns)
        grams = [self._gram(chance, part) for part in parts]
        every: Floats = np.sum(grams, axis=0)
        steps = np.stack([np.linalg.inv(self._bent(every - gram)) for gram in grams])
        found = self._together(np.tile(whole, (len(parts), 1)), steps, parts)
        for number in np.flatnonzero(np.isnan(found[:, 0])).tolist():
            found[number] = self._without_rows(parts[number]).solve()
        return found.T

    def leaving_columns(self, without: Sequence[Flags]) -> Floats:
        """(q + 1, without): the fit without each choice of columns."""
        whole = self.solve(BEGINNING)
        curvature = self._curvature(_expit(whole @ self.columns))
        kept = np.array([[True, *~np.asarray(flags)] for flags in without])
        steps = np.zeros((len(kept), len(whole), len(whole)))
        for number, flags in enumerate(kept):
            steps[number][np.ix_(flags, flags)] = np.linalg.inv(curvature[np.ix_(flags, flags)])
        found = self._together(whole * kept, steps, ())
        for number in np.flatnonzero(np.isnan(found[:, 0])).tolist():
            found[number, kept[number]] = self._with_columns(kept[number]).solve()
        return np.where(kept, found, 0.0).T

    def _together(self, found: Floats, steps: NDArray[np.float64], parts: Sequence[slice]) -> Floats:
        """Go on from (k, q + 1) beginnings with fixed curvatures; NaN for one that doesn't get there."""
        before = np.full(len(found), np.inf)
        while True:
            left = self.weight * (_expit(found @ self.columns) - self.happened)
            for number, part in enumerate(parts):
                left[number, part] = 0.0
            slope = left @ self.columns.T + self.penalty * found
            moved = np.einsum("kij,kj->ki", steps, slope)
            found, size = found - moved, np.abs(moved).max(axis=1)
            # Also ends where something is no number, as with a fold without which all is certain.
            if (size <= CLOSE).all() or not (size <= np.maximum(SLOWEST * before, CLOSE)).all():
                return np.where(size[:, None] <= CLOSE, found, np.nan)
            before = size

    def _without_rows(self, part: slice) -> _Problem:
        rest = np.delete(np.arange(len(self.happened)), part)
        columns = self.columns[1:, rest].T
        return _Problem(columns, self.happened[rest], self.weight[rest], self.inverse_penalty)

    def _with_columns(self, kept: Flags) -> _Problem:
        columns = self.columns[1:][kept[1:]].T
        return _Problem(columns, self.happened, self.weight, self.inverse_penalty)
