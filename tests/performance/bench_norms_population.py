"""Every norm for a million people: two processes, each making its own people as it goes.

There is no baseline to run beside it: the rule languages that were looked at know no addressee, term or
unknown fact. The bound is 8 minutes and 500 MB for both processes together.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import resource
import time
from pathlib import Path
from typing import Any

from schakel.ground.norms.engine.evaluating import Evaluator
from tests.performance.norm_people import ON, people, register

PEOPLE = 1_000_000
BLOCK = 10_000
PROCESSES = 2
BOUND_SECONDS, BOUND_MB = 480, 500
TOLD = 0.5

Tally = list[list[int]]
"""Per norm: how often yes, no, unknown, and late."""


def run(_shared: Path | None, count: int = PEOPLE) -> dict[str, Any]:
    """Judge all people; making their facts is in the time."""
    started = time.perf_counter()
    blocks = [(first, min(BLOCK, count - first)) for first in range(0, count, BLOCK)]
    tally: Tally = [[0, 0, 0, 0] for _ in register().norms]
    memory = 0
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        peaks: dict[int, float] = {}
        for process, peak, block in pool.imap_unordered(_judge, blocks):
            peaks[process] = peak
            tally = [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(tally, block, strict=True)]
        memory = round(sum(peaks.values()))
    seconds = time.perf_counter() - started
    norms = len(tally)
    return {
        "bench": "norms-population",
        "result": round(seconds, 1),
        "baseline": BOUND_SECONDS,
        "ratio": round(BOUND_SECONDS / seconds, 2),
        "unit": "seconds; the baseline is the bound set beforehand",
        "n": count,
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "norms": norms,
        "checks_per_second": round(count * norms / seconds),
        "peak_mb_of_both": memory,
        "bound_mb": BOUND_MB,
        "answers": dict(
            zip(("yes", "no", "unknown", "late"), map(sum, zip(*tally, strict=True)), strict=True)
        ),
        "concurrency": PROCESSES,
        "warm": False,
        "process": "two children; making the facts is in the time",
    }


_own: dict[str, Evaluator] = {}


def _judge(block: tuple[int, int]) -> tuple[int, float, Tally]:
    evaluator = _own.setdefault("evaluator", Evaluator(register())) if not _own else _own["evaluator"]
    tally: Tally = [[0, 0, 0, 0] for _ in evaluator.register.norms]
    for facts in people(evaluator.register, *block, told=TOLD):
        for counts, finding in zip(tally, evaluator.check(facts, ON), strict=True):
            applies = finding[2]
            counts[0 if applies == "yes" else 1 if applies == "no" else 2] += 1
            counts[3] += finding[3] == "late"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return os.getpid(), peak, tally
