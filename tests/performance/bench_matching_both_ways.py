"""400,000 vacancies against 1,000,000 clients in both directions, extrapolated from a part of the queries.

Every query searches the whole other side; only the number of queries is a part, drawn at random, and the time
is multiplied by what was left out. The baseline is the definition in numpy on a few of the same queries,
stretched out as well. BENCH_CLIENTS, BENCH_VACANCIES and BENCH_QUERIES in the environment set other numbers.
"""

from __future__ import annotations

import os
import platform
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from schakel.employers.matching.client_index import ClientIndex
from schakel.employers.matching.tables import VacancyTable, ragged_taken, taken
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
    chance = np.random.default_rng(9)
    some_work = vacancies_of(work, chance.choice(len(work.x), min(asked, len(work.x)), replace=False))
    some_people = taken(
        people, np.sort(chance.choice(len(people.x), min(asked, len(people.x)), replace=False))
    )
    index = ClientIndex(people, of.vocabulary, of.policy)
    differing = compare(index.search(first_vacancies(some_work, COMPARED), TOP), of, people, some_work)
    forth = _both(lambda: index.search(some_work, TOP, threads=THREADS), len(work.x) / len(some_work.x))
    by_hand = seconds(lambda: by_definition(of, people, some_work)) * len(work.x) / COMPARED
    swapped = VacancyIndex(work, of.vocabulary, of.policy)
    swapped.search(first_of(some_people, COMPARED), TOP)
    back = _both(
        lambda: swapped.search(some_people, TOP, threads=THREADS), len(people.x) / len(some_people.x)
    )
    return {
        "bench": "matching-both-ways",
        "result": round(forth[0]),
        "baseline": round(by_hand),
        "ratio": round(by_hand / forth[0], 1),
        "unit": f"CPU s, {len(work.x)} vacancies × {len(people.x)} clients, from {asked} queries",
        "n": len(work.x),
        "vacancy_to_client": {"cpu_s": round(forth[0]), "wall_s": round(forth[1])},
        "client_to_vacancy": {"cpu_s": round(back[0]), "wall_s": round(back[1])},
        "extrapolated_from": {"vacancies": len(some_work.x), "clients": len(some_people.x)},
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


def vacancies_of(work: VacancyTable, rows: np.ndarray) -> VacancyTable:
    """Some of the vacancies, in that order."""
    start, competence = ragged_taken(work.item_start, work.item_competence, rows)
    points = ragged_taken(work.item_start, work.item_points, rows)[1]
    near = ragged_taken(work.item_start, work.item_near, rows)[1]
    singles = (work.x, work.y, work.thresholds, work.exclusions, work.occupation)
    return VacancyTable(*(column[rows] for column in singles), start, competence, points, near)


def first_vacancies(work: VacancyTable, count: int) -> VacancyTable:
    """The first vacancies."""
    return vacancies_of(work, np.arange(min(count, len(work.x))))
