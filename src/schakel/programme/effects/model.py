"""The words of an effect question: the rows it is asked of, its settings and the estimate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Sample:
    """One row per decision: a person at one moment, who then did or did not start the service.

    covariates is (n, p) and was known before that moment; treated is (n,); outcome is (n,), NaN where it was
    not observed; person is (n,) with codes from 0, since rows of one person belong together; weight is (n,),
    the inverse of the chance to be observed, and 0 where the outcome was not. groups holds the value of each
    pre-set group variable per row; earlier holds outcomes that the service cannot have changed.
    """

    covariates: Floats
    names: tuple[str, ...]
    treated: Flags
    outcome: Floats
    person: Codes
    weight: Floats
    groups: dict[str, NDArray[np.str_]] = field(default_factory=dict)
    earlier: dict[str, Floats] = field(default_factory=dict)

    @property
    def is_share(self) -> bool:
        """Whether the outcome is yes or no, so that an effect is a difference between shares."""
        seen = self.outcome[~np.isnan(self.outcome)]
        return bool(np.isin(seen, (0.0, 1.0)).all())

    @property
    def point(self) -> float:
        """What one point of effect is: 0.01 for a share; 2 % of the standard deviation for an amount.

        A fair coin has a standard deviation of 50 points, which makes the two alike. Ours.
        """
        return 0.01 if self.is_share else 0.02 * float(np.nanstd(self.outcome, ddof=1))

    def select(self, rows: Any) -> Sample:
        """The same question of some of the rows; person codes are made consecutive again."""
        return Sample(
            self.covariates[rows],
            self.names,
            self.treated[rows],
            self.outcome[rows],
            np.unique(self.person[rows], return_inverse=True)[1].astype(np.int64),
            self.weight[rows],
            {name: values[rows] for name, values in self.groups.items()},
            {name: values[rows] for name, values in self.earlier.items()},
        )


@dataclass(frozen=True)
class Settings:
    """How an effect is estimated.

    folds of people for cross-fitting; seed of that split; splits to take the mean of, 0 for as many as the
    number of treated asks; clip bounds the estimated chance of treatment;
    inverse_penalty of the logistic models on standardised columns (as scikit-learn's C).
    """

    folds: int = 5
    seed: int = 0
    splits: int = 0
    clip: tuple[float, float] = (0.001, 0.99)
    inverse_penalty: float = 10.0


@dataclass(frozen=True)
class Estimate:
    """An effect on those who got the service, in units of the outcome, with its 95 % interval."""

    effect: float
    se: float

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.effect - NORMAL_95 * self.se

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.effect + NORMAL_95 * self.se

    @property
    def p_value(self) -> float:
        """Two-sided p-value of no effect, by the normal distribution."""
        from math import erfc, sqrt

        if self.se == 0:
            return 1.0 if self.effect == 0 else 0.0
        return erfc(abs(self.effect) / self.se / sqrt(2))
