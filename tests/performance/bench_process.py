"""How much work process analysis takes on 5.2 million events, beside pm4py on the same file.

CPU seconds of all threads, since a shared machine stretches the clock. The answers must be equal before
anything is reported: counts, variants and handovers exactly, medians in whole seconds.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from schakel.programme.process.engine import metrics
from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.judging import judge
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.engine.rules import Rule, rule_of
from schakel.programme.process.engine.store import open_store
from schakel.programme.process.engine.timing import endings
from tests.performance.process_log import big_csv, real_log

ROUNDS = 5
ASKED = Question("case_id", "activity", "ts", "resource")


def run(shared: Path | None) -> dict[str, Any]:
    """Measure ours first, so that its memory is its own; then pm4py; then compare the answers."""
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own, since sorting the file to be takes more memory than reading it.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            path = pool.submit(big_csv, shared, Path(folder)).result()
        _load_libraries()
        ours, log = _ours(path)
        real = real_log(shared)
        if real is not None:
            ours["xes"] = _cpu(lambda: read_log(real, Question(resource="org:resource")))[0]
        theirs, answers = _theirs(path, real)
    differing = _differing(log, answers)
    if differing:
        raise AssertionError(f"not equal to pm4py: {differing}")
    return {
        "bench": "process",
        "result": ours["map"],
        "baseline": theirs["map"],
        "ratio": round(theirs["map"] / ours["map"], 1),
        "unit": "CPU s for the map with exact medians from the stored transitions",
        "n": log.events.num_rows,
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "log": "bpic2012 x 20" if real else "made",
        "cpu_seconds": ours,
        "pm4py_cpu_seconds": theirs,
        "ratios": {name: round(theirs[name] / ours[name], 1) for name in theirs},
        "cases": log.cases.num_rows,
        "edges": len(answers["map"]),
        "variants": len(answers["variants"]),
        "concurrency": 1,
        "warm": True,
        "process": "this one, all threads",
    }


def _load_libraries() -> None:
    """Neither side is charged for loading its libraries; Arrow loads pandas at its first list."""
    import duckdb
    import ibis
    import pyarrow as pa

    pa.array([ibis.__version__, duckdb.__version__])


def _cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    found = work()
    return round(time.process_time() - started, 3), found


def _median(work: Callable[[], Any]) -> float:
    """The middle of several rounds, after one that is not counted."""
    work()
    return round(statistics.median(_cpu(work)[0] for _round in range(ROUNDS)), 3)


def _ours(path: Path) -> tuple[dict[str, float], EventLog]:
    seconds, log = _cpu(lambda: read_log(path, ASKED))
    store = open_store(log)
    ends = endings(log)
    found = {
        "csv": seconds,
        "map": _median(lambda: store.rows(metrics.map_edges(store))),
        "variants": _median(lambda: store.rows(metrics.variants(store))),
        "handovers": _median(lambda: store.rows(metrics.handovers(store))),
        "durations": _median(lambda: store.rows(metrics.durations(store))),
        "ten_rules": _median(
            lambda: [judge(log, store, rule, ends.closed, ends.now) for rule in _rules(log)]
        ),
    }
    found["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found, log


def _rules(log: EventLog) -> list[Rule]:
    """Ten rules over the most frequent steps, each template at least once."""
    import numpy as np

    counts = np.bincount(log.column("events", "activity"))
    a, b, c, d = (log.activities[code] for code in np.argsort(-counts, kind="stable")[[0, 1, 3, 5]].tolist())
    told: list[dict[str, Any]] = [
        {"template": "starts_with", "from": a},
        {"template": "followed_by", "from": a, "to": b},
        {"template": "followed_by", "from": c, "to": d, "days": 14},
        {"template": "only_after", "from": a, "to": b},
        {"template": "only_after", "from": c, "to": d},
        {"template": "not_together", "from": c, "to": d},
        {"template": "at_most", "from": b, "times": 10},
        {"template": "at_least_every", "from": b, "days": 7},
        {"template": "phase_at_most", "from": c, "to": [a, d], "working_days": 15},
        {"template": "other_person", "from": c, "to": d},
    ]
    return [rule_of(entry, str(number)) for number, entry in enumerate(told)]


def _theirs(path: Path, real: Path | None) -> tuple[dict[str, float], dict[str, Any]]:
    import pandas as pd
    import pm4py

    def read() -> Any:
        frame = pd.read_csv(path, parse_dates=["ts"])
        return pm4py.format_dataframe(frame, case_id="case_id", activity_key="activity", timestamp_key="ts")

    seconds: dict[str, float] = {}
    answers: dict[str, Any] = {}
    seconds["csv"], frame = _cpu(read)
    frame["org:resource"] = frame["resource"].astype(str)
    seconds["map"], performance = _cpu(lambda: pm4py.discover_performance_dfg(frame)[0])
    counts = pm4py.discover_dfg(frame)[0]
    answers["map"] = {pair: (counts[pair], told["median"]) for pair, told in performance.items()}
    seconds["variants"], answers["variants"] = _cpu(lambda: pm4py.get_variants(frame))
    seconds["handovers"], network = _cpu(lambda: pm4py.discover_handover_of_work_network(frame))
    answers["handovers"] = dict(network.connections)
    seconds["durations"], _found = _cpu(lambda: pm4py.get_all_case_durations(frame))
    if real is not None:
        seconds["xes"], _log = _cpu(lambda: pm4py.read_xes(str(real), show_progress_bar=False))
    return seconds, answers


def _differing(log: EventLog, theirs: dict[str, Any]) -> list[str]:
    """Which answers are not those of pm4py; its handovers are shares of all transitions."""
    from schakel.programme.process.engine.showing import all_handovers, all_variants, edges

    store = open_store(log)
    found = {
        "map": {(e.source, e.target): (e.count, e.median_seconds) for e in edges(log, store)},
        "variants": {variant.trace: variant.count for variant in all_variants(log, store)},
    }
    wrong = [name for name in found if found[name] != theirs[name]]
    handovers = {(each.source, each.target): each.count for each in all_handovers(log, store)}
    whole = sum(handovers.values())
    shares = {pair: round(share * whole, 3) for pair, share in theirs["handovers"].items()}
    return wrong + (["handovers"] if shares != handovers else [])
