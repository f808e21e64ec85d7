"""A table with one row per person and month, set in order and looked through, for sequential trials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects import columns, refusals
from schakel.programme.effects.files import PLAIN_MONTHS, Table, day_of_month, month_number
from schakel.programme.effects.model import Codes, Flags, Floats
from schakel.programme.effects.plain import Naming, first_of_each
from schakel.programme.effects.refusals import Refusal, percent
from schakel.programme.effects.trials import NEVER, MonthTable

END = re.compile(r"(^|[^a-z])(eind|einde|end|ended|stop)", re.IGNORECASE)


@dataclass(frozen=True)
class Months:
    """The months of everyone, what the file's clock is like, and why it can't be used, if so."""

    table: MonthTable
    clock: dict[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

    @property
    def services(self) -> list[str]:
        """The services that somebody started."""
        return [str(name) for name in np.unique(self.table.service) if name]


def months(table: Table, naming: Naming) -> Months:
    """The person-months of a file; rows that can't be read are refused in the table, with their reason."""
    assert naming.start is not None
    assert naming.month is not None
    person = columns.persons(table, naming.person)
    month, start = month_of_rows(table, naming.month), _start(table, naming.start)
    event = columns.outcomes(table, naming.outcome)
    table.refuse(np.isnan(event), f"absent:{naming.outcome}")
    table.refuse(~np.isin(event, (0.0, 1.0)), f"not_yes_or_no:{naming.outcome}")
    service = columns.services(table, naming.treatment, absent_is_none=True)
    same_scale(table, month, start)
    one_row_each(table, naming.used, person, month)
    first, named = _first_starts(table, person, start, service)
    found = _look(table, naming, person, month, first, service, event == 1)
    made = _in_order(table, naming, (person, month, first, named, event == 1))
    return Months(made, found[0], found[1])


def month_of_rows(table: Table, name: str) -> Codes:
    """The month of each row; a row without one, or with one written otherwise than most, is refused."""
    values = table.columns[name].each(month_number)
    table.refuse(np.isnan(values), f"not_a_month:{name}")
    plain = values < PLAIN_MONTHS
    mixed = table.keep & (plain if plain[table.keep].mean() < 0.5 else ~plain) if table.keep.any() else plain
    table.refuse(mixed, f"mixed_months:{name}")
    return np.where(np.isnan(values), 0, values).astype(np.int64)


def _start(table: Table, name: str) -> Codes:
    column = table.columns[name]
    values = column.each(month_number)
    table.refuse(np.isnan(values) & ~column.absent, f"not_a_month:{name}")
    return np.where(np.isnan(values), NEVER, values).astype(np.int64)


def same_scale(table: Table, month: Codes, start: Codes) -> None:
    """Raises InvalidError when month and start aren't counted from the same moment."""
    told = table.keep & (start < NEVER)
    if told.any() and ((start[told] < PLAIN_MONTHS) != (month[told] < PLAIN_MONTHS)).any():
        raise InvalidError(
            "De maand en het begin staan niet op dezelfde manier in het bestand.",
            "De een is een datum of jaar en maand, de ander een gewoon getal.",
            "Schrijf beide als 2026-03, of tel beide in maanden vanaf hetzelfde moment.",
        )


def one_row_each(table: Table, names: Sequence[str], person: Codes, month: Codes) -> None:
    """One row for each person and month: an equal row is refused, all rows that contradict each other are."""
    rows = np.flatnonzero(table.keep)
    if not len(rows):
        return
    _keys, place, times = np.unique(_key(person, month)[rows], return_inverse=True, return_counts=True)
    twice = rows[times[place] > 1]
    if not len(twice):
        return
    codes = np.column_stack([table.columns[name].codes[twice] for name in names])
    refused = np.zeros(len(table.keep), dtype=bool)
    refused[twice[~first_of_each(codes)]] = True
    table.refuse(refused, "duplicate_row")
    left = np.flatnonzero(table.keep)
    _keys, place, times = np.unique(_key(person, month)[left], return_inverse=True, return_counts=True)
    refused[left[times[place] > 1]] = True
    table.refuse(refused, "contradicting_rows")


def _key(person: Codes, month: Codes) -> Codes:
    span = int(month.max()) - int(month.min()) + 1
    keys: Codes = person * span + month - int(month.min())
    return keys


def _first_starts(
    table: Table, person: Codes, start: Codes, service: NDArray[np.str_]
) -> tuple[Codes, NDArray[np.str_]]:
    """Each row's person's first start and the service that then began; who contradicts it is refused."""
    people = int(person.max()) + 1 if len(person) else 0
    first = np.full(people, NEVER)
    np.minimum.at(first, person[table.keep], start[table.keep])
    names, codes = np.unique(service, return_inverse=True)
    begins = table.keep & (service != "") & (start == first[person]) & (start < NEVER)
    low, high = np.full(people, len(names)), np.full(people, -1)
    np.minimum.at(low, person[begins], codes[begins])
    np.maximum.at(high, person[begins], codes[begins])
    table.refuse((low < high)[person], "two_services_at_once")
    table.refuse(((first < NEVER) & (high < 0))[person], "start_without_service")
    named = np.where(high >= 0, names[np.maximum(high, 0)], "") if len(names) else np.full(people, "")
    return first[person], named[person]


def _look(
    table: Table,
    naming: Naming,
    person: Codes,
    month: Codes,
    first: Codes,
    service: NDArray[np.str_],
    event: Flags,
) -> tuple[dict[str, Any], tuple[Refusal, ...]]:
    """What the clock of the file is like, counted in people, and what forbids its use."""
    people = int(person.max()) + 1 if len(person) else 0
    served, started = np.zeros(people, dtype=bool), np.zeros(people, dtype=bool)
    served[person[table.keep & (service != "")]] = True
    started[person[table.keep & (first < NEVER)]] = True
    without = served & ~started
    table.refuse(without[person], "start_missing")
    came = np.full(people, NEVER)
    np.minimum.at(came, person[table.keep & event], month[table.keep & event])
    table.refuse(month > came[person], "after_outcome")
    starts = np.full(people, NEVER)
    starts[person[table.keep]] = first[table.keep]
    late = (starts < NEVER) & (came < starts)
    rows_each = np.bincount(person[table.keep], minlength=people)
    total = max(int((served | started).sum()), 1)
    clock = {
        "people": int((rows_each > 0).sum()),
        "start_missing": float(without.sum() / total),
        "outcome_before_start": float(late.sum() / total),
        "on_one_day": _on_one_day(table, naming),
    }
    found = []
    if END.search(naming.start or ""):
        found.append(Refusal("end_for_start", {"column": str(naming.start)}))
    if clock["start_missing"] > refusals.MOST_MISSING_STARTS:
        found.append(Refusal("start_missing", {"share": percent(clock["start_missing"])}))
    if clock["outcome_before_start"] > refusals.MOST_MISSING_STARTS:
        found.append(Refusal("outcome_before_start", {"share": percent(clock["outcome_before_start"])}))
    if clock["on_one_day"] > refusals.MOST_ON_ONE_DAY:
        found.append(Refusal("start_rounded", {"share": percent(clock["on_one_day"])}))
    if len(rows_each) and rows_each.max() == 1:
        found.append(Refusal("one_month"))
    return clock, tuple(found)


def _on_one_day(table: Table, naming: Naming) -> float:
    """The largest share of starts on one day of the month or in one month of the year; 0 when untold.

    Where the months themselves are written as dates on one day, a day says nothing.
    """
    assert naming.start is not None
    assert naming.month is not None
    days = table.columns[naming.start].each(day_of_month)
    own = table.columns[naming.month].each(day_of_month)
    starts = table.columns[naming.start].each(month_number)
    told = table.keep & ~np.isnan(starts) & (starts >= PLAIN_MONTHS)
    if not told.any():
        return 0.0
    own_days = np.unique(own[table.keep & ~np.isnan(own)])
    by_day = _largest_share(days[told & ~np.isnan(days)]) if len(own_days) != 1 else 0.0
    spans_years = np.ptp(starts[told]) >= 24
    return max(by_day, _largest_share(starts[told] % 12) if spans_years else 0.0)


def _largest_share(values: Floats) -> float:
    if not len(values):
        return 0.0
    return float(np.unique(values, return_counts=True)[1].max() / len(values))


def _in_order(
    table: Table, naming: Naming, arrays: tuple[Codes, Codes, Codes, NDArray[np.str_], Flags]
) -> MonthTable:
    earlier = {name: columns.outcomes(table, name) for name in naming.placebos}
    covariates, names = columns.traits(table, naming.traits)
    groups = columns.group_values(table, list(naming.groups))
    person, month, first, named, event = arrays
    rows = np.flatnonzero(table.keep)
    rows = rows[np.lexsort((month[rows], person[rows]))]
    return MonthTable(
        np.unique(person[rows], return_inverse=True)[1].astype(np.int64),
        month[rows],
        first[rows],
        named[rows],
        event[rows],
        covariates[rows],
        names,
        {name: values[rows] for name, values in groups.items()},
        {name: values[rows] for name, values in earlier.items()},
    )
