"""Finding people: the search function, asked with the readers of the actor or with some of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connections

from schakel.ground.dossiers.asking import Asked
from schakel.ground.kernel.actors import current_context

MOST = 200
_FIND = (
    "select client_id, why from dossiers_find(%s::text[], %s, %s, %s, %s::date, %s, %s::int, %s::int[], %s)"
)


def find_people(asked: Asked, *, readers: Sequence[int] | None = None, limit: int = MOST) -> dict[UUID, str]:
    """Whom the actor may see that fit the question, the best first, each with why.

    Why is number, client_number, phone, address, birth, name, begins or sounds. readers narrows the
    question to some of the actor's own; others are never added.
    """
    if asked.is_empty:
        return {}
    values = [
        list(asked.words),
        asked.said,
        asked.said,
        asked.phone or None,
        asked.birth_date,
        asked.postcode or None,
        asked.house_number,
        list(readers) if readers is not None else None,
        limit,
    ]
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_FIND, values)
        return dict(cursor.fetchall())
