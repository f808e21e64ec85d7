"""A plain table, one row per decision, as the rows of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from schakel.programme.effects import columns
from schakel.programme.effects.files import Table
from schakel.programme.effects.model import Codes, Flags, Floats, Sample
from schakel.programme.effects.nuisance import fit_share


@dataclass(frozen=True)
class Naming:
    """Which column of a file is what. own is the professional's estimate, one of the covariates too."""

    treatment: str
    outcome: str
    covariates: tuple[str, ...] = ()
    person: str | None = None
    start: str | None = None
    month: str | None = None
    groups: tuple[str, ...] = ()
    placebos: tuple[str, ...] = ()
    own: str | None = None

    @property
    def traits(self) -> list[str]:
        """The covariates with the professional's estimate."""
        return list(dict.fromkeys([*self.covariates, *([self.own] if self.own else [])]))

    @property
    def used(self) -> list[str]:
        """All columns that are read."""
        single = [self.treatment, self.outcome, self.person, self.start, self.month]
        return list(dict.fromkeys([*filter(None, single), *self.traits, *self.groups, *self.placebos]))


@dataclass(frozen=True)
class PlainRows:
    """The kept rows with all services: one sample is made for each."""

    service: NDArray[np.str_]
    sample: Sample

    @property
    def services(self) -> list[str]:
        """The services that somebody got."""
        return [str(name) for name in np.unique(self.service) if name]

    def of(self, service: str, against: str = "") -> Sample:
        """Those who got this service, and those who got none or the one it is set against."""
        rows = np.flatnonzero((self.service == service) | (self.service == against))
        some = self.sample.select(rows)
        treated = self.service[rows] == service
        return with_weights(some, treated)


def plain_rows(table: Table, naming: Naming) -> PlainRows:
    """The rows of a plain table; those that can't be read are refused in the table, with their reason."""
    person = columns.persons(table, naming.person)
    service = columns.services(table, naming.treatment)
    outcome = columns.outcomes(table, naming.outcome)
    if naming.person is not None:
        table.refuse(_repeated(table, naming.used), "duplicate_row")
    earlier = {name: columns.outcomes(table, name) for name in naming.placebos}
    covariates, names = columns.traits(table, naming.traits)
    groups = columns.group_values(table, list(naming.groups))
    nobody = np.zeros(len(service), dtype=bool)
    whole = Sample(covariates, names, nobody, outcome, person, np.ones(len(service)), groups, earlier)
    return PlainRows(service[table.keep], whole.select(np.flatnonzero(table.keep)))


def _repeated(table: Table, names: Sequence[str]) -> Flags:
    """Rows of which an equal one came before, among those still in play."""
    rows = np.flatnonzero(table.keep)
    repeated = np.zeros(len(table.keep), dtype=bool)
    if len(rows):
        repeated[rows] = ~first_of_each(np.column_stack([table.columns[name].codes[rows] for name in names]))
    return repeated


def first_of_each(codes: Codes) -> Flags:
    """Which rows of (rows, columns) are the first with their values."""
    _rows, first = np.unique(codes, axis=0, return_index=True)
    is_first = np.zeros(len(codes), dtype=bool)
    is_first[first] = True
    return is_first


def with_weights(sample: Sample, treated: Flags) -> Sample:
    """With the arm of each row, and each known outcome counting for the like whose outcome is not known."""
    known = ~np.isnan(sample.outcome)
    weight: Floats = known.astype(np.float64)
    if 0 < known.sum() < len(known):
        told = fit_share(np.column_stack((sample.covariates, treated)), weight)
        weight = np.where(
            known, 1 / np.maximum(told(np.column_stack((sample.covariates, treated))), 0.05), 0.0
        )
    return replace(sample, treated=treated, weight=weight)
