"""The chance that a benefit ends in a month, learned from months gone by, and the months still to expect.

A logistic model for discrete time (Singer and Willett 1993): traits at the first row, how long the benefit
has lasted, the season, and a figure of the labour market when one is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from schakel.programme.effects import logistic
from schakel.programme.effects.model import Codes, Floats, Settings
from schakel.programme.effects.spells import Spells

# Months since the beginning from which each next class of duration runs.
DURATIONS = np.array([1, 2, 3, 6, 12, 24, 36, 60])
LEAST_ENDED = 10
SEASON_FROM = 24


@dataclass(frozen=True)
class Months:
    """Months of spells, one element each: which spell, and which calendar month."""

    spell: Codes
    month: Codes


def months_between(spells: Spells, low: int, high: int) -> Months:
    """All months from low up to and including high in which a spell ran."""
    begin, stop = np.maximum(spells.first, low), np.minimum(spells.last, high)
    length = np.maximum(stop - begin + 1, 0)
    spell = np.repeat(np.arange(len(length)), length)
    since = np.arange(len(spell)) - np.repeat(np.cumsum(length) - length, length)
    return Months(spell, begin[spell] + since)


@dataclass(frozen=True)
class Leaving:
    """A learned model. coefficients are (q + 1,), of standardised columns, and covariance theirs.

    classes maps each class of duration to the one whose chance it has. dispersion tells how much more than
    chance the numbers that ended varied from month to month: variances are multiplied by it, and it is at
    least 1. ended counts the ends that were learned from, months the calendar months.
    """

    coefficients: Floats
    covariance: Floats
    centre: Floats
    spread: Floats
    classes: Codes
    has_season: bool
    dispersion: float
    ended: int
    months: int

    def columns(self, spells: Spells, at: Months, *, average_economy: bool = False) -> Floats:
        """(rows, q): the standardised columns of months of spells."""
        raw = _columns(spells, at, self.classes, self.has_season)
        found: Floats = (raw - self.centre) / self.spread
        if average_economy and len(spells.economy):
            found[:, -1] = 0.0
        return found


def learn(spells: Spells, before: int) -> Leaving | None:
    """The model of all months before a calendar month; None when benefits never or always ended in them.

    The last month of a benefit that nobody saw end is left out: whether it ended is not known.
    """
    at = months_between(spells, spells.begin, before - 1)
    is_last = at.month == spells.last[at.spell]
    known = ~is_last | spells.ended[at.spell] | (at.month == spells.end)
    at = Months(at.spell[known], at.month[known])
    ended = (spells.ended[at.spell] & is_last[known]).astype(np.float64)
    if not 0 < ended.sum() < len(ended):
        return None
    classes = _classes(at.month - spells.start[at.spell], ended)
    has_season = before - spells.begin >= SEASON_FROM
    raw = _columns(spells, at, classes, has_season)
    spread = raw.std(axis=0)
    centre, spread = raw.mean(axis=0), np.where(spread > 0, spread, 1.0)
    columns, penalty = (raw - centre) / spread, Settings().inverse_penalty
    found = logistic.fit(columns, ended, np.ones(len(ended)), penalty)
    chance = logistic.chances(columns, found)
    fixed = 1 + 2 * has_season + bool(len(spells.economy))
    return Leaving(
        found,
        _covariance(columns, chance, penalty),
        centre,
        spread,
        classes,
        has_season,
        _dispersion(at.month, ended, chance, fixed),
        int(ended.sum()),
        before - spells.begin,
    )


def _columns(spells: Spells, at: Months, classes: Codes, has_season: bool) -> Floats:
    lasted = classes[np.searchsorted(DURATIONS, at.month - spells.start[at.spell], side="right")]
    parts = [spells.traits[at.spell], *((lasted == each)[:, None] for each in np.unique(classes)[1:])]
    if has_season:
        angle = 2 * np.pi * (at.month % 12) / 12
        parts += [np.sin(angle)[:, None], np.cos(angle)[:, None]]
    if len(spells.economy):
        parts.append(spells.economy[at.month - spells.begin, None])
    return np.hstack(parts).astype(np.float64)


def _classes(lasted: Codes, ended: Floats) -> Codes:
    """A class of duration in which too few ended has the chance of the one before it, or of the first."""
    count = len(DURATIONS) + 1
    ends = np.bincount(np.searchsorted(DURATIONS, lasted, side="right"), weights=ended, minlength=count)
    able = np.flatnonzero(ends >= LEAST_ENDED)
    if not len(able):
        return np.zeros(count, dtype=np.int64)
    before = np.searchsorted(able, np.arange(count), side="right") - 1
    return able[np.maximum(before, 0)].astype(np.int64)


def _covariance(columns: Floats, chance: Floats, inverse_penalty: float) -> Floats:
    """Inverse of the curvature; ends in successive months of a person need no clusters, given the traits."""
    whole = np.column_stack((np.ones(len(columns)), columns))
    bent: Floats = whole.T @ (whole * (chance * (1 - chance))[:, None])
    ridge = np.full(len(bent), 1 / inverse_penalty)
    ridge[0] = logistic.FLATTEST
    return np.linalg.inv(bent + np.diag(ridge)).astype(np.float64)


def _dispersion(month: Codes, ended: Floats, chance: Floats, fixed: int) -> float:
    """Pearson's: the squared surprise of each month over its variance, at least 1."""
    place = month - month.min()
    surprise = np.bincount(place, weights=ended - chance)
    variance = np.bincount(place, weights=chance * (1 - chance))
    seen = variance > 0
    free = int(seen.sum()) - fixed
    return max(1.0, float(np.sum(surprise[seen] ** 2 / variance[seen]) / free)) if free > 0 else 1.0


@dataclass(frozen=True)
class Course:
    """Months to expect of each spell, (n,), their variance by chance alone, and how they move as one.

    gradient is (q + 1,): of the sum of all months to the coefficients of the model.
    """

    months: Floats
    variance: Floats
    gradient: Floats


@dataclass(frozen=True)
class Ahead:
    """What is to come of spells that run at their month of entry, up to and including `until`."""

    model: Leaving
    spells: Spells
    entry: Codes
    until: int
    average_economy: bool = False

    @cached_property
    def _span(self) -> range:
        return range(int(self.entry.min()), self.until + 1) if len(self.entry) else range(0)

    def _present(self, month: int) -> tuple[Codes, Floats]:
        """Which spells have entered by a month, and their columns in it, with a one in front."""
        here = np.flatnonzero(self.entry <= month)
        at = Months(here, np.full(len(here), month))
        columns = self.model.columns(self.spells, at, average_economy=self.average_economy)
        return here, np.column_stack((np.ones(len(here)), columns))

    def course(self) -> Course:
        """The months from entry on, the month of entry included, in which each spell is expected to run."""
        stays, hazards = np.ones(len(self.entry)), {}
        months, squares = np.zeros(len(self.entry)), np.zeros(len(self.entry))
        running = {}
        for month in self._span:
            here, columns = self._present(month)
            months[here] += stays[here]
            # N² is the sum of its first N odd numbers.
            squares[here] += (2 * (month - self.entry[here]) + 1) * stays[here]
            hazards[month] = logistic.chances(columns[:, 1:], self.model.coefficients)
            running[month] = stays[here]
            stays[here] *= 1 - hazards[month]
        variance = np.maximum(squares - months**2, 0.0)
        return Course(months, variance, self._gradient(hazards, running))

    def _gradient(self, hazards: dict[int, Floats], running: dict[int, Floats]) -> Floats:
        """An end in a month costs all months after it that were to be expected, looked back from the last."""
        gradient = np.zeros(len(self.model.coefficients))
        later = np.zeros(len(self.entry))
        for month in reversed(self._span):
            here, columns = self._present(month)
            gradient -= columns.T @ (hazards[month] * later[here])
            later[here] += running[month]
        return gradient
