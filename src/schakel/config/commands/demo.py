"""`schakel demo`: the demonstration, from an empty folder to pages that answer."""

from __future__ import annotations

import argparse
import os
from typing import Any

from schakel.config.output import OK, WRONG_USE, say, tell_error
from schakel.config.parsing import add_command, port_number
from schakel.ground.kernel.errors import InvalidError

HOST = "127.0.0.1"


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = add_command(subparsers, "demo", "Start de proefomgeving met verzonnen mensen.", run)
    parser.add_argument("--port", type=port_number, default=8000, help="poort (anders 8000)")


def run(arguments: argparse.Namespace) -> int:
    """Start the database, tell the story once, and serve until stopped; the database goes on."""
    from schakel.config.serving import require_free, serve

    os.environ["SCHAKEL_DEMO"] = "1"
    os.environ.setdefault("SCHAKEL_MAIL_URL", "folder")
    try:
        require_free(HOST, arguments.port)
    except InvalidError as error:
        return max(tell_error(error), WRONG_USE)
    _prepare()
    _show_accounts(arguments.port)
    serve(HOST, arguments.port, workers=1)
    return OK


def _prepare() -> None:
    from schakel.config.preparing import migrate, set_up_django, start_database

    say("De database wordt gestart.")
    start_database()
    set_up_django()
    if migrate():
        say("De tabellen zijn bijgewerkt.")
    from django.db import connections

    from schakel.simulation.demo import fill

    fill(report=say)
    # The web process is forked from this one and must not share its connections.
    connections.close_all()


def _show_accounts(port: int) -> None:
    from schakel.simulation.demo import PASSWORD, cast

    say(f"\nSchakel, proefomgeving met verzonnen mensen: http://{HOST}:{port}/\n")
    rows = [("inlognaam", "naam", "rol", "organisatie", "wat u ziet"), *cast()]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        say(f"  {'  '.join([*cells, row[4]])}")
    say(
        f"\nWachtwoord voor iedereen: {PASSWORD}. Stoppen: Ctrl-C. "
        "De database stopt met: schakel database stop\n"
    )
