"""Sorting events, linking each to the next of its case, and describing the cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from schakel.programme.process.engine.times import local_days, working_day_numbers

if TYPE_CHECKING:
    import pyarrow as pa

MICRO = 1_000_000
Columns = Mapping[str, NDArray[Any]]


def link(
    columns: Columns, case_ids: tuple[str, ...], attributes: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[pa.Table, pa.Table, pa.Table], int]:
    """The three tables of a log, from columns in order of the file, and how many cases have differing values.

    columns: case, activity, resource, reason and the attributes as codes, micros as microseconds since 1970.
    attributes: the names behind the codes of each attribute column.
    """
    described, differing = _attributes(columns, attributes, len(case_ids))
    order = _order(columns["case"], columns["micros"])
    case, activity, resource, reason = (
        narrow(columns[name][order]) for name in ("case", "activity", "resource", "reason")
    )
    time = np.floor_divide(columns["micros"], MICRO)[order]
    day = local_days(time)
    starts = np.flatnonzero(np.diff(case.astype(np.int64), prepend=-1))
    sizes = np.diff(starts, append=len(case))
    events = {
        "case": case,
        "position": narrow(np.arange(len(case)) - np.repeat(starts, sizes)),
        "activity": activity,
        "resource": resource,
        "time": time,
        "day": day.astype(np.int32),
        "working_day": working_day_numbers(day).astype(np.int32),
        "reason": reason,
    }
    cases = _cases(events, starts, sizes)
    return (_table(events), _table(_transitions(events)), _with_texts(cases, case_ids, described)), differing


def _order(case: NDArray[np.int32], micros: NDArray[np.int64]) -> NDArray[np.int64] | slice:
    """By case, then time, then order of the file; nothing to do where the file stands so already."""
    step = np.diff(case)
    if ((step > 0) | ((step == 0) & (micros[1:] >= micros[:-1]))).all():
        return slice(None)
    return np.lexsort((micros, case))


def _transitions(events: Columns) -> dict[str, NDArray[Any]]:
    follows = np.flatnonzero(events["case"][1:] == events["case"][:-1])
    after = follows + 1
    time, working_day = events["time"], events["working_day"]
    return {
        "case": events["case"][follows],
        "position": events["position"][follows],
        "from_activity": events["activity"][follows],
        "to_activity": events["activity"][after],
        "from_resource": events["resource"][follows],
        "to_resource": events["resource"][after],
        "time": time[follows],
        "seconds": narrow(time[after] - time[follows]),
        "working_days": narrow(working_day[after] - working_day[follows]),
    }


def _cases(events: Columns, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    ends = starts + sizes - 1
    first, last = events["time"][starts], events["time"][ends]
    days = events["working_day"]
    return {
        "events": narrow(sizes),
        "first": first,
        "last": last,
        "seconds": narrow(last - first),
        "working_days": narrow(days[ends] - days[starts]),
        "last_day": events["day"][ends],
        "last_working_day": days[ends],
        "last_activity": events["activity"][ends],
        "variant": variants(events["activity"], starts, sizes),
    }


def variants(
    activity: NDArray[Any], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """Per case the number of its variant, in order of first appearance.

    Cases are equal when the bytes of their activity codes are: exact, where a hash could collide.
    """
    raw, width = activity.tobytes(), activity.itemsize
    known: dict[bytes, int] = {}
    bounds = zip((starts * width).tolist(), ((starts + sizes) * width).tolist(), strict=True)
    found = [known.setdefault(raw[start:end], len(known)) for start, end in bounds]
    return np.array(found, dtype=np.uint32)


def _attributes(
    columns: Columns, attributes: Mapping[str, tuple[str, ...]], cases: int
) -> tuple[dict[str, list[str | None]], int]:
    """The first value in the file of each attribute per case, and in how many cases a later one differs."""
    described, differing = {}, 0
    for name, names in attributes.items():
        told = columns[name] > 0
        case, code = columns["case"][told], columns[name][told]
        first = np.zeros(cases, dtype=np.int64)
        # Of repeated places the last assignment stays, so backwards it is the first of the file.
        first[case[::-1]] = code[::-1]
        differing += len(np.unique(case[first[case] != code]))
        described[name] = [names[number] if number else None for number in first.tolist()]
    return described, differing


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same numbers (none negative) in the smallest unsigned type, to save memory and time."""
    largest = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(largest))


def _table(columns: Columns) -> pa.Table:
    import pyarrow as pa

    return pa.table({name: pa.array(values) for name, values in columns.items()})


def _with_texts(
    cases: Columns, case_ids: tuple[str, ...], described: Mapping[str, list[str | None]]
) -> pa.Table:
    import pyarrow as pa

    ids = {"id": pa.array(case_ids, pa.string())}
    texts = {name: pa.array(values, pa.string()) for name, values in described.items()}
    number = {"number": pa.array(narrow(np.arange(len(case_ids))))}
    return pa.table(ids | number | {name: pa.array(values) for name, values in cases.items()} | texts)
