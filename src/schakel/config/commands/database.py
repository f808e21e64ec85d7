"""`schakel database`: start, stop and question the embedded server, and print the roles for an own one."""

from __future__ import annotations

import argparse
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show, show_json
from schakel.config.parsing import add_command, add_group

_STATES = {
    "absent": "er is nog geen database",
    "stopped": "de database staat stil",
    "running": "de database draait",
    "stale": "de database is onverwacht gestopt",
}


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "database", "Beheer de ingebouwde database.")
    add_command(group, "start", "Start de database; zij blijft draaien.", start, has_json=True)
    add_command(group, "stop", "Stop de database.", stop, has_json=True)
    add_command(group, "status", "Zeg hoe de database eraan toe is (0: zij draait).", status, has_json=True)
    add_command(group, "roles", "Geef de SQL die een beheerder eenmalig op een eigen server draait.", roles)


def start(arguments: argparse.Namespace) -> int:
    """Start the server; at once when it runs already."""
    from schakel.ground.kernel.database import default_data
    from schakel.ground.kernel.database import start as start_server

    start_server(default_data())
    return status(arguments)


def stop(arguments: argparse.Namespace) -> int:
    """Stop the server; good as well when it didn't run."""
    from schakel.ground.kernel.database import default_data
    from schakel.ground.kernel.database import stop as stop_server

    was_running = stop_server(default_data())
    say("De database is gestopt." if was_running else "De database draaide niet.")
    if arguments.json:
        show_json({"stopped": was_running})
    return OK


def status(arguments: argparse.Namespace) -> int:
    """Tell the state; 1 when it doesn't run."""
    from schakel.ground.kernel.database import default_data
    from schakel.ground.kernel.database import status as status_of

    found = status_of(default_data())
    say(f"{found.data}: {_STATES[found.state]}.")
    if arguments.json:
        show_json({"state": found.state, "pid": found.pid, "data": found.data, "version": found.version})
    return OK if found.state == "running" else PROBLEMS


def roles(arguments: argparse.Namespace) -> int:
    """Print the SQL on standard output."""
    from schakel.ground.kernel.database import roles_sql

    show(roles_sql())
    return OK
