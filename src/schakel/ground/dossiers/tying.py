"""When a tie is agreed on, who came to take part in that same moment is narrowed as well."""

from __future__ import annotations

from django.db import connections

from schakel.ground.journal.subscribers import Delivered
from schakel.ground.kernel.actors import current_context


def derive_tied(entry: Delivered) -> None:
    """Derive the grants of both organisations' dossiers once more, when every act of then has ended.

    The database derives them in the act that agrees; an act beside it, not committed yet, saw no tie.
    """
    ties = [thing.id for thing in entry.things if thing.type == "tie"]
    with connections[current_context().using].cursor() as cursor:
        for tie_id in ties:
            cursor.execute("select dossiers_derive_tied(%s)", [tie_id])
