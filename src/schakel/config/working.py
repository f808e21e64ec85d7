"""The worker beside the pages: started with them, started again when it falls, and stopped with them."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN_SECONDS = 5.0
STOP_SECONDS = 20.0
_COMMAND = "from schakel.config.cli import main; raise SystemExit(main(['worker']))"


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker process running for as long as the block lasts.

    It inherits the environment, so it works on the same data, and it ends with this process (orphans.py)
    even when that is killed.
    """
    stop = threading.Event()
    keeper = threading.Thread(target=_keep, args=(stop,))
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep(stop: threading.Event) -> None:
    while not stop.is_set():
        process = subprocess.Popen([sys.executable, "-c", _COMMAND])  # noqa: S603
        while process.poll() is None and not stop.wait(0.2):
            pass
        if process.poll() is None:
            _end(process)
        stop.wait(AGAIN_SECONDS)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let it finish the batch at hand; what it was doing when killed is undone by the database."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
