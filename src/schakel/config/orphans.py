"""A web process ends when the command that started it is killed: left alone it would keep the port."""

from __future__ import annotations

import os
import signal
import threading
import time

PARENT = "SCHAKEL_PARENT"
_SECONDS = 1.0


def mark_parent() -> None:
    """In the command: tell the processes it starts whose children they are."""
    os.environ[PARENT] = str(os.getpid())


def end_with_parent() -> None:
    """In a web process: watch the command; without the mark there is none to watch."""
    parent = os.environ.get(PARENT, "")
    if parent.isdigit() and os.getppid() == int(parent):
        threading.Thread(target=_watch, args=(int(parent),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
