"""How two dossiers stood before they were taken together: what is kept of that, and until when."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from schakel.ground.dossiers.verbs.merging import ClientsMerged
from schakel.ground.journal.writing import Recorded
from schakel.ground.kernel.actors import current_context


def settle(entries: list[Recorded]) -> None:
    """At the end of an act that merged, keep of how things stood only what the merge changed."""
    for entry in entries:
        if isinstance(entry.content, ClientsMerged) and entry.content.goes_on:
            with connections[current_context().using].cursor() as cursor:
                cursor.execute("select dossiers_merge_settle(%s)", [UUID(entry.content.merge)])


def tidy_merges(*, using: str = "batch") -> int:
    """Forget how things stood before merges that can't be undone any more; returns how many. Once a day."""
    with connections[using].cursor() as cursor:
        cursor.execute("select dossiers_merge_tidy()")
        return int(cursor.fetchone()[0])
