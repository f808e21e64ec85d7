"""A web process ends with the command that started it, and only through it."""

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
    """In a web process: watch the command, since a process left alone keeps the port.

    Without the mark there is no command to watch.
    """
    parent = os.environ.get(PARENT, "")
    if parent.isdigit() and os.getppid() == int(parent):
        # Ctrl-C goes to a whole process group. Reaching granian's worker a moment before the command's
        # own request to stop, it left the worker waiting until it was killed.
        os.setpgid(0, 0)
        threading.Thread(target=_watch, args=(int(parent),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
