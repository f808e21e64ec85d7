"""Sequential target trials: each month anew, who starts the service now beside who could have and did not.

The clock of both begins in that month, so that nobody is counted as treated in months they had to get through
to become so (Hernán and Robins 2016; Sianesi 2004).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from schakel.programme.effects.model import Codes, Flags, Floats, Sample
from schakel.programme.effects.nuisance import fit_share

NEVER = np.iinfo(np.int64).max // 4
DROPOUT_ROWS = 200_000
LEAST_FOLLOWED = 0.05
DURATION = ("months_in_file", "calendar_month")


@dataclass(frozen=True)
class MonthTable:
    """Person-months, sorted by person and month; each array has one element per row.

    person counts from 0; month and start are calendar months on one scale, start is NEVER for who did not
    start; service names what started; event tells that the outcome came in this month. covariates (rows, p)
    were known before the month. Rows after a person's first event are no part of it.
    """

    person: Codes
    month: Codes
    start: Codes
    service: NDArray[np.str_]
    event: Flags
    covariates: Floats
    names: tuple[str, ...]
    groups: dict[str, NDArray[np.str_]] = field(default_factory=dict)
    earlier: dict[str, Floats] = field(default_factory=dict)

    @cached_property
    def first_row(self) -> Codes:
        """Index of the first row of each row's person."""
        return np.searchsorted(self.person, self.person)

    @cached_property
    def last_row(self) -> Codes:
        """Index of the last row of each row's person."""
        return np.searchsorted(self.person, self.person, side="right") - 1

    @cached_property
    def event_month(self) -> Codes:
        """The month of each row's person's event, NEVER when there was none."""
        return np.where(self.event[self.last_row], self.month[self.last_row], NEVER)

    @cached_property
    def log_followed(self) -> Floats:
        """(rows + 1,): the summed logarithm of the chance to be followed beyond each row."""
        return np.concatenate(([0.0], np.cumsum(np.log1p(-_dropout(self)))))

    def row_at(self, person: Codes, month: Codes) -> Codes:
        """Index of each person's first row in or after a month, given in any order."""
        first = int(self.month.min())
        span = int(self.month.max()) - first + 2
        place = person * span + np.clip(month - first, 0, span - 1)
        return np.searchsorted(self.person * span + self.month - first, place)


@dataclass(frozen=True)
class Trials:
    """The rows of all trials, with what was left out and why.

    rows are the indexes of the sample's rows in the table; too_recent counts starts whose window has not
    elapsed, lost the rows whose outcome is not known; available the comparison person-months, of which a
    random part was taken; starts all starts of the service.
    """

    sample: Sample
    rows: Codes
    too_recent: int
    lost: int
    available: int
    starts: int


def build_trials(
    table: MonthTable, service: str, horizon: int, *, against: str = "", per_treated: int = 5, seed: int = 0
) -> Trials:
    """One row per person and month: a start of `service`, or a month without the start of any.

    horizon is in months, the first one included. Of the comparison months a random `per_treated` for each
    start are taken. With `against` the comparison is those who started that service instead, all of them.
    Whoever is lost within the window has weight 0, and those who were not count for them by the inverse of
    their chance not to be (inverse probability of censoring weights, Robins and Finkelstein 2000).
    """
    end = int(table.month.max())
    waiting = (table.month <= table.event_month) & (table.start >= table.month)
    begins = waiting & (table.start == table.month)
    starting = begins & (table.service == service)
    elapsed = table.month <= end - horizon + 1
    treated = np.flatnonzero(starting & elapsed)
    instead = begins & (table.service == against) if against else waiting & (table.start > table.month)
    others = np.flatnonzero(instead & elapsed)
    most = len(others) if against else per_treated * len(treated)
    taken = np.random.default_rng(seed).choice(others, min(len(others), most), replace=False)
    rows = np.sort(np.concatenate((treated, taken)))
    sample = _sample(table, rows, starting[rows], horizon)
    return Trials(
        sample,
        rows,
        too_recent=int(np.sum(starting & ~elapsed)),
        lost=int(np.sum(sample.weight == 0)),
        available=len(others),
        starts=int(starting.sum()),
    )


def _sample(table: MonthTable, rows: Codes, treated: Flags, horizon: int) -> Sample:
    since = table.month[rows] - table.month[table.first_row[rows]]
    columns = (table.covariates[rows], since[:, None], table.month[rows, None])
    blank = Sample(
        np.hstack(columns).astype(np.float64),
        (*table.names, *DURATION),
        treated,
        np.empty(len(rows)),
        np.unique(table.person[rows], return_inverse=True)[1].astype(np.int64),
        np.empty(len(rows)),
        {name: values[rows] for name, values in table.groups.items()},
        {name: values[rows] for name, values in table.earlier.items()},
    )
    return outcome_within(blank, table, rows, horizon)


def outcome_within(sample: Sample, table: MonthTable, rows: Codes, horizon: int) -> Sample:
    """The same rows with whether the event came within another number of months, and their weights."""
    until = table.month[rows] + horizon - 1
    came = table.event_month[rows] <= until
    known = came | (table.month[table.last_row[rows]] >= until)
    followed = _followed(table, rows, np.minimum(table.event_month[rows], until))
    return replace(
        sample,
        outcome=np.where(known, came.astype(np.float64), np.nan),
        weight=np.where(known, 1 / followed, 0.0),
    )


def _followed(table: MonthTable, rows: Codes, until: Codes) -> Floats:
    """The chance of each row to be followed from its month up to month `until`, from the hazards between."""
    stop = np.maximum(table.row_at(table.person[rows], until), rows)
    chance: Floats = np.exp(table.log_followed[stop] - table.log_followed[rows])
    return np.maximum(chance, LEAST_FOLLOWED)


def _dropout(table: MonthTable) -> Floats:
    """Chance of each row to be the last one of its person for no known reason, by a pooled logistic model."""
    last = np.zeros(len(table.month), dtype=bool)
    last[table.last_row] = True
    at_risk = np.flatnonzero(~table.event & (table.month < table.month.max()))
    hazard = np.zeros(len(table.month))
    if last[at_risk].any():
        since = table.month - table.month[table.first_row]
        columns = np.column_stack((table.covariates, since, since**2, table.start <= table.month))
        some = at_risk
        if len(at_risk) > DROPOUT_ROWS:
            some = np.random.default_rng(0).choice(at_risk, DROPOUT_ROWS, replace=False)
        hazard[at_risk] = fit_share(columns[some], last[some].astype(np.float64))(columns[at_risk])
    return np.minimum(hazard, 0.5)
