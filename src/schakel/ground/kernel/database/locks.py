"""Locks on files: one starter at a time, and one watcher per server."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import watch
from .layout import POINTER, Server

LOCK = "database.lock"
WATCH_LOCK = "watch.lock"


@dataclass(frozen=True)
class Watched:
    """What the holder of the watch lock wrote in it: itself, the server, and the data folder's token."""

    watcher: int
    server: int
    token: str


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the lock of this data folder; others wait. It ends with the process that holds it."""
    path = data / LOCK
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if _is_still(lock, path):
                yield
                return
        finally:
            os.close(lock)


def watched(server: Server) -> Watched | None:
    """Return who watches the server, none when nobody does."""
    try:
        lock = os.open(server.home / WATCH_LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        return None if _take(lock) else _content(lock)
    finally:
        os.close(lock)


def start_watcher(server: Server, pid: int, token: str) -> None:
    """Start the watcher of this server process unless it has one; an earlier server's watcher is ended."""
    now = watched(server)
    if now and (now.server, now.token) == (pid, token):
        return
    end_watcher(server)
    lock = os.open(server.home / WATCH_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _launch(lock, str(pid), str(lock), str(server.data / POINTER), token)
    finally:
        os.close(lock)


def end_watcher(server: Server) -> None:
    """End the watcher and wait until it let go of its lock."""
    deadline = time.monotonic() + 5.0
    while (now := watched(server)) and time.monotonic() < deadline:
        if watch.is_alive(now.watcher):
            os.kill(now.watcher, signal.SIGTERM)
        time.sleep(0.02)


def _launch(lock: int, *arguments: str) -> None:
    command = [sys.executable, "-I", "-S", watch.__file__, *arguments]
    quiet = subprocess.DEVNULL
    # The lock belongs to the open file, so the watcher that inherits it holds it until it ends.
    subprocess.run(  # noqa: S603  our own script, no shell
        command, stdin=quiet, stdout=quiet, stderr=quiet, pass_fds=(lock,), cwd="/", check=True
    )


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _content(lock: int) -> Watched | None:
    words = os.pread(lock, 200, 0).decode().split()
    return Watched(int(words[0]), int(words[1]), words[2]) if len(words) == 3 else None


def _is_still(lock: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), path.stat())
    except FileNotFoundError:
        return False
