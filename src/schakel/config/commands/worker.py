"""`schakel worker`: subscribers of the journal and daily tasks, in the foreground."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import Any

from schakel.config.output import OK, say
from schakel.config.parsing import add_command


def register(subparsers: Any) -> None:
    """Add the command."""
    add_command(subparsers, "worker", "Doe op de achtergrond wat na een handeling of elke dag gebeurt.", run)


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; beside `schakel serve` it is started by itself."""
    from schakel.config.orphans import end_with_parent
    from schakel.config.preparing import prepare

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    end_with_parent()
    prepare()
    from schakel.ground.journal.working import work

    say("De werker is begonnen.")
    work(stop)
    return OK
