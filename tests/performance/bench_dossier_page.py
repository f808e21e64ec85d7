"""The dossier page as a browser gets it: one worker, warm, one request at a time."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.performance.stage import machine, throw_away_database

WARM, ASKED, OTHERS = 30, 300, 500


def run(shared: Path | None = None) -> dict[str, Any]:
    """Median and p95 milliseconds of the dossier page, with the help page of the same shell as baseline."""
    with throw_away_database() as data:
        dossier_id, username = _fill()
        statements = _statements(dossier_id, username)
        with _server(data) as port:
            browser = _Browser(port, username)
            baseline = browser.times("/help/")
            page = browser.times(f"/dossiers/{dossier_id}/")
    return {
        "bench": "dossier-page",
        "result": {"p95_ms": _p95(page), "median_ms": _median(page), "statements": statements},
        "baseline": {
            "what": "the help page in the same shell",
            "p95_ms": _p95(baseline),
            "median_ms": _median(baseline),
        },
        "ratio": round(_median(page) / _median(baseline), 2),
        "unit": "ms per page",
        "n": ASKED,
        "concurrency": 1,
        "warm": True,
        "process": "one web worker with one thread, asked by this process over loopback",
        "machine": machine(),
    }


def _fill() -> tuple[str, str]:
    """One dossier with a life, among others that are not shown."""
    from schakel.ground.access.types import Purpose
    from schakel.ground.dossiers.actions import Responsible, open_dossiers
    from schakel.ground.kernel import clock
    from schakel.jobseekers.contacts.actions import NewContact, record_contact
    from tests.access.stage import Stage
    from tests.world import new_client

    stage = Stage()
    marloes = stage.world.marloes
    me = Responsible(membership_id=marloes.membership_id)
    with marloes.at_work(Purpose.INTAKE) as actor:
        pairs = [(new_client(), me) for _ in range(OTHERS)]
        open_dossiers(actor=actor, organisation_id=stage.world.uwv, clients=pairs)
    with marloes.at_work() as actor:
        for number in range(40):
            new = NewContact(clock.now(), "phone", "progress", f"Voortgang besproken, deel {number}.")
            record_contact(actor=actor, dossier_id=stage.dossier_id, new=new)
    return str(stage.dossier_id), marloes.username


def _statements(dossier_id: str, username: str) -> int:
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
    for path in ("/help/", f"/dossiers/{dossier_id}/"):
        browser.get(path)
        with CaptureQueriesContext(connection) as captured:
            browser.get(path)
        counts.append(len(captured))
    connection.close()
    return counts[1] - counts[0]


@contextmanager
def _server(data: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "SCHAKEL_DATA": str(data),
        "SCHAKEL_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "schakel.config.settings.prod",
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += [
        "--workers",
        "1",
        "--blocking-threads",
        "1",
        "--log-level",
        "error",
        "schakel.config.wsgi:application",
    ]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the web process did not answer")


class _Browser:
    """A logged-in session over one kept connection."""

    def __init__(self, port: int, username: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.ask("GET", "/demo/")
        token = self.cookies["csrftoken"]
        self.ask("POST", "/demo/", urlencode({"account": username, "csrfmiddlewaretoken": token}))

    def ask(self, method: str, path: str, body: str | None = None) -> int:
        """One request; returns its status."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _sep, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return response.status

    def times(self, path: str) -> list[float]:
        """Milliseconds of each asking, after some that are not counted."""
        for _ in range(WARM):
            status = self.ask("GET", path)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
        milliseconds = []
        for _ in range(ASKED):
            begin = time.perf_counter()
            self.ask("GET", path)
            milliseconds.append((time.perf_counter() - begin) * 1e3)
        return milliseconds


def _p95(values: list[float]) -> float:
    return round(statistics.quantiles(values, n=20)[-1], 1)


def _median(values: list[float]) -> float:
    return round(statistics.median(values), 1)
