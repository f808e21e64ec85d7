"""`schakel check`: whether this installation can work."""

from __future__ import annotations

import argparse
from typing import Any

from schakel.config.output import OK, PROBLEMS, say, show_json
from schakel.config.parsing import add_command


def register(subparsers: Any) -> None:
    """Add the command."""
    add_command(subparsers, "check", "Kijk of deze installatie in orde is.", run, has_json=True)


def run(arguments: argparse.Namespace) -> int:
    """Tell every problem with settings, database and migrations; 1 when there is any."""
    from schakel.config.preparing import set_up_django

    set_up_django()
    problems = [*_of_settings(), *(_of_database() or _of_migrations())]
    for problem in problems:
        say(f"- {problem}")
    say("Er is werk te doen." if problems else "Alles is in orde.")
    if arguments.json:
        show_json({"ok": not problems, "problems": problems})
    return PROBLEMS if problems else OK


def _of_settings() -> list[str]:
    from django.core.checks import WARNING, run_checks

    return [f"instellingen: {found.msg}" for found in run_checks() if found.is_serious(WARNING)]


def _of_database() -> list[str]:
    from django.db import Error, connections

    from schakel.config.preparing import is_embedded, start_database
    from schakel.ground.kernel.database import default_data, status

    if is_embedded():
        if status(default_data()).state == "absent":
            return [f"database: in {default_data()} is nog geen database. Maak haar met: schakel migrate"]
        start_database()
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        return ["database: niet bereikbaar. Kijk het adres en het wachtwoord na."]
    return []


def _of_migrations() -> list[str]:
    from schakel.config.preparing import pending_migrations

    missing = pending_migrations()
    return [f"tabellen: {len(missing)} wijzigingen open. Werk bij met: schakel migrate"] if missing else []
