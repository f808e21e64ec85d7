"""The same answers by plain Python, slowly and without any of the engine's parts: the oracle of the tests."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from schakel.ground.kernel.legal_calendar import working_days_between

ZONE = ZoneInfo("Europe/Amsterdam")


def p90(values: list[float]) -> float:
    ordered = sorted(values)
    place = 0.9 * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def moment(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, lambda t: datetime.strptime(t, "%d-%m-%Y %H:%M")):
        try:
            found = read(text)
        except ValueError:
            continue
        return (found if found.tzinfo else found.replace(tzinfo=ZONE)).astimezone(UTC)
    return None


def read(path: Path) -> tuple[dict[str, list[dict[str, Any]]], Counter[str]]:
    """Events per case in order, and the refused rows by reason."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    refused: Counter[str] = Counter()
    cases: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in (row for row in rows if row):
        if len(row) != len(head):
            refused["broken_line"] += 1
            continue
        told = dict(zip(head, row, strict=True))
        when = moment(told["time"])
        if not told["case"].strip():
            refused["no_case"] += 1
        elif not told["activity"].strip():
            refused["no_activity"] += 1
        elif not told["time"].strip():
            refused["no_time"] += 1
        elif when is None:
            refused["unreadable_time"] += 1
        elif not 1900 <= when.year < 2200:
            refused["time_out_of_range"] += 1
        else:
            cases[told["case"]].append(told | {"when": when})
    return {case: sorted(events, key=lambda e: e["when"]) for case, events in cases.items()}, refused


def seconds(one: dict[str, Any], other: dict[str, Any]) -> int:
    return int(other["when"].timestamp() // 1) - int(one["when"].timestamp() // 1)


def working_days(one: dict[str, Any], other: dict[str, Any]) -> int:
    return working_days_between(one["when"].astimezone(ZONE).date(), other["when"].astimezone(ZONE).date())


def edges(cases: dict[str, list[dict[str, Any]]]) -> dict[tuple[str, str], tuple[Any, ...]]:
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for events in cases.values():
        for one, other in pairwise(events):
            found[one["activity"], other["activity"]].append((seconds(one, other), working_days(one, other)))
    return {
        pair: (len(told), sum(s for s, _d in told), median([s for s, _d in told]), p90([s for s, _d in told]),
               median([d for _s, d in told]), p90([d for _s, d in told]))
        for pair, told in found.items()
    }  # fmt: skip


def variants(cases: dict[str, list[dict[str, Any]]]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(event["activity"] for event in events) for events in cases.values())


def handovers(cases: dict[str, list[dict[str, Any]]]) -> Counter[tuple[str, str]]:
    return Counter(
        (one["resource"], other["resource"])
        for events in cases.values()
        for one, other in pairwise(events)
        if one["resource"].strip() and other["resource"].strip()
    )


def day(event: dict[str, Any]) -> date:
    return event["when"].astimezone(ZONE).date()


def apart(start: date, end: date, *, working: bool) -> int:
    return working_days_between(start, end) if working else (end - start) // timedelta(days=1)
