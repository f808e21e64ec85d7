"""Sealing as whoever runs the machine: by the worker each day, or by command."""

from __future__ import annotations

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.journal.actions import seal_journal
from schakel.ground.kernel.actors import as_actor


def seal_today() -> int:
    """Seal the journal as it stands; returns the seal's number. Raises ConflictError."""
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return seal_journal(actor=actor)
