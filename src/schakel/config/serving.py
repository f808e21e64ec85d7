"""Serving the pages with granian in the foreground, and saying `ready` when they really answer."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
from http.client import HTTPConnection, HTTPException
from typing import Any

from schakel.config.orphans import mark_parent
from schakel.config.output import show
from schakel.config.working import worker_beside
from schakel.ground.kernel.errors import InvalidError, SchakelError

READY_SECONDS = 60.0
BLOCKING_THREADS = 4
_STDERR = {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}
_LOGS: dict[str, Any] = {"handlers": {"console": _STDERR, "access": _STDERR}}
"""Standard output is for the line `ready`."""


def require_free(host: str, port: int) -> None:
    """Raise InvalidError when the port can't be opened, with what to do about it."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise _not_free(host, port, error) from error


def serve(host: str, port: int, *, workers: int) -> None:
    """Serve until SIGTERM or Ctrl-C; prints `ready http://HOST:PORT/` on standard output when it answers.

    Raises SchakelError when the web processes keep failing.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    mark_parent()
    threading.Thread(target=_announce, args=(host, port), daemon=True).start()
    server = Server(
        "schakel.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_dictconfig=_LOGS,
    )
    with worker_beside():
        try:
            server.serve()
        except SystemExit as end:
            # Ctrl-C reaches the web processes too; granian then takes their end for a failure.
            if not server.interrupt_signal:
                raise _stopped() from end


def _announce(host: str, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if _answers(host, port):
            show(f"ready http://{host}:{port}/")
            return
        time.sleep(0.1)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
    try:
        connection.request("GET", "/health/", headers={"Host": f"127.0.0.1:{port}"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _stopped() -> SchakelError:
    return SchakelError(
        "De webserver is gestopt.",
        "Een webproces viel steeds weer uit; de regels hierboven zeggen waarom.",
        "Los dat op en start opnieuw.",
    )


def _not_free(host: str, port: int, error: OSError) -> InvalidError:
    if error.errno == errno.EADDRINUSE:
        why = "Een ander programma, of een eerder gestarte Schakel, luistert daar al."
    else:
        why = f"Het systeem meldt: {os.strerror(error.errno or 0)}."
    return InvalidError(
        f"Poort {port} op {host} is niet vrij.",
        why,
        f"Stop dat programma, of kies een andere: --port {port + 1}",
    )
