"""The worker runs beside the pages, begins again when it falls, and ends with them."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from schakel.config import working
from schakel.config.tests.test_serving import ends_within
from schakel.config.working import worker_beside
from schakel.ground.journal import working as rounds
from schakel.ground.kernel.database.watch import is_alive

_SAY = (
    "import os, signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit());"
    " open(os.environ['SAID'], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
)


@pytest.fixture
def said(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[int]]:
    """The process ids of the workers that began, oldest first."""
    path = f"{tmp_path}/said"
    monkeypatch.setenv("SAID", path)
    monkeypatch.setattr(working, "_COMMAND", _SAY)
    monkeypatch.setattr(working, "AGAIN_SECONDS", 0.1)

    def read() -> list[int]:
        if not os.path.exists(path):
            return []
        with open(path, encoding="ascii") as file:
            return [int(line) for line in file]

    return read


def _wait_for(said: Callable[[], list[int]], count: int) -> list[int]:
    deadline = time.monotonic() + 20
    while len(said()) < count and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(said()) == count
    return said()


def test_it_ends_with_the_pages(said: Callable[[], list[int]]) -> None:
    with worker_beside():
        [worker] = _wait_for(said, 1)
        assert is_alive(worker)
    assert ends_within(worker, seconds=1)


def test_it_begins_again_when_it_falls(said: Callable[[], list[int]]) -> None:
    with worker_beside():
        [first] = _wait_for(said, 1)
        os.kill(first, signal.SIGKILL)
        _first, second = _wait_for(said, 2)
    assert ends_within(second, seconds=1)


def test_asked_to_stop_it_does_no_further_round(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, done = threading.Event(), []
    monkeypatch.setattr(rounds, "begin_all", lambda: None)

    def one_round() -> int:
        done.append(1)
        stop.set()
        return 1

    monkeypatch.setattr(rounds, "one_round", one_round)
    rounds.work(stop)
    assert done == [1]
