"""From texts to what an estimate needs: traits as numbers, the service, the outcome, the person."""

from __future__ import annotations

import numpy as np

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects.files import MOST_VALUES, Column, Table, number, yes_or_no
from schakel.programme.effects.model import Codes, Floats
from schakel.programme.effects.sensitivity import MISSING

MOSTLY = 0.9
RARE = 10


def traits(table: Table, names: list[str]) -> tuple[Floats, tuple[str, ...]]:
    """The covariates as (rows, p) and the name of each column.

    A column of numbers stays one, with its mean where absent and a mark for that; a value that is no number
    costs its row. Of other columns each value that ten rows have becomes a yes or no, the most frequent left
    out. Raises InvalidError for a column with over a hundred texts, which can't be a trait.
    """
    made: list[Floats] = []
    called: list[str] = []
    for name in names:
        column = table.columns[name]
        for label, values in (_numbers if _is_number(column, table) else _categories)(table, column):
            made.append(values)
            called.append(label)
    rows = len(table.keep)
    return (np.column_stack(made) if made else np.empty((rows, 0))), tuple(called)


def _is_number(column: Column, table: Table) -> bool:
    present = table.keep & ~column.absent
    numeric = ~np.isnan(column.each(number))
    return bool(present.any()) and float(np.mean(numeric[present])) >= MOSTLY


def _numbers(table: Table, column: Column) -> list[tuple[str, Floats]]:
    values, absent = column.each(number), column.absent
    table.refuse(np.isnan(values) & ~absent, f"not_a_number:{column.name}")
    known = table.keep & ~absent
    made = [
        (
            column.name,
            np.where(absent | np.isnan(values), values[known].mean() if known.any() else 0.0, values),
        )
    ]
    if absent[table.keep].any():
        made.append((column.name + MISSING, absent.astype(np.float64)))
    return made


def _categories(table: Table, column: Column) -> list[tuple[str, Floats]]:
    counts = np.bincount(column.codes[table.keep], minlength=len(column.values))
    if np.count_nonzero(counts) > MOST_VALUES:
        raise InvalidError(
            f"De kolom {column.name} heeft {np.count_nonzero(counts)} verschillende teksten.",
            "Dat is geen kenmerk waarop mensen te vergelijken zijn.",
            "Laat de kolom weg, of deel haar in een paar groepen in.",
        )
    order = sorted((code for code in np.flatnonzero(counts >= RARE)), key=lambda code: -counts[code])
    return [
        (f"{column.name}={column.values[code]}", (column.codes == code).astype(np.float64))
        for code in order[1:]
    ]


def services(
    table: Table, name: str, *, absent_is_none: bool = False
) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """The service of each row, "" for none. A column of yes and no is the service of its own name.

    In a column of yes and no an absent value costs its row unless it means none, as it does in a column of
    names.
    """
    column = table.columns[name]
    judged = column.each(yes_or_no)
    if not np.isnan(judged[table.keep & ~column.absent]).any():
        if not absent_is_none:
            table.refuse(column.absent, f"absent:{name}")
        return np.where(judged == 1, name, "")
    none = column.each(lambda value: yes_or_no(value) == 0 or value.lower() in {"geen", "none"}).astype(bool)
    return np.where(none, "", column.texts())


def outcomes(table: Table, name: str) -> Floats:
    """The outcome of each row, NaN where absent; what is neither a number nor yes or no costs its row."""
    column = table.columns[name]
    values = column.each(lambda text: yes_or_no(text) if not np.isnan(yes_or_no(text)) else number(text))
    table.refuse(np.isnan(values) & ~column.absent, f"not_a_number:{name}")
    return values


def persons(table: Table, name: str | None) -> Codes:
    """A code for each row's person; each row is a person of its own when no column was told."""
    if name is None:
        return np.arange(len(table.keep))
    column = table.columns[name]
    table.refuse(column.absent, f"absent:{name}")
    return column.codes


def group_values(table: Table, names: list[str]) -> dict[str, np.ndarray[tuple[int], np.dtype[np.str_]]]:
    """The value of each group variable; absent is a group of its own. Raises InvalidError for over 20."""
    found = {}
    for name in names:
        column = table.columns[name]
        if len(np.unique(column.codes[table.keep])) > 20:
            raise InvalidError(
                f"De kolom {name} heeft meer dan twintig waarden.",
                "Zoveel groepen zijn niet eerlijk te vergelijken.",
                "Deel haar vooraf in een paar groepen in.",
            )
        found[name] = column.texts()
    return found
