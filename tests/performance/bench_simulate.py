"""Client-years a second of the fictional region: everyone lives at once, beside one client at a time.

The baseline is the same region in plain Python; on the same people it must give the same spells before
anything is reported. Files are written and measured apart. BENCH_CLIENTS sets the number of clients.
"""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schakel.simulation.region.courses import simulate
from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import events_of
from schakel.simulation.region.people import draw_people
from schakel.simulation.region.reading import read_region
from schakel.simulation.region.spells import Field
from schakel.simulation.region.writing import write_region
from tests.performance.plain_region import life
from tests.performance.stage import machine

CLIENTS, COMPARED, ROUNDS, SEED = 50_000, 300, 3, 1


def run(shared: Path | None) -> dict[str, Any]:
    """Hold against plain Python, then measure in CPU seconds."""
    region, clients = read_region(), int(os.environ.get("BENCH_CLIENTS", CLIENTS))
    differing = compare(region, SEED, COMPARED)
    if differing:
        raise AssertionError(f"{differing} of {COMPARED} clients live otherwise in plain Python")
    ours = statistics.median(_cpu(lambda: _live(region, clients)) for _ in range(ROUNDS))
    plain = _cpu(lambda: [life(region, SEED, number) for number in range(COMPARED)])
    with tempfile.TemporaryDirectory() as folder:
        silent: Callable[[str, int, int], None] = lambda _what, _done, _total: None  # noqa: E731
        files = _cpu(lambda: write_region(region, SEED, clients, Path(folder) / "r", report=silent))
    result, baseline = years(region, clients) / ours, years(region, COMPARED) / plain
    return {
        "bench": "simulate",
        "result": round(result),
        "baseline": round(baseline),
        "ratio": round(result / baseline, 1),
        "unit": "client-years per CPU second, with all events",
        "n": clients,
        "machine": machine(),
        "with_files": round(years(region, clients) / files),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "compared_clients": COMPARED,
        "concurrency": 1,
        "warm": True,
        "process": "this one, all threads",
    }


def years(region: Region, clients: int) -> float:
    """Years from the inflow of each client to the last month."""
    inflow = draw_people(region, SEED, 0, clients).inflow
    return float((region.months - inflow).sum() / 12)


def compare(region: Region, seed: int, clients: int) -> int:
    """How many clients have other spells in plain Python."""
    [courses] = simulate(region, seed, clients)
    rows = courses.spells.tolist()
    ours: dict[int, list[list[int]]] = {number: [] for number in range(clients)}
    for row in rows:
        ours[row[Field.WHO]].append(row[1:])
    return sum(ours[number] != life(region, seed, number) for number in range(clients))


def _live(region: Region, clients: int) -> None:
    for courses in simulate(region, SEED, clients):
        events_of(region, SEED, courses)


def _cpu(work: Callable[[], Any]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
