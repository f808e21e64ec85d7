"""Choosing cases: each condition is a truth per case; the log of the chosen ones answers as before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.times import DAY, EPOCH, local_days

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Choice:
    """Which cases count; all conditions together.

    started_from and started_until are local days of the first event, both included; has and lacks name
    activities; follows pairs (A, B): some B stands later than some A; days_min and days_max bound the days
    from first to last event (24 hours each); where pairs an attribute with its text.
    """

    started_from: date | None = None
    started_until: date | None = None
    has: Sequence[str] = ()
    lacks: Sequence[str] = ()
    follows: Sequence[tuple[str, str]] = ()
    days_min: float | None = None
    days_max: float | None = None
    where: Sequence[tuple[str, str]] = ()


def choose(log: EventLog, choice: Choice) -> EventLog:
    """The log of the chosen cases. Raises InvalidError when none is left, or a name is not there."""
    mask = chosen(log, choice)
    if mask.all():
        return log
    if not mask.any():
        raise InvalidError(
            "Geen enkele zaak voldoet aan deze keuze.",
            f"Het bestand heeft {len(mask)} zaken.",
            "Maak de keuze ruimer.",
        )
    return log.select(mask)


def chosen(log: EventLog, choice: Choice) -> Mask:
    """One truth per case."""
    mask = np.ones(log.cases.num_rows, dtype=bool)
    mask &= _started(log, choice)
    for name in choice.has:
        mask &= with_activity(log, name)
    for name in choice.lacks:
        mask &= ~with_activity(log, name)
    for first, then in choice.follows:
        mask &= _follows(log, first, then)
    days = log.column("cases", "seconds") / DAY
    mask &= days >= (choice.days_min if choice.days_min is not None else 0)
    mask &= days <= (choice.days_max if choice.days_max is not None else np.inf)
    for name, text in choice.where:
        mask &= with_attribute(log, name, text)
    return mask


def with_activity(log: EventLog, name: str) -> Mask:
    """The cases in which an activity occurs."""
    [code] = log.codes((name,))
    mask = np.zeros(log.cases.num_rows, dtype=bool)
    mask[log.column("events", "case")[log.column("events", "activity") == code]] = True
    return mask


def with_attribute(log: EventLog, name: str, text: str) -> Mask:
    """The cases whose attribute has this text."""
    return np.array([value == text for value in log.attribute(name)], dtype=bool)


def _started(log: EventLog, choice: Choice) -> Mask:
    day = local_days(log.column("cases", "first"))
    mask = np.ones(len(day), dtype=bool)
    if choice.started_from is not None:
        mask &= day >= (choice.started_from - EPOCH).days
    if choice.started_until is not None:
        mask &= day <= (choice.started_until - EPOCH).days
    return mask


def _follows(log: EventLog, first: str, then: str) -> Mask:
    """Whether the earliest of one stands before the last of the other."""
    case, position, activity = (log.column("events", name) for name in ("case", "position", "activity"))
    [start], [end] = log.codes((first,)), log.codes((then,))
    count = log.cases.num_rows
    earliest = np.full(count, np.iinfo(np.int64).max)
    latest = np.full(count, -1)
    np.minimum.at(earliest, case[activity == start], position[activity == start])
    np.maximum.at(latest, case[activity == end], position[activity == end])
    return latest > earliest
