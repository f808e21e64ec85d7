"""`schakel import`: files of organisations, by the imports room's own command."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from schakel.config.parsing import add_command, add_group

_ROOM = "schakel.information.imports.command"


def register(subparsers: Any) -> None:
    """Add the command where the room has it; it must be importable without Django set up."""
    if find_spec(_ROOM) is None:
        return
    room = import_module(_ROOM)
    group = add_group(subparsers, "import", "Bestanden van organisaties inlezen.")
    room.add_arguments(add_command(group, "clients", "Lees cliënten in uit een bestand.", room.run))
