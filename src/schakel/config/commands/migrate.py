"""`schakel migrate`: bring the tables up to date."""

from __future__ import annotations

import argparse
from typing import Any

from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command


def register(subparsers: Any) -> None:
    """Add the command."""
    add_command(subparsers, "migrate", "Werk de tabellen van de database bij.", run, has_json=True)


def run(arguments: argparse.Namespace) -> int:
    """Start the database when it is ours, and apply what it lacks."""
    from schakel.config.preparing import migrate, set_up_django, start_database

    start_database()
    set_up_django()
    count = migrate()
    say(f"{count} wijzigingen uitgevoerd." if count else "De database was al bijgewerkt.")
    if arguments.json:
        show_json({"applied": count})
    return OK
