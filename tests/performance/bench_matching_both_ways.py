"""400,000 vacancies against 1,000,000 clients in both directions, extrapolated from a part of the queries.

Every query searches the whole other side; only the number of queries is a part, drawn as the whole is, and
the time is multiplied by what was left out. The baseline is the definition in numpy on a few of the same
queries, stretched out as well. BENCH_CLIENTS, BENCH_VACANCIES and BENCH_QUERIES in the environment set other
numbers.
"""

from __future__ import annotations

import os
import platform
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schakel.employers.matching.client_index import ClientIndex
from schakel.employers.matching.vacancy_index import VacancyIndex
from tests.performance.bench_matching import COMPARED, TOP, by_definition, compare, first_of, seconds
from tests.performance.matching_population import clients, vacancies, world

CLIENTS, VACANCIES, QUERIES = 1_000_000, 400_000, 20_000
THREADS = 2


def run(shared: Path | None) -> dict[str, Any]:
    """Search each way with part of the queries, against everybody on the other side."""
    of = world(shared)
    people = clients(of, _number("BENCH_CLIENTS", CLIENTS))
    work = vacancies(of, _number("BENCH_VACANCIES", VACANCIES))
    asked = _number("BENCH_QUERIES", QUERIES)
    few, some_work = vacancies(of, COMPARED, seed=3), vacancies(of, asked, seed=4)
    some_people = clients(of, asked, seed=5)
    index = ClientIndex(people, of.vocabulary, of.policy)
    differing = compare(index.search(few, TOP), of, people, few)
    forth = _both(lambda: index.search(some_work, TOP, threads=THREADS), len(work.x) / asked)
    by_hand = seconds(lambda: by_definition(of, people, few)) * len(work.x) / COMPARED
    swapped = VacancyIndex(work, of.vocabulary, of.policy)
    swapped.search(first_of(some_people, COMPARED), TOP)
    back = _both(lambda: swapped.search(some_people, TOP, threads=THREADS), len(people.x) / asked)
    return {
        "bench": "matching-both-ways",
        "result": round(forth[0]),
        "baseline": round(by_hand),
        "ratio": round(by_hand / forth[0], 1),
        "unit": f"CPU s, {len(work.x)} vacancies × {len(people.x)} clients, from {asked} queries",
        "n": len(work.x),
        "vacancy_to_client": {"cpu_s": round(forth[0]), "wall_s": round(forth[1])},
        "client_to_vacancy": {"cpu_s": round(back[0]), "wall_s": round(back[1])},
        "extrapolated_from": {"vacancies": asked, "clients": asked},
        "differing_answers": differing,
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "vocabulary": of.source,
        "concurrency": THREADS,
        "warm": True,
        "process": "this one; wall time where said, the machine's other load included",
    }


def _number(name: str, usual: int) -> int:
    return int(os.environ.get(name, usual))


def _both(work: Callable[[], object], times: float) -> tuple[float, float]:
    """CPU and wall seconds, multiplied to the whole."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - cpu) * times, (time.perf_counter() - wall) * times
