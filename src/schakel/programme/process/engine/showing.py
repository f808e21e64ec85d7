"""The answers as JSON values: names in place of codes, seconds as they are, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

import numpy as np

from schakel.programme.process.engine import metrics
from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.store import Store


@dataclass(frozen=True)
class Edge:
    """A transition on the map: how often, and how long it took; times in seconds, working days as counted."""

    source: str
    target: str
    count: int
    total_seconds: int
    median_seconds: float
    p90_seconds: float
    median_working_days: float
    p90_working_days: float


@dataclass(frozen=True)
class Variant:
    """A way of going through the steps, and how many cases went so."""

    trace: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Handover:
    """From one resource to the next, both known; waits are None between a resource and itself."""

    source: str
    target: str
    count: int
    total_seconds: int | None = None
    median_seconds: float | None = None


def edges(log: EventLog, store: Store) -> list[Edge]:
    """All transitions, the most frequent first."""
    rows = store.rows(metrics.map_edges(store))
    in_days = store.rows(metrics.map_edges(store, "working_days"))
    found = [
        Edge(
            log.activities[row["from_activity"]],
            log.activities[row["to_activity"]],
            row["count"],
            row["total"],
            *_rounded(row["points"]),
            *_rounded(days["points"]),
        )
        for row, days in zip(rows, in_days, strict=True)
    ]
    return sorted(found, key=lambda edge: (-edge.count, edge.source, edge.target))


def all_variants(log: EventLog, store: Store) -> list[Variant]:
    """All variants, the most frequent first."""
    activity = log.column("events", "activity")
    ends = np.cumsum(log.column("cases", "events").astype(np.int64))
    found = []
    for row in store.rows(metrics.variants(store)):
        case = row["example"]
        codes = activity[ends[case - 1] if case else 0 : ends[case]].tolist()
        found.append(Variant(tuple(log.activities[code] for code in codes), row["count"]))
    return sorted(found, key=lambda variant: (-variant.count, variant.trace))


def all_handovers(log: EventLog, store: Store) -> list[Handover]:
    """All pairs of resources, the most frequent first; with the waits between different ones."""
    keys = ("from_resource", "to_resource")
    waits = {tuple(row[key] for key in keys): row for row in store.rows(metrics.handover_waits(store))}
    found = []
    for row in store.rows(metrics.handovers(store)):
        pair = tuple(row[key] for key in keys)
        wait = (waits[pair]["total"], _rounded(waits[pair]["points"])[0]) if pair in waits else (None, None)
        found.append(Handover(log.resources[pair[0]], log.resources[pair[1]], row["count"], *wait))
    return sorted(found, key=lambda each: (-each.count, each.source, each.target))


def durations(log: EventLog, store: Store) -> dict[str, Any]:
    """How long cases took from first to last event: median and 90 % point, in seconds and working days."""
    [row] = store.rows(metrics.durations(store))
    seconds, days = _rounded(row["seconds"]), _rounded(row["working_days"])
    return {
        "cases": log.cases.num_rows,
        "median_seconds": seconds[0],
        "p90_seconds": seconds[1],
        "median_working_days": days[0],
        "p90_working_days": days[1],
    }


def _rounded(points: list[float]) -> list[float]:
    """Interpolation leaves noise behind the twelfth digit; whole seconds don't need it."""
    return [round(point, 6) for point in points]


def values(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Records as JSON objects; source and target are called from and to, infinity becomes null."""
    renamed = {"source": "from", "target": "to"}
    return [
        {renamed.get(key, key): finite(value) for key, value in asdict(item).items() if value is not None}
        for item in items
    ]


def finite(value: Any) -> Any:
    """The value, or None for a float that JSON can't hold."""
    return None if isinstance(value, float) and not isfinite(value) else value
