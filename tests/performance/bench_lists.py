"""Every list and order, below row-level security and as the same statement without it."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Any

from tests.performance.snapshot import Reader, as_reader, large_and_small, snapshot
from tests.performance.stage import connect, machine

ROUNDS, WARM = 45, 5
MOST_RATIO, MOST_MORE_MS = 1.3, 1.0


def run(shared: Path | None = None) -> dict[str, Any]:
    """Median milliseconds of each list; the worst against its bare twin decides."""
    with snapshot() as (_data, dossiers):
        large, small = large_and_small()
        lists = _lists("large", large) + _lists("small", small)
    worst = max(lists, key=lambda row: row["secured_ms"] - MOST_RATIO * row["bare_ms"])
    return {
        "bench": "lists",
        "result": {
            "lists": lists,
            "within": _within(lists, ""),
            "within_undisturbed": _within(lists, "_undisturbed"),
        },
        "baseline": {"what": "the same statement as the owner, whom no policy binds", "ms": worst["bare_ms"]},
        "ratio": round(worst["secured_ms"] / worst["bare_ms"], 2),
        "unit": "ms for a page of 51 rows with what they show",
        "n": dossiers,
        "concurrency": 1,
        "warm": True,
        "process": "one connection to the server over its socket",
        "machine": machine(),
    }


def _within(lists: list[dict[str, Any]], which: str) -> int:
    """How many of the lists cost no more than is allowed beside their bare twin."""
    pairs = [(row[f"secured{which}_ms"], row[f"bare{which}_ms"]) for row in lists]
    return sum(secured <= MOST_RATIO * bare + MOST_MORE_MS for secured, bare in pairs)


def _lists(name: str, reader: Reader) -> list[dict[str, Any]]:
    from schakel.ground.dossiers.queries.listing import Sort

    return [
        {"list": f"{name} {sort} {place}", "dossiers_read": reader.dossiers}
        | _times(reader, _statements(reader, sort, is_further=place == "further"))
        for sort in Sort.values
        for place in ("first", "further")
    ]


def _statements(reader: Reader, sort: str, *, is_further: bool) -> list[str]:
    """What a page of the list asks of the database, with its values filled in."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from schakel.ground.access.models import Reader as Row
    from schakel.ground.access.readers import actor_for
    from schakel.ground.access.types import Purpose
    from schakel.ground.dossiers.queries.listing import Wanted, find_dossiers
    from schakel.ground.kernel.actors import as_actor

    actor = actor_for(Row.objects.get(pk=reader.readers[0]))
    with as_actor(actor, Purpose.INCOME_DECISION.value):
        after = find_dossiers(Wanted(who="queue", sort=sort)).rows[-1].id if is_further else None
        with CaptureQueriesContext(connection) as captured:
            find_dossiers(Wanted(who="queue", sort=sort, after=after))
    return [query["sql"] for query in captured.captured_queries]


def _times(reader: Reader, statements: list[str]) -> dict[str, float]:
    """All statements of a page over and over, by turns with and without policies: other work hits both.

    The median, and the tenth part that other work disturbed least.
    """
    with as_reader(reader) as app, connect("schakel_owner") as owner:
        spent = [[_spent(connection, statements) for connection in (app, owner)] for _ in range(ROUNDS)]
    found = {}
    for name, times in zip(("secured", "bare"), zip(*spent[WARM:], strict=True), strict=True):
        found[f"{name}_ms"] = round(statistics.median(times), 2)
        found[f"{name}_undisturbed_ms"] = round(statistics.quantiles(times, n=10)[0], 2)
    return found


def _spent(connection: Any, statements: list[str]) -> float:
    started = time.perf_counter()
    for statement in statements:
        connection.execute(statement).fetchall()
    return (time.perf_counter() - started) * 1e3
