"""Two groups of cases side by side: how many, how long, and in what they differ, each with an interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.shares import LEAST
from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.intervals import LEVEL, Estimate, difference, share, survival_median
from schakel.programme.process.engine.selecting import with_attribute
from schakel.programme.process.engine.timing import Endings


@dataclass(frozen=True)
class Side:
    """One group: cases, of which closed, and the median seconds from first event to the end."""

    name: str
    cases: int
    closed: int
    median_seconds: Estimate


@dataclass(frozen=True)
class Difference:
    """In how many cases of each side an activity occurs, and the difference of the shares (one − other)."""

    activity: str
    one: Estimate
    other: Estimate
    difference: Estimate


@dataclass(frozen=True)
class Comparison:
    """Two sides, the difference of their medians (one − other), and of the share of cases with each activity.

    The intervals of the activities hold together at 95 % (Bonferroni).
    """

    column: str
    one: Side
    other: Side
    median_seconds: Estimate
    activities: tuple[Difference, ...]


def compare(log: EventLog, ends: Endings, column: str, names: tuple[str, str]) -> Comparison:
    """Compare the cases with two values of an attribute.

    Cases that go on count with the time they have lasted (Kaplan and Meier), so a group with many open cases
    does not look fast. Raises InvalidError when a group has fewer than 10 cases.
    """
    if names[0] == names[1]:
        raise InvalidError(
            "Er valt niets te vergelijken.", "Beide groepen zijn dezelfde.", "Kies twee waarden."
        )
    masks = [with_attribute(log, column, name) for name in names]
    for name, mask in zip(names, masks, strict=True):
        if mask.sum() < LEAST:
            raise InvalidError(
                f"De groep {name} is te klein om te vergelijken.",
                f"Zij heeft {mask.sum()} zaken; minder dan {LEAST} zeggen te weinig.",
                f"Kies andere waarden van {column}.",
            )
    one, other = (_side(log, ends, name, mask) for name, mask in zip(names, masks, strict=True))
    return Comparison(
        column, one, other, difference(one.median_seconds, other.median_seconds), _activities(log, masks)
    )


def _side(log: EventLog, ends: Endings, name: str, mask: NDArray[np.bool_]) -> Side:
    first, last = log.column("cases", "first"), log.column("cases", "last")
    stop = log.column("events", "time").max()
    lasted = (np.where(ends.closed, last, stop) - first)[mask].astype(np.float64)
    closed = ends.closed[mask]
    return Side(name, int(mask.sum()), int(closed.sum()), survival_median(lasted, closed))


def _activities(log: EventLog, masks: list[NDArray[np.bool_]]) -> tuple[Difference, ...]:
    case, activity = log.column("events", "case"), log.column("events", "activity")
    pairs = np.unique(case.astype(np.int64) * len(log.activities) + activity)
    counts = [
        np.bincount(
            pairs[mask[pairs // len(log.activities)]] % len(log.activities), minlength=len(log.activities)
        )
        for mask in masks
    ]
    seen = np.flatnonzero(counts[0] + counts[1])
    level = 1 - (1 - LEVEL) / max(1, len(seen))
    found = []
    for code in seen.tolist():
        one, other = (share(int(c[code]), int(m.sum()), level) for c, m in zip(counts, masks, strict=True))
        found.append(Difference(log.activities[code], one, other, difference(one, other)))
    return tuple(sorted(found, key=lambda each: (-abs(each.difference.value), each.activity)))
