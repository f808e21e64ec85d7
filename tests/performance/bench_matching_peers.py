"""The best twenty of 100,000 clients for one vacancy, beside a search engine and beside plain SQL.

Tantivy gets the same filters, with a square for each client's own radius since a query knows no circle; it
adds up the points of competences and of the same occupation; counted is how many of the true twenty it finds.
PostgreSQL gets everything, and must give the same people and points before anything is measured. Ours and
tantivy are timed in CPU of this process; the server's time is the clock's, since it works in another process.
BENCH_CLIENTS in the environment sets another number.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from schakel.employers.matching.client_index import ClientIndex
from schakel.employers.matching.tables import ClientTable
from tests.performance.bench_matching import TOP, compare, seconds
from tests.performance.matching_population import clients, vacancies, world
from tests.performance.matching_sql import SqlPeer
from tests.performance.matching_tantivy import TantivyPeer
from tests.performance.stage import throw_away_database

CLIENTS = 100_000
VACANCIES = 500
ASKED_OF_SQL = 50
ROUNDS = 3


def run(shared: Path | None) -> dict[str, Any]:
    """Build all three, hold the SQL against ours, and measure in turns."""
    of, count = world(shared), int(os.environ.get("BENCH_CLIENTS", CLIENTS))
    people, work = clients(of, count), vacancies(of, VACANCIES)
    index = ClientIndex(people, of.vocabulary, of.policy)
    found = index.search(work, TOP)
    compare(found, of, people, work)
    engine = TantivyPeer(people, work)
    best = [engine.best(vacancy, TOP) for vacancy in range(VACANCIES)]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(1000 * seconds(lambda: index.search(work, TOP)) / VACANCIES)
        theirs.append(1000 * seconds(lambda: [engine.best(n, TOP) for n in range(VACANCIES)]) / VACANCIES)
    milliseconds = statistics.median(ours)
    by_sql = _by_sql(people, work, of, found.numbers, found.points)
    return {
        "bench": "matching-peers",
        "result": round(milliseconds, 3),
        "baseline": round(statistics.median(theirs), 3),
        "ratio": round(statistics.median(theirs) / milliseconds, 1),
        "unit": "CPU ms per vacancy, best 20 with every filter; baseline: tantivy",
        "n": count,
        "tantivy_share_of_true_best": round(_shared(found.numbers, best), 3),
        "postgresql_wall_ms": round(by_sql, 1),
        "postgresql_ratio": round(by_sql / milliseconds, 1),
        "postgresql_differing_answers": 0,
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "vocabulary": of.source,
        "concurrency": 1,
        "warm": True,
        "process": "this one in CPU time; PostgreSQL its own, wall time",
    }


def _shared(numbers: np.ndarray, best: list[list[int]]) -> float:
    """The part of the true best that a peer finds."""
    true = [set(row[row >= 0].tolist()) for row in numbers]
    return sum(len(mine & set(its)) for mine, its in zip(true, best, strict=True)) / max(
        1, sum(map(len, true))
    )


def _by_sql(people: ClientTable, work: Any, of: Any, numbers: np.ndarray, points: np.ndarray) -> float:
    """The median milliseconds of a warm query; refuses when an answer differs."""
    with throw_away_database():
        peer, taken = SqlPeer(people, work, of), []
        for vacancy in range(ASKED_OF_SQL):
            peer.best(vacancy, TOP)
            taken.append(_clock(lambda vacancy=vacancy: peer.best(vacancy, TOP)))
            wanted = [(n, p) for n, p in zip(numbers[vacancy], points[vacancy], strict=True) if n >= 0]
            if peer.best(vacancy, TOP) != wanted:
                raise AssertionError(f"PostgreSQL answers vacancy {vacancy} otherwise")
        peer.close()
    return 1000 * statistics.median(taken)


def _clock(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
