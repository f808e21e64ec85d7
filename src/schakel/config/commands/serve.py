"""`schakel serve`: the pages, for use behind an own web server."""

from __future__ import annotations

import argparse
from typing import Any

from schakel.config.output import OK
from schakel.config.parsing import add_command, port_number


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = add_command(subparsers, "serve", "Start Schakel op de voorgrond.", run)
    parser.add_argument(
        "--host", default="127.0.0.1", help="adres waarop geluisterd wordt (anders 127.0.0.1)"
    )
    parser.add_argument("--port", type=port_number, default=8000, help="poort (anders 8000)")
    parser.add_argument("--workers", type=int, default=2, metavar="AANTAL", help="webprocessen (anders 2)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C; the database goes on."""
    from schakel.config.preparing import prepare
    from schakel.config.serving import require_free, serve

    require_free(arguments.host, arguments.port)
    prepare()
    from django.db import connections

    connections.close_all()
    serve(arguments.host, arguments.port, workers=max(1, arguments.workers))
    return OK
