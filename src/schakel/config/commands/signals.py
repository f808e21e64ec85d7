"""`schakel signals run`: compute every signal anew, as the day does; safe to break off and to repeat."""

from __future__ import annotations

import argparse
from typing import Any

from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group


def register(subparsers: Any) -> None:
    """Add the command."""
    group = add_group(subparsers, "signals", "De signalen bijwerken.")
    add_command(group, "run", "Reken alle signalen opnieuw uit.", run, has_json=True)


def run(arguments: argparse.Namespace) -> int:
    """Say for how many dossiers the signals were computed."""
    from schakel.config.preparing import prepare

    prepare()
    from schakel.ground.signals.refreshing import refresh_all

    count = refresh_all()
    say(f"Signalen bijgewerkt voor {count} dossiers.")
    if arguments.json:
        show_json({"dossiers": count})
    return OK
