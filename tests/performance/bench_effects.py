"""How long ten services of 50,000 clients take, from file to answers, and the same estimates by DoubleML.

Baseline: DoubleML (PyPI) on the same rows, columns and number of folds, with the logistic regression of its
documentation. Both are measured on one thread; the whole command uses a process per core.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import doubleml
import pandas
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from schakel.programme.effects.asking import EVERY, ask_file
from schakel.programme.effects.estimating import estimate_effect
from schakel.programme.effects.model import Estimate, Sample, Settings
from schakel.programme.effects.nuisance import basis
from schakel.programme.effects.plain import Naming
from schakel.programme.effects.simulator import SERVICES, TRAITS, draw_cohort, month_csv, month_table
from schakel.programme.effects.trials import build_trials

CLIENTS = 50_000
ROUNDS = 3
NAMING = Naming("service", "work", TRAITS, "client", "start", "month", ("language",))


def run(_shared: Path | None) -> dict[str, Any]:
    """Time ours and the baseline in turns, then the whole command; the middle round counts."""
    cohort = draw_cohort(CLIENTS, 1)
    table = month_table(cohort)
    samples = [build_trials(table, service.name, 12).sample for service in SERVICES]
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [estimate_effect(sample, Settings(splits=1)).estimate for sample in samples]
        told = [theirs(sample) for sample in samples]
        ours, baseline = [], []
        for _round in range(ROUNDS):
            ours.append(_spent(lambda: [estimate_effect(each, Settings(splits=1)) for each in samples]))
            baseline.append(_spent(lambda: [theirs(each) for each in samples]))
    whole = _whole_command(month_csv(cohort))
    return {
        "bench": "effects",
        "result": round(statistics.median(ours), 2),
        "baseline": round(statistics.median(baseline), 2),
        "ratio": round(statistics.median(baseline) / statistics.median(ours), 1),
        "unit": "CPU seconds for the effects of ten services, one thread",
        "n": sum(len(sample.treated) for sample in samples),
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "largest_difference": max(abs(a.effect - b.effect) for a, b in zip(found, told, strict=True)),
        "largest_error_ratio": max(abs(a.se / b.se - 1) for a, b in zip(found, told, strict=True)),
        "whole_command": whole,
        "clients": CLIENTS,
        "services": len(SERVICES),
        "rounds": ROUNDS,
        "concurrency": 1,
        "warm": True,
        "process": "this one; whole_command on one process per core",
    }


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def theirs(sample: Sample) -> Estimate:
    """The effect on the treated by DoubleML, with errors clustered by person."""
    seen = sample.weight > 0
    columns = basis(sample.covariates, int(sample.treated.sum()))[seen]
    names = [f"x{number}" for number in range(columns.shape[1])]
    frame = pandas.DataFrame(columns, columns=names)
    frame["y"], frame["d"], frame["who"] = (
        sample.outcome[seen],
        sample.treated[seen] * 1.0,
        sample.person[seen],
    )
    data = doubleml.DoubleMLData(frame, "y", "d", names, cluster_cols="who")
    model = LogisticRegression(C=10.0, max_iter=1_000)
    made = doubleml.DoubleMLIRM(data, model, model, n_folds=5, score="ATTE").fit()
    return Estimate(float(made.coef[0]), float(made.se[0]))


def _whole_command(text: str) -> dict[str, Any]:
    """Reading, trials, estimates, checks, sensitivity and course; peak memory of parent and largest child."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "months.csv"
        path.write_text(text, encoding="utf-8")
        began = time.perf_counter()
        values = ask_file(path, NAMING, service=EVERY, processes=os.cpu_count() or 1)
        seconds = time.perf_counter() - began
        size = path.stat().st_size
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "seconds": round(seconds, 1),
        "answered": sum(answer["status"] == "answered" for answer in values["services"]),
        "rows": values["rows"]["rows"],
        "file_mb": round(size / 1e6),
        "peak_mb": [round(peak / 1024) for peak in peaks],
        "processes": os.cpu_count(),
    }
