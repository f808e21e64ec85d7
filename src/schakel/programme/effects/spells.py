"""A table with one row per benefit and month, as spells: who received benefit from when to when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects import columns
from schakel.programme.effects.files import Table, month_number, number, read_table
from schakel.programme.effects.model import Codes, Flags, Floats
from schakel.programme.effects.months import month_of_rows, one_row_each, same_scale


@dataclass(frozen=True)
class BenefitNaming:
    """Which column of a file is what: person, month of the row, month in which the benefit began, ended.

    ended is 1 in the last month of a benefit. economy is a figure of the labour market for each month.
    """

    person: str
    month: str
    start: str
    ended: str
    covariates: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    economy: str | None = None

    @property
    def used(self) -> list[str]:
        """All columns that are read."""
        single = [self.person, self.month, self.start, self.ended, self.economy]
        return list(dict.fromkeys([*filter(None, single), *self.covariates, *self.groups]))


@dataclass(frozen=True)
class Spells:
    """One element per benefit; months are calendar months on one scale.

    first and last are the months of its first and last row, all between are there; start is the month in
    which it began, at most first; ended tells that last was its last month. traits (n, p) and groups are
    those of the first row, which nothing that came later can have changed. economy holds the figure of each
    month from `begin` on, empty when none was given. missing is the share of rows without a start.
    """

    first: Codes
    last: Codes
    start: Codes
    ended: Flags
    traits: Floats
    names: tuple[str, ...]
    groups: dict[str, NDArray[np.str_]] = field(default_factory=dict)
    begin: int = 0
    end: int = 0
    economy: Floats = field(default_factory=lambda: np.empty(0))
    missing: float = 0.0

    def select(self, rows: NDArray[np.int64]) -> Spells:
        """Some of the spells, in the same months."""
        return replace(
            self,
            first=self.first[rows],
            last=self.last[rows],
            start=self.start[rows],
            ended=self.ended[rows],
            traits=self.traits[rows],
            groups={name: values[rows] for name, values in self.groups.items()},
        )


def read_spells(path: Path, naming: BenefitNaming) -> tuple[Spells, Table]:
    """The benefits of a file; the table tells which rows weren't used and why.

    Raises InvalidError for a file that can't be used, or in which not one row can.
    """
    table = read_table(path, naming.used)
    person = columns.persons(table, naming.person)
    month, missing = month_of_rows(table, naming.month), _without_start(table, naming)
    start, ended = _begun(table, naming), columns.outcomes(table, naming.ended)
    same_scale(table, month, start)
    table.refuse(start > month, "before_start")
    table.refuse(np.isnan(ended), f"absent:{naming.ended}")
    table.refuse(~np.isin(ended, (0.0, 1.0)), f"not_yes_or_no:{naming.ended}")
    one_row_each(table, naming.used, person, month)
    traits, names = columns.traits(table, list(naming.covariates))
    groups = columns.group_values(table, list(naming.groups))
    economy = _economy(table, naming.economy, month)
    spell = _spell_of_rows(table, person, start)
    _one_course(table, spell, month, ended == 1)
    begins, lasts = _ends_of_each(table, spell, month)
    made = Spells(
        month[begins],
        month[lasts],
        start[begins],
        ended[lasts] == 1,
        traits[begins],
        names,
        {name: values[begins] for name, values in groups.items()},
        int(month[table.keep].min()),
        int(month[table.keep].max()),
        missing=missing,
    )
    return _with_economy(made, economy, naming.economy), table


def _ends_of_each(table: Table, spell: Codes, month: Codes) -> tuple[Codes, Codes]:
    """The first and the last row of each benefit. Raises InvalidError when no row is left."""
    rows = np.flatnonzero(table.keep)
    if not len(rows):
        raise InvalidError(
            f"Van {table.read} regels is er geen een bruikbaar.",
            "Elke regel mist iets, of spreekt een andere tegen.",
            "Kijk na of de juiste kolommen zijn gekozen.",
        )
    rows = rows[np.lexsort((month[rows], spell[rows]))]
    fresh = np.diff(spell[rows], prepend=-1) != 0
    return rows[fresh], rows[np.append(fresh[1:], True)]


def _without_start(table: Table, naming: BenefitNaming) -> float:
    """The share of rows still in play whose start is absent."""
    kept = int(table.keep.sum())
    absent = int(table.columns[naming.start].absent[table.keep].sum())
    return absent / kept if kept else 0.0


def _begun(table: Table, naming: BenefitNaming) -> Codes:
    column = table.columns[naming.start]
    values = column.each(month_number)
    table.refuse(column.absent, f"absent:{naming.start}")
    table.refuse(np.isnan(values), f"not_a_month:{naming.start}")
    return np.where(np.isnan(values), 0, values).astype(np.int64)


def _spell_of_rows(table: Table, person: Codes, start: Codes) -> Codes:
    """A code for each benefit: someone who comes back has another start; -1 for rows out of play."""
    spell = np.full(len(table.keep), -1)
    pairs = np.column_stack((person, start))[table.keep]
    if len(pairs):
        spell[table.keep] = np.unique(pairs, axis=0, return_inverse=True)[1].ravel()
    return spell


def _one_course(table: Table, spell: Codes, month: Codes, ended: Flags) -> None:
    """Rows after the end are refused, and so are all rows of a benefit that lacks a month between."""
    count = int(spell.max(initial=-1)) + 1
    far = int(month.max(initial=0)) + 1
    stopped = np.full(count, far)
    over = table.keep & ended
    np.minimum.at(stopped, spell[over], month[over])
    table.refuse(table.keep & (month > stopped[spell]) if count else ended, "after_end")
    first, last = np.full(count, far), np.full(count, -far)
    kept = spell[table.keep]
    np.minimum.at(first, kept, month[table.keep])
    np.maximum.at(last, kept, month[table.keep])
    broken = np.bincount(kept, minlength=count) != last - first + 1
    if count:
        table.refuse(table.keep & broken[spell], "month_missing")


def _economy(table: Table, name: str | None, month: Codes) -> dict[int, float]:
    """The figure of each month. Raises InvalidError when one month has two."""
    if name is None:
        return {}
    column = table.columns[name]
    values = column.each(number)
    table.refuse(np.isnan(values) & ~column.absent, f"not_a_number:{name}")
    told = table.keep & ~np.isnan(values)
    pairs = np.unique(np.column_stack((month[told], values[told])), axis=0)
    if len(np.unique(pairs[:, 0])) < len(pairs):
        raise InvalidError(
            f"De kolom {name} heeft in één maand verschillende waarden.",
            "Een cijfer van de arbeidsmarkt is in een maand voor iedereen hetzelfde.",
            "Kies een andere kolom, of laat --economy weg.",
        )
    return {int(when): float(value) for when, value in pairs}


def _with_economy(spells: Spells, economy: dict[int, float], name: str | None) -> Spells:
    if name is None:
        return spells
    months = range(spells.begin, spells.end + 1)
    lacking = [month for month in months if month not in economy]
    if lacking:
        raise InvalidError(
            f"De kolom {name} heeft niet voor elke maand een waarde.",
            f"In {len(lacking)} van de {len(months)} maanden ontbreekt zij.",
            "Vul haar aan, of laat --economy weg.",
        )
    values = np.array([economy[month] for month in months])
    return replace(spells, economy=values)
