"""The two models behind an effect: who gets the service, and what happens without; cross-fitted by person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np

from schakel.programme.effects import logistic
from schakel.programme.effects.model import Codes, Flags, Floats, Sample, Settings

Learner = Literal["smooth", "boosting"]
Predict = Callable[[Floats], Floats]
MANY = 5
BINS = 255
ROWS_PER_COLUMN = 100


def basis(covariates: Floats, support: int) -> Floats:
    """Standardised columns with squares, a mark for zero, and pairwise products where the data bear them.

    covariates is (n, p); a column of more than five values gets its square, and a mark for zero when a tenth
    or more is zero, as with earnings. Products come in when support, the number of treated rows, is at least
    a hundred per column of the whole. Returns (n, q) with mean 0 and standard deviation 1; columns that don't
    vary are left out.
    """
    columns, _source = _plain_basis(covariates)
    count = covariates.shape[1]
    if support >= ROWS_PER_COLUMN * (len(columns) + count * (count - 1) // 2):
        main = columns[:count]
        columns += [main[i] * main[j] for i in range(count) for j in range(i)]
    return _varying(columns, len(covariates))[0]


def _plain_basis(covariates: Floats) -> tuple[list[Floats], list[int]]:
    """The columns without products, and which covariate each is of."""
    plain = np.ascontiguousarray(covariates.T)
    columns, source = [_standard(values) for values in plain], list(range(len(plain)))
    for number, values in enumerate(plain):
        if _has_many(values):
            columns.append(columns[number] ** 2)
            source.append(number)
            if 0.1 <= np.mean(values == 0) < 1:
                columns.append((values == 0).astype(np.float64))
                source.append(number)
    return columns, source


def _varying(columns: list[Floats], rows: int) -> tuple[Floats, Flags]:
    """Those that vary, standardised, as (rows, q) kept column by column; and which they are."""
    varies = np.array([values.std() > 1e-9 for values in columns], dtype=bool)
    made = np.empty((int(varies.sum()), rows))
    for place, number in enumerate(np.flatnonzero(varies)):
        made[place] = _standard(columns[number])
    return made.T, varies


def _has_many(values: Floats) -> bool:
    """Whether there are more than five values; the first rows settle it without sorting them all."""
    return any(len(np.unique(part)) > MANY for part in (values[:100], values))


def _standard(values: Floats) -> Floats:
    """Values (n,) with mean 0 and standard deviation 1; 0 where they don't vary."""
    spread = values.std()
    scaled: Floats = (values - values.mean()) / (spread if spread > 0 else 1)
    return scaled


def _of(columns: Floats, rows: Flags) -> Floats:
    """Some of the rows, still kept column by column."""
    return columns.T[:, rows].T


def folds_by_person(person: Codes, count: int, seed: int) -> Codes:
    """A fold for each row; all rows of a person fall in the same one."""
    people = int(person.max()) + 1
    order = np.random.default_rng(seed).permutation(people)
    return (order % count)[person].astype(np.int64)


def crossfit(
    sample: Sample, settings: Settings, learner: Learner = "smooth", chance: Floats | None = None
) -> tuple[Floats, Floats]:
    """Chance of treatment and expected outcome without, for each row, by models that never saw its person.

    Returns two arrays of (n,). smooth is a logistic (for amounts: linear) model on the basis, boosting a
    gradient boosting of trees on the plain columns (Chernozhukov and others 2018). With few treated the split
    into folds matters; then the mean over several splits is taken. `chance` is what an earlier call gave for
    the same rows, treatment and settings, whatever its outcome was.
    """
    models = _Boosted(sample, settings) if learner == "boosting" else _Smooth(sample, settings)
    times = settings.splits or _splits(int(sample.treated.sum()))
    splits = [
        folds_by_person(sample.person, settings.folds, settings.seed + number) for number in range(times)
    ]
    if chance is None:
        chance = np.clip(np.mean([models.chance(folds) for folds in splits], axis=0), *settings.clip)
    expected: Floats = np.mean([models.expected(folds) for folds in splits], axis=0)
    return chance, expected


def _splits(treated: int) -> int:
    return int(np.clip(round(1_000 / max(treated, 1)), 1, 9))


def _known(sample: Sample) -> Flags:
    """The comparison rows of which the outcome is known, from which the outcome model learns."""
    known: Flags = ~sample.treated & (sample.weight > 0)
    return known


class _Smooth:
    """Logistic models on the basis; a linear one for the outcome when it is an amount."""

    def __init__(self, sample: Sample, settings: Settings) -> None:
        self.sample, self.settings = sample, settings
        self.columns = basis(sample.covariates, int(sample.treated.sum()))

    def chance(self, folds: Codes) -> Floats:
        """The chance of treatment of each row, by the rows of other folds."""
        every = np.ones(len(folds), dtype=bool)
        return self._shares(every, self.sample.treated.astype(np.float64), np.ones(len(folds)), folds)

    def expected(self, folds: Codes) -> Floats:
        """The outcome that each row would have without the service, by the comparison of other folds."""
        known = _known(self.sample)
        outcome, weight = self.sample.outcome[known], self.sample.weight[known]
        if self.sample.is_share:
            return self._shares(known, outcome, weight, folds)
        told = np.empty(len(folds))
        for fold in np.unique(folds):
            learn = folds[known] != fold
            line = _line(_of(_of(self.columns, known), learn), outcome[learn], weight[learn])
            told[folds == fold] = line(self.columns[folds == fold])
        return told

    def _shares(self, known: Flags, happened: Floats, weight: Floats, folds: Codes) -> Floats:
        coefficients = logistic.fit_leaving_folds(
            _of(self.columns, known), happened, weight, self.settings.inverse_penalty, folds[known],
            self.settings.folds,
        )  # fmt: skip
        told = np.empty(len(folds))
        for fold in range(self.settings.folds):
            inside = folds == fold
            told[inside] = logistic.chances(_of(self.columns, inside), coefficients[:, fold])
        return told


def _line(columns: Floats, target: Floats, weight: Floats) -> Predict:
    """Weighted least squares; nothing known gives nothing."""
    if not len(target):
        return lambda others: np.zeros(len(others))
    root = np.sqrt(weight)
    slopes = np.linalg.lstsq(_with_one(columns) * root[:, None], target * root, rcond=None)[0]
    return lambda others: _with_one(others) @ slopes


def _with_one(columns: Floats) -> Floats:
    return np.column_stack((np.ones(len(columns)), columns))


class _Boosted:
    """Gradient boosting of trees on the plain columns, cut into quantiles once for all folds."""

    def __init__(self, sample: Sample, settings: Settings) -> None:
        self.sample, self.settings = sample, settings
        self.columns = (
            np.array([_cut(values) for values in sample.covariates.T])
            .reshape(sample.covariates.shape[::-1])
            .T
        )

    def chance(self, folds: Codes) -> Floats:
        """As that of the smooth models."""
        every = np.ones(len(folds), dtype=bool)
        return self._crossed(every, self.sample.treated.astype(np.float64), None, True, folds)

    def expected(self, folds: Codes) -> Floats:
        """As that of the smooth models."""
        weight = np.where(self.sample.weight > 0, self.sample.weight, 0.0)
        return self._crossed(_known(self.sample), self.sample.outcome, weight, self.sample.is_share, folds)

    def _crossed(
        self, known: Flags, target: Floats, weight: Floats | None, is_share: bool, folds: Codes
    ) -> Floats:
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        told = np.empty(len(folds))
        for fold in range(self.settings.folds):
            inside, learn = folds == fold, known & (folds != fold)
            if inside.any():
                model = _boosting(is_share, self.settings)
                counted = None if weight is None else weight[learn]
                # On a busy machine the threads of such small trees mostly wait for each other.
                with threadpool_limits(1):
                    grown = _fit(model, self.columns[learn], target[learn], counted)
                    told[inside] = grown(self.columns[inside])
        return told


def _cut(values: Floats) -> Floats:
    """At most 255 numbers in the same order, so that no fold needs quantiles of its own."""
    if len(np.unique(values)) <= BINS:
        return values
    edges = np.quantile(values, np.arange(1, BINS) / BINS)
    return np.searchsorted(np.unique(edges), values, side="right").astype(np.float64)


def _fit(model: Any, columns: Floats, target: Floats, weight: Floats | None = None) -> Predict:
    """What the model expects for other rows; a constant where there is nothing to learn."""
    if len(target) == 0 or columns.shape[1] == 0 or np.all(target == target[0]):
        mean = float(np.average(target, weights=weight)) if len(target) else 0.0
        return lambda others: np.full(len(others), mean)
    model.fit(columns, target, sample_weight=weight)
    if hasattr(model, "predict_proba"):
        return lambda others: model.predict_proba(others)[:, 1]
    return lambda others: model.predict(others)


def _boosting(is_share: bool, settings: Settings) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    kind = HistGradientBoostingClassifier if is_share else HistGradientBoostingRegressor
    return kind(
        max_iter=80, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=60,
        l2_regularization=1.0, early_stopping=False, random_state=settings.seed,
    )  # fmt: skip


def fit_without(sample: Sample, settings: Settings, left_out: Sequence[Flags]) -> list[tuple[Floats, Floats]]:
    """As crossfit, for each choice of covariates (p,) to leave out: for shifts between two.

    One smooth model over all rows each, without products.
    """
    plain, source = _plain_basis(sample.covariates)
    columns, varies = _varying(plain, len(sample.treated))
    without = [flags[np.array(source, dtype=np.int64)[varies]] for flags in left_out]
    known, penalty = _known(sample), settings.inverse_penalty
    treated = sample.treated.astype(np.float64)
    chosen = logistic.fit_leaving_columns(columns, treated, np.ones(len(treated)), penalty, without)
    chance = np.clip(logistic.chances(columns, chosen), *settings.clip)
    outcome, weight = sample.outcome[known], sample.weight[known]
    if sample.is_share:
        came = logistic.fit_leaving_columns(_of(columns, known), outcome, weight, penalty, without)
        expected = logistic.chances(columns, came)
    else:
        lines = [
            _line(_of(columns, known)[:, ~flags], outcome, weight)(columns[:, ~flags]) for flags in without
        ]
        expected = np.column_stack(lines)
    return list(zip(chance.T, expected.T, strict=True))


def fit_share(columns: Floats, happened: Floats) -> Predict:
    """A logistic model of a yes or no; returns what tells the chance for other rows of the same columns."""
    centre, spread = columns.mean(axis=0), columns.std(axis=0)
    spread = np.where(spread > 0, spread, 1)
    found = logistic.fit(
        (columns - centre) / spread, happened, np.ones(len(columns)), Settings().inverse_penalty
    )
    return lambda others: logistic.chances((others - centre) / spread, found)
