"""Streams that are read together: the entries of a dossier, and of those that were joined to it."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from schakel.ground.kernel.actors import current_context


def streams_of(dossier_id: UUID) -> list[UUID]:
    """The streams in which the entries of a dossier stand: its own, and those that were joined to it."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select journal_streams(%s)", [dossier_id])
        found: list[UUID] = cursor.fetchone()[0]
    return found
