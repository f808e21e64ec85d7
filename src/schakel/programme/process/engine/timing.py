"""Times per case: between two chosen steps, until the end of the case, and past a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.judging import Now
from schakel.programme.process.engine.language import phrase
from schakel.programme.process.engine.metrics import first_pairs
from schakel.programme.process.engine.read_times import moments
from schakel.programme.process.engine.showing import Edge, edges
from schakel.programme.process.engine.store import Store, open_store


@dataclass(frozen=True)
class Endings:
    """Which cases have ended, and when looking stopped.

    closed: per case; assumption: how that was known, in words; now: the last day of the log.
    """

    closed: NDArray[np.bool_]
    assumption: str
    now: Now


def endings(log: EventLog, *, activities: tuple[str, ...] = (), column: str = "") -> Endings:
    """Closed is a case whose last event is one of the activities, or whose column is filled, or else each."""
    now = Now(int(log.column("events", "day").max()), int(log.column("events", "working_day").max()))
    if activities:
        closed = np.isin(log.column("cases", "last_activity"), log.codes(activities))
        return Endings(
            closed,
            phrase("afgesloten is een zaak die eindigt met {steps}", steps=phrase(" of ").join(activities)),
            now,
        )
    if column:
        closed = np.array([bool(text and text.strip()) for text in log.attribute(column)], dtype=bool)
        return Endings(
            closed, phrase("afgesloten is een zaak waarbij {column} is ingevuld", column=column), now
        )
    closed = np.ones(log.cases.num_rows, dtype=bool)
    return Endings(
        closed, phrase("elke zaak telt als afgesloten, want er is niet gezegd waaraan dat te zien is"), now
    )


@dataclass(frozen=True)
class Between:
    """Per case the time from the first of one activity to the first of another after it.

    rows: (case id, seconds, working days), in order of the log; without: cases with the first and no second.
    Points are None when there is no row.
    """

    source: str
    target: str
    count: int
    without: int
    median_seconds: float | None
    p90_seconds: float | None
    median_working_days: float | None
    p90_working_days: float | None
    rows: tuple[tuple[str, int, int], ...]


def between(log: EventLog, store: Store, source: str, target: str) -> Between:
    """The time between two chosen steps, case by case. Raises InvalidError for an unknown step."""
    found = store.connection.to_pyarrow(first_pairs(store, log.codes((source,)), log.codes((target,))))
    found = found.sort_by("case")
    ended = found["end_time"].is_valid()
    paired = found.filter(ended)
    seconds = paired["end_time"].to_numpy() - paired["time"].to_numpy()
    days = paired["end_working_day"].to_numpy() - paired["working_day"].to_numpy()
    ids = log.cases["id"].take(paired["case"]).to_pylist()
    rows = tuple(zip(ids, seconds.tolist(), days.tolist(), strict=True))
    without = found.num_rows - len(rows)
    return Between(source, target, len(rows), without, *_points(seconds), *_points(days), rows)


def _points(values: NDArray[Any]) -> tuple[float | None, float | None]:
    if not len(values):
        return None, None
    return float(np.quantile(values, 0.5)), float(np.quantile(values, 0.9))


@dataclass(frozen=True)
class Deadlines:
    """How closed cases stand to their deadline, and where the late ones waited.

    closed counts cases with both a readable end and a readable deadline; open those without an end, of which
    overdue had passed theirs when the log ended; unreadable those with a text that is no time; without those
    with an end but no deadline. waits: transitions of the late cases, largest total first; cases: their ids.
    """

    closed: int
    passed: int
    open: int
    overdue: int
    without: int
    unreadable: int
    waits: tuple[Edge, ...]
    cases: tuple[str, ...]


def deadlines(log: EventLog, *, deadline: str, closed: str) -> Deadlines:
    """Hold each case's end against its deadline; both are attributes with a written time."""
    told_due, told_end = log.attribute(deadline), log.attribute(closed)
    due, end = moments(told_due), moments(told_end)
    unreadable = sum(
        (text is not None and moment is None) or (other is not None and met is None)
        for text, moment, other, met in zip(told_due, due, told_end, end, strict=True)
    )
    late = np.array([d is not None and e is not None and e > d for d, e in zip(due, end, strict=True)])
    both = sum(d is not None and e is not None for d, e in zip(due, end, strict=True))
    stop = int(log.column("events", "time").max()) * 1_000_000
    going = [d for d, text in zip(due, told_end, strict=True) if text is None]
    return Deadlines(
        both,
        int(late.sum()),
        len(going),
        sum(d is not None and d < stop for d in going),
        sum(text is None and e is not None for text, e in zip(told_due, end, strict=True)),
        unreadable,
        _waits(log, late),
        tuple(log.cases["id"].filter(late).to_pylist()),
    )


def _waits(log: EventLog, late: NDArray[np.bool_]) -> tuple[Edge, ...]:
    if not late.any():
        return ()
    own = log.select(late)
    return tuple(
        sorted(edges(own, open_store(own)), key=lambda edge: (-edge.total_seconds, edge.source, edge.target))
    )
