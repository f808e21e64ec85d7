"""The web process of a benchmark, and browsers that are logged in to it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Web:
    """A running web process: where it listens, and its process."""

    port: int
    pid: int

    def memory_mb(self) -> int:
        """Megabytes of it and its workers together; what they share is counted once."""
        return sum(_share_kb(pid) for pid in (self.pid, *_children(self.pid))) // 1024


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def _share_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def server(data: Path, *, workers: int = 1) -> Iterator[int]:
    """The web process over the database of that folder; its port."""
    with web(data, workers=workers) as running:
        yield running.port


@contextmanager
def web(data: Path, *, workers: int = 1) -> Iterator[Web]:
    """The web process over the database of that folder."""
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
        str(workers),
        "--blocking-threads",
        "1",
        "--log-level",
        "error",
        "schakel.config.wsgi:application",
    ]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield Web(port, process.pid)
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


class Browser:
    """A logged-in session over one kept connection."""

    def __init__(self, port: int, username: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.ask("GET", "/login/")
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

    def times(self, paths: Sequence[str], *, asked: int, warm: int) -> list[float]:
        """Milliseconds of each asking, one after another, after some that are not counted."""
        milliseconds = []
        for number in range(-warm, asked):
            begin = time.perf_counter()
            status = self.ask("GET", paths[number % len(paths)])
            if status != 200:
                raise RuntimeError(f"{paths[number % len(paths)]} answered {status}")
            if number >= 0:
                milliseconds.append((time.perf_counter() - begin) * 1e3)
        return milliseconds
