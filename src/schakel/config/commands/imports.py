"""`schakel import`: files of organisations, by the imports room's own command."""

from __future__ import annotations

import argparse
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from schakel.config.parsing import add_command

_ROOM = "schakel.information.imports.command"


def register(subparsers: Any) -> None:
    """Add the command where the room has it; its arguments follow when it is chosen."""
    if find_spec(_ROOM) is None:
        return
    parser = add_command(subparsers, "import", "Lees een bestand van een organisatie in.", run)

    def add_arguments() -> None:
        from schakel.config.preparing import set_up_django

        set_up_django()
        import_module(_ROOM).add_arguments(parser)

    parser.late = add_arguments


def run(arguments: argparse.Namespace) -> int:
    """Hand over to the room, with a database that is up to date."""
    from schakel.config.preparing import prepare

    prepare()
    return int(import_module(_ROOM).run(arguments))
