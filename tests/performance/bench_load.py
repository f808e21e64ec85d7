"""A working day of many at once: thirty mixed pages a second for ten minutes, and memory meanwhile."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.performance.bench_dossier_page import coaches, median, p95
from tests.performance.open_loop import Round, open_loop
from tests.performance.serving import Browser, Web, web
from tests.performance.snapshot import large_and_small, snapshot
from tests.performance.stage import machine

RATE, WORKERS, BROWSERS = 30, 2, 30
SECONDS = int(os.environ.get("SCHAKEL_BENCH_SECONDS", "600"))
BASELINE_SECONDS = 30
_TABS = ("", "contacts/", "plan/", "profile/", "diagnosis/", "rules/", "services/", "signals/")
_OWN = ("/day/", "/dossiers/", "/dossiers/?q=jansen", "/help/", "/signals/")
_OFFICE = ("/signals/", "/dossiers/", "/dossiers/?q=vis", "/imports/")


def run(shared: Path | None = None) -> dict[str, Any]:
    """p95 and median milliseconds over all pages, errors, and megabytes of the web processes by minute."""
    with snapshot() as (data, dossiers), web(data, workers=WORKERS) as running:
        help_pages = [Round(each.browser, ["/help/"]) for each in _rounds(running.port)]
        baseline = open_loop(help_pages, rate=RATE, seconds=BASELINE_SECONDS)
        rounds = _rounds(running.port)
        with _watched(running) as megabytes:
            answers = open_loop(rounds, rate=RATE, seconds=SECONDS)
    return {
        "bench": "load",
        "result": {
            "p95_ms": p95(answers.times),
            "median_ms": median(answers.times),
            "requests": RATE * SECONDS,
            "errors": len(answers.failed),
            "failed": sorted({f"{_kind(path)} {status}" for path, status in answers.failed}),
            "slowest_page_median_ms": _slowest(answers.by_path),
            "memory_mb_by_minute": megabytes,
        },
        "baseline": {
            "what": "the help page in the same shell at the same rate",
            "p95_ms": p95(baseline.times),
            "median_ms": median(baseline.times),
        },
        "ratio": round(p95(answers.times) / p95(baseline.times), 2),
        "unit": "ms per page; megabytes",
        "n": len(answers.times),
        "dossiers": dossiers,
        "concurrency": f"{RATE} requests a second that do not wait for each other, {BROWSERS} people",
        "warm": True,
        "process": f"{WORKERS} web workers of one thread; asked over loopback from the same machine",
        "machine": machine(),
    }


def _rounds(port: int) -> list[Round]:
    """Coaches with their own dossiers, tab after tab, and a few of the back offices between them."""
    found = coaches()
    mixed = {name: _turns(paths) for name, paths in found.items()}
    mixed |= {reader.username: list(_OFFICE) for reader in large_and_small()}
    people = (list(mixed.items()) * BROWSERS)[:BROWSERS]
    return [Round(Browser(port, name), paths) for name, paths in people]


def _turns(dossiers: list[str]) -> list[str]:
    """Two thirds of what is asked is a tab of a dossier, the rest lists, search and the day."""
    turns = []
    for number, dossier in enumerate(dossiers):
        tabs = [dossier + _TABS[(2 * number + step) % len(_TABS)] for step in range(2)]
        turns += [*tabs, _OWN[number % len(_OWN)]]
    return turns


def _slowest(by_path: list[tuple[str, float]]) -> dict[str, Any]:
    """The kind of page with the highest median, and that median."""
    kinds: dict[str, list[float]] = {}
    for path, milliseconds in by_path:
        kinds.setdefault(_kind(path), []).append(milliseconds)
    worst = max(kinds, key=lambda kind: median(kinds[kind]))
    return {"page": worst, "ms": median(kinds[worst])}


def _kind(path: str) -> str:
    """The page without whom it is about."""
    parts = path.split("?")[0].strip("/").split("/")
    return "/".join([parts[0], "…", *parts[2:]] if parts[0] == "dossiers" and len(parts) > 1 else parts)


@contextmanager
def _watched(running: Web) -> Iterator[list[int]]:
    """Megabytes of the web processes now, after each minute, and at the end."""
    megabytes, is_over = [running.memory_mb()], threading.Event()

    def watch() -> None:
        while not is_over.wait(60):
            megabytes.append(running.memory_mb())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield megabytes
    finally:
        is_over.set()
        watcher.join()
        megabytes.append(running.memory_mb())
