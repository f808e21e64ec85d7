"""A yes of another organisation, told to the rows of files that wait for it; within the act that answers."""

from __future__ import annotations

from django.db import connections

from schakel.ground.journal.writing import Recorded
from schakel.ground.kernel.actors import current_context


def note_agreed(entry: Recorded) -> None:
    """Mark the rows that may be taken in now; a question that was refused marks none."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select imports_note_agreed(%s)", [entry.dossier_id])
