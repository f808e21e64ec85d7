"""The dossier page and the tabs with its plan, its norms and its services, as a browser gets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from tests.performance.bench_diagnosis_page import Coach
from tests.performance.bench_dossier_page import coaches, median, p95, statements_of
from tests.performance.serving import Browser, server
from tests.performance.snapshot import snapshot
from tests.performance.stage import machine

WARM, ASKED = 20, 200
FILLED = 12
"""Dossiers of one coach that get a plan and a service, in turn asked for."""
TABS = {
    "dossier": "",
    "plan": "plan/",
    "whole plan": "plan/whole/",
    "norms": "rules/",
    "services": "services/",
}


def run(shared: Path | None = None) -> dict[str, Any]:
    """p95 and median milliseconds of each page; the slowest against the help page of the same shell."""
    with snapshot() as (data, dossiers):
        username, found = next(iter(coaches().items()))
        _fill(username, [UUID(path.strip("/").split("/")[-1]) for path in found[:FILLED]])
        paths = {name: [path + tab for path in found[:FILLED]] for name, tab in TABS.items()}
        statements = {name: statements_of(pages[0], username) for name, pages in paths.items()}
        with server(data) as port:
            browser = Browser(port, username)
            baseline = browser.times(["/help/"], asked=ASKED, warm=WARM)
            times = {name: browser.times(pages, asked=ASKED, warm=WARM) for name, pages in paths.items()}
    slowest = max(times.values(), key=median)
    return {
        "bench": "dossier-tabs",
        "result": {
            name: {"p95_ms": p95(page), "median_ms": median(page), "statements": statements[name]}
            for name, page in times.items()
        },
        "baseline": {
            "what": "the help page in the same shell",
            "p95_ms": p95(baseline),
            "median_ms": median(baseline),
        },
        "ratio": round(median(slowest) / median(baseline), 2),
        "unit": "ms per page",
        "n": ASKED,
        "dossiers": dossiers,
        "concurrency": 1,
        "warm": True,
        "process": "one web worker of one thread; asked over loopback",
        "machine": machine(),
    }


def _fill(username: str, ids: list[UUID]) -> None:
    """Through the acts, once: a plan agreed at the table and a service that runs."""
    from schakel.jobseekers.plans.models import Plan
    from schakel.jobseekers.plans.tests import scene as plans
    from schakel.jobseekers.services.models import ServiceUse
    from schakel.jobseekers.services.tests import scene as services

    coach: Any = Coach(username)
    for dossier_id in ids:
        with coach.at_work():
            has_plan = Plan.objects.filter(dossier_id=dossier_id).exists()
            has_service = ServiceUse.objects.filter(dossier_id=dossier_id).exists()
        if not has_plan:
            plans.running(coach, dossier_id)
        if not has_service:
            services.tell(coach, dossier_id, **services.GUIDED)
            use_id = services.choose(coach, dossier_id, "module-sollicitatie", **services.written())
            services.decided(coach, dossier_id, use_id)
            services.started(coach, dossier_id, use_id)
