"""CPU milliseconds to find the best twenty of many clients for one vacancy, every filter included.

The baseline is the definition in numpy over all pairs, on some of the same vacancies and with one thread as
well; the index must give the same people and points there before anything is measured. BENCH_CLIENTS in the
environment sets the number of clients.
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

from schakel.employers.matching import oracle
from schakel.employers.matching.client_index import ClientIndex
from schakel.employers.matching.searching import Found
from schakel.employers.matching.tables import ClientTable, VacancyTable
from schakel.employers.matching.vacancy_index import VacancyIndex
from tests.performance.matching_population import World, clients, vacancies, world

CLIENTS = 100_000
VACANCIES = 2_000
COMPARED = 20
ROUNDS = 3
TOP = 20


def run(shared: Path | None) -> dict[str, Any]:
    """Build, hold against the definition, and measure in turns."""
    of, count = world(shared), int(os.environ.get("BENCH_CLIENTS", CLIENTS))
    people, work = clients(of, count), vacancies(of, VACANCIES)
    index = ClientIndex(people, of.vocabulary, of.policy)
    built = seconds(lambda: ClientIndex(people, of.vocabulary, of.policy))
    swapped = VacancyIndex(work, of.vocabulary, of.policy)
    differing = compare(index.search(work, TOP), of, people, work)
    some = first_of(people, VACANCIES)
    swapped.search(some, TOP)
    ours, back = [], []
    for _ in range(ROUNDS):
        ours.append(1000 * seconds(lambda: index.search(work, TOP)) / VACANCIES)
        back.append(1000 * seconds(lambda: swapped.search(some, TOP)) / VACANCIES)
    baseline = 1000 * seconds(lambda: by_definition(of, people, work)) / COMPARED
    return {
        "bench": "matching",
        "result": round(statistics.median(ours), 3),
        "baseline": round(baseline, 1),
        "ratio": round(baseline / statistics.median(ours), 1),
        "unit": "CPU ms per vacancy, best 20 with every filter",
        "n": count,
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "vocabulary": of.source,
        "vacancies": VACANCIES,
        "differing_answers": differing,
        "index_mb": round(index.size_in_bytes / 1e6, 1),
        "build_cpu_s": round(built, 2),
        "client_to_vacancy_ms": round(statistics.median(back), 3),
        "concurrency": 1,
        "warm": True,
        "process": "this one, CPU time",
    }


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def compare(found: Found, of: World, people: ClientTable, work: VacancyTable) -> int:
    """In how many vacancies the index differs from the definition; the figures mean nothing unless 0."""
    differing = 0
    for vacancy, (numbers, points) in enumerate(by_definition(of, people, work)):
        same = np.array_equal(found.numbers[vacancy, : len(numbers)], numbers)
        same &= np.array_equal(found.points[vacancy, : len(points)], points)
        differing += not (same and (found.numbers[vacancy, len(numbers) :] < 0).all())
    if differing:
        raise AssertionError(f"{differing} vacancies differ from the definition")
    return differing


def by_definition(of: World, people: ClientTable, work: VacancyTable) -> list[tuple[np.ndarray, np.ndarray]]:
    """Numbers and points of the best of all, for the first few vacancies."""
    answers = []
    for vacancy in range(min(COMPARED, len(work.x))):
        fails, _near = oracle.failures_of(people, work, vacancy, of.policy)
        points = oracle.points_of(people, work, vacancy, of.vocabulary, of.policy)
        answers.append(oracle.best(points, fails == 0, TOP))
    return answers


def first_of(people: ClientTable, count: int) -> ClientTable:
    """The first clients."""
    from schakel.employers.matching.tables import taken

    return taken(people, np.arange(min(count, len(people.x))))
