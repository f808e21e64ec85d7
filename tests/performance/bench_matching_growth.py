"""How the search grows from 10,000 to 1,000,000 clients, and how far it is from what memory could deliver.

The floor is the time in which this machine copies the bytes that a search touches: the rows within reach and
the members of its lists there. The growth of those bytes is the baseline. BENCH_CLIENTS in the environment
sets the largest number; BENCH_PLOT names a file for a picture of it (SVG).
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np

from schakel.employers.matching.client_index import ClientIndex
from schakel.employers.matching.kernels import visit
from schakel.employers.matching.layout import room_for, terms_of
from schakel.employers.matching.tables import VacancyTable
from tests.performance.bench_matching import TOP, compare, first_of, seconds
from tests.performance.growth_plot import growth_svg
from tests.performance.matching_population import clients, vacancies, world

LARGEST = 1_000_000
VACANCIES = 1_000
ROUNDS = 3
COPIED = 64_000_000


def run(shared: Path | None) -> dict[str, Any]:
    """Measure three sizes, each a tenth of the next."""
    of, largest = world(shared), int(os.environ.get("BENCH_CLIENTS", LARGEST))
    people, work = clients(of, largest), vacancies(of, VACANCIES)
    speed = copied_per_second()
    sizes = []
    for count in (largest // 100, largest // 10, largest):
        some = first_of(people, count)
        index = ClientIndex(some, of.vocabulary, of.policy)
        differing = compare(index.search(work, TOP), of, some, work)
        taken = _milliseconds(index, work)
        touched = bytes_touched(index, work)
        sizes.append(
            {
                "clients": count,
                "ms": round(statistics.median(taken), 3),
                "index_mb": round(index.size_in_bytes / 1e6, 1),
                "bytes_touched": round(touched),
                "times_the_floor": round(statistics.median(taken) / (1000 * touched / speed), 1),
                "differing_answers": differing,
            }
        )
    if os.environ.get("BENCH_PLOT"):
        Path(os.environ["BENCH_PLOT"]).write_text(growth_svg(sizes), encoding="utf-8")
    growth = sizes[-1]["ms"] / sizes[0]["ms"]
    floors = sizes[-1]["bytes_touched"] / sizes[0]["bytes_touched"]
    return {
        "bench": "matching-growth",
        "result": round(growth, 1),
        "baseline": round(floors, 1),
        "ratio": round(floors / growth, 2),
        "unit": "times the CPU time per vacancy for 100 times the clients; baseline: times the bytes touched",
        "n": largest,
        "sizes": sizes,
        "copied_gb_per_s": round(speed / 1e9, 1),
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "vocabulary": of.source,
        "concurrency": 1,
        "warm": True,
        "process": "this one, CPU time",
    }


def _milliseconds(index: ClientIndex, work: VacancyTable) -> list[float]:
    return [1000 * seconds(lambda: index.search(work, TOP)) / len(work.x) for _ in range(ROUNDS)]


def copied_per_second() -> float:
    """Bytes read and written a second by copying an array that fits in no cache."""
    source, target = np.ones(COPIED, np.uint8), np.empty(COPIED, np.uint8)
    taken = []
    for _ in range(5):
        started = time.process_time()
        np.copyto(target, source)
        taken.append(time.process_time() - started)
    return 2 * COPIED / min(taken)


def bytes_touched(index: ClientIndex, work: VacancyTable) -> float:
    """The rows within reach of a vacancy and the members of its lists there, in bytes, on average."""
    rows, bands, lists, concepts = index.columns, index.bands, index.lists, index.concepts
    room, terms, found = room_for(len(rows.x), bands), terms_of(work, concepts), 0
    each = sum(column.itemsize for column in rows[:6])
    for vacancy in range(len(work.x)):
        east, north = np.int64(work.x[vacancy]), np.int64(work.y[vacancy])
        count = visit(bands, rows.x, east, north, -1, index.rules, False, room.visits)
        some, job = room.visits[:count], work.occupation[vacancy]
        asked = terms.lists[terms.start[vacancy] : terms.start[vacancy + 1]]
        likely = concepts.likely_lists[concepts.likely_start[job] : concepts.likely_start[job + 1]]
        slots = np.append(asked, likely) * len(bands.low) + some[:, :1]
        members = lists.start[slots + 1].astype(np.int64) - lists.start[slots]
        within = some[:, 2] - some[:, 1]
        share = within / (bands.start[some[:, 0] + 1] - bands.start[some[:, 0]])
        found += each * within.sum() + 2 * (members.sum(axis=1) * share).sum()
    return float(found) / len(work.x)
