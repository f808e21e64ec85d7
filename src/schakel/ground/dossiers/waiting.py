"""How many clients wait in the queues of one's own organisation, for the pages on teams."""

from __future__ import annotations

from django.db import connections

from schakel.ground.kernel.actors import current_context


def count_waiting(reader_ids: list[int]) -> dict[int, int]:
    """Clients in a queue today by the queue's reader, at most 1,000; other organisations' are left out."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select reader_id, waiting from dossiers_waiting(%s)", [reader_ids])
        return dict(cursor.fetchall())
