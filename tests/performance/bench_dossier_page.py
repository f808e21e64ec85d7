"""The dossier page as a browser gets it: alone and warm, and at thirty requests a second."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

from tests.performance.open_loop import Round, open_loop
from tests.performance.serving import Browser, server
from tests.performance.snapshot import snapshot
from tests.performance.stage import connect, machine

WARM, ASKED = 30, 300
RATE, SECONDS, BROWSERS, WORKERS = 30, 20, 30, 2

# Coaches with a full caseload, each with their oldest dossiers: what has most of a life.
_COACHES = """
select a.username, (array_agg(l.dossier_id order by l.opened_on, l.dossier_id))[1:20]
  from access_reader r join accounts_account a on a.id = r.account_id
  join dossiers_listeddossier l on l.reader_id = r.id and l.valid_to = 'infinity'
 where r.role in ('work_coach', 'client_manager')
 group by 1 having count(*) >= 20 order by md5(a.username) limit 10
"""


def run(shared: Path | None = None) -> dict[str, Any]:
    """p95 and median milliseconds of the dossier page, with the help page of the same shell as baseline."""
    with snapshot() as (data, dossiers):
        found = coaches()
        username, paths = next(iter(found.items()))
        statements = statements_of(paths[0], username)
        with server(data) as port:
            browser = Browser(port, username)
            baseline = browser.times(["/help/"], asked=ASKED, warm=WARM)
            page = browser.times(paths, asked=ASKED, warm=WARM)
        with server(data, workers=WORKERS) as port:
            busy = _busy(port, found)
    return {
        "bench": "dossier-page",
        "result": {
            "p95_ms": p95(page),
            "median_ms": median(page),
            "statements": statements,
            "at_30_per_second": {"p95_ms": p95(busy), "median_ms": median(busy), "requests": len(busy)},
        },
        "baseline": {
            "what": "the help page in the same shell",
            "p95_ms": p95(baseline),
            "median_ms": median(baseline),
        },
        "ratio": round(median(page) / median(baseline), 2),
        "unit": "ms per page",
        "n": ASKED,
        "dossiers": dossiers,
        "concurrency": f"1, and {RATE} requests a second that do not wait for each other",
        "warm": True,
        "process": f"one web worker of one thread, {WORKERS} at the rate; asked over loopback",
        "machine": machine(),
    }


def coaches() -> dict[str, list[str]]:
    with connect("schakel_owner") as owner:
        rows = owner.execute(_COACHES).fetchall()
    return {username: [f"/dossiers/{dossier_id}/" for dossier_id in ids] for username, ids in rows}


def _busy(port: int, people: dict[str, list[str]]) -> list[float]:
    """Milliseconds of thirty coaches who each open one of their dossiers every second."""
    rounds = [
        Round(Browser(port, name), paths) for name, paths in (list(people.items()) * BROWSERS)[:BROWSERS]
    ]
    answers = open_loop(rounds, rate=RATE, seconds=SECONDS)
    if answers.failed:
        raise RuntimeError(f"{len(answers.failed)} of {RATE * SECONDS} requests were not answered")
    return answers.times


def statements_of(path: str, username: str) -> int:
    """Statements that the page itself sends, beyond those of every page."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from schakel.ground.accounts.models import Account

    settings.ALLOWED_HOSTS = ["*"]
    browser = Client()
    browser.force_login(Account.objects.get(username=username))
    counts = []
    for asked in ("/help/", path):
        browser.get(asked)
        with CaptureQueriesContext(connection) as captured:
            browser.get(asked)
        counts.append(len(captured))
    connection.close()
    return counts[1] - counts[0]


def p95(values: list[float]) -> float:
    return round(statistics.quantiles(values, n=20)[-1], 1)


def median(values: list[float]) -> float:
    return round(statistics.median(values), 1)
