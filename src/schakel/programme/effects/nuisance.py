"""The two models behind an effect: who gets the service, and what happens without; cross-fitted by person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from schakel.programme.effects.model import Codes, Flags, Floats, Sample, Settings

Learner = Literal["smooth", "boosting"]
Predict = Callable[[Floats], Floats]
MANY = 5
ROWS_PER_COLUMN = 100


def basis(covariates: Floats, support: int) -> Floats:
    """Standardised columns with squares, a mark for zero, and pairwise products where the data bear them.

    covariates is (n, p); a column of more than five values gets its square, and a mark for zero when a tenth
    or more is zero, as with earnings. Products come in when support, the number of treated rows, is at least
    a hundred per column of the whole. Returns (n, q) with mean 0 and standard deviation 1; columns that don't
    vary are left out.
    """
    columns = list(_standard(covariates).T)
    for values in covariates.T:
        if _has_many(values):
            columns.append(_standard(values[:, None])[:, 0] ** 2)
            if 0.1 <= np.mean(values == 0) < 1:
                columns.append((values == 0).astype(np.float64))
    count = covariates.shape[1]
    if support >= ROWS_PER_COLUMN * (len(columns) + count * (count - 1) // 2):
        main = columns[:count]
        columns += [main[i] * main[j] for i in range(count) for j in range(i)]
    made = np.column_stack(columns) if columns else np.empty((len(covariates), 0))
    return _standard(made)[:, made.std(axis=0) > 1e-9]


def _has_many(values: Floats) -> bool:
    """Whether there are more than five values; the first rows settle it without sorting them all."""
    return any(len(np.unique(part)) > MANY for part in (values[:100], values))


def _standard(columns: Floats) -> Floats:
    spread = columns.std(axis=0)
    scaled: Floats = (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1)
    return scaled


def folds_by_person(person: Codes, count: int, seed: int) -> Codes:
    """A fold for each row; all rows of a person fall in the same one."""
    people = int(person.max()) + 1
    order = np.random.default_rng(seed).permutation(people)
    return (order % count)[person].astype(np.int64)


def crossfit(sample: Sample, settings: Settings, learner: Learner = "smooth") -> tuple[Floats, Floats]:
    """Chance of treatment and expected outcome without, for each row, by models that never saw its person.

    Returns two arrays of (n,). smooth is a logistic (for amounts: linear) model on the basis, boosting a
    gradient boosting of trees on the plain columns (Chernozhukov and others 2018). With few treated the split
    into folds matters; then the mean over several splits is taken.
    """
    models = _Models(sample, settings, learner)
    times = settings.splits or _splits(int(sample.treated.sum()))
    rounds = [_crossfit_once(models, sample, settings, settings.seed + number) for number in range(times)]
    chance, expected = np.mean(rounds, axis=0)
    return np.clip(chance, *settings.clip), expected


def _splits(treated: int) -> int:
    return int(np.clip(round(1_000 / max(treated, 1)), 1, 9))


def _crossfit_once(models: _Models, sample: Sample, settings: Settings, seed: int) -> tuple[Floats, Floats]:
    folds = folds_by_person(sample.person, settings.folds, seed)
    chance, expected = np.empty(len(folds)), np.empty(len(folds))
    for fold in range(settings.folds):
        inside = folds == fold
        if inside.any():
            models.learn(~inside)
            chance[inside], expected[inside] = models.tell(inside)
    return chance, expected


def fit_once(sample: Sample, settings: Settings) -> tuple[Floats, Floats]:
    """As crossfit, but with one smooth model over all rows and no products: for shifts between two."""
    everyone = np.ones(len(sample.treated), dtype=bool)
    models = _Models(sample, settings, "smooth", support=0)
    models.learn(everyone)
    chance, expected = models.tell(everyone)
    return np.clip(chance, *settings.clip), expected


class _Models:
    """The two models of one question.

    Each fold begins where the one before ended, which is faster, and goes on to a tolerance that leaves no
    trace of it.
    """

    def __init__(
        self, sample: Sample, settings: Settings, learner: Learner, support: int | None = None
    ) -> None:
        self.sample = sample
        if learner == "boosting":
            self.columns = sample.covariates
        else:
            self.columns = basis(sample.covariates, int(sample.treated.sum()) if support is None else support)
        self.treatment = _model(True, settings, learner)
        self.outcome = _model(sample.is_share, settings, learner)

    def learn(self, rows: Flags) -> None:
        known = rows & ~self.sample.treated & (self.sample.weight > 0)
        treated = self.sample.treated[rows].astype(np.float64)
        self.chance = _fit(self.treatment, self.columns[rows], treated)
        weight = self.sample.weight[known]
        self.expected = _fit(self.outcome, self.columns[known], self.sample.outcome[known], weight)

    def tell(self, rows: Flags) -> tuple[Floats, Floats]:
        return self.chance(self.columns[rows]), self.expected(self.columns[rows])


def _fit(model: Any, columns: Floats, target: Floats, weight: Floats | None = None) -> Predict:
    """What the model expects for other rows; a constant where there is nothing to learn."""
    if len(target) == 0 or columns.shape[1] == 0 or np.all(target == target[0]):
        mean = float(np.average(target, weights=weight)) if len(target) else 0.0
        return lambda others: np.full(len(others), mean)
    model.fit(columns, target, sample_weight=weight)
    if hasattr(model, "predict_proba"):
        return lambda others: model.predict_proba(others)[:, 1]
    return lambda others: model.predict(others)


def _model(is_share: bool, settings: Settings, learner: Learner) -> Any:
    if learner == "boosting":
        from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

        kind = HistGradientBoostingClassifier if is_share else HistGradientBoostingRegressor
        return kind(
            max_iter=80, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=60,
            l2_regularization=1.0, early_stopping=False, random_state=settings.seed,
        )  # fmt: skip
    from sklearn.linear_model import LinearRegression, LogisticRegression

    if not is_share:
        return LinearRegression()
    return LogisticRegression(
        C=settings.inverse_penalty, solver="newton-cholesky", tol=1e-6, max_iter=100, warm_start=True
    )


def fit_share(columns: Floats, happened: Floats) -> Predict:
    """A logistic model of a yes or no; returns what tells the chance for other rows of the same columns."""
    centre, spread = columns.mean(axis=0), columns.std(axis=0)
    spread = np.where(spread > 0, spread, 1)
    told = _fit(_model(True, Settings(), "smooth"), (columns - centre) / spread, happened)
    return lambda others: told((others - centre) / spread)
