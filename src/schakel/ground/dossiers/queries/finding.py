"""Finding people: the search function, asked with the readers of the actor or with some of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connections

from schakel.ground.dossiers.asking import Asked
from schakel.ground.kernel.actors import current_context

MOST = 200
# Who is found by the name or number of a dossier that goes on in another, is found in that other.
_FIND = """
select coalesce(c.merged_into_id, f.client_id), f.why
  from dossiers_find(%s::text[], %s, %s, %s, %s::date, %s, %s::int, %s::int[], %s) with ordinality
       as f(client_id, why, score, place)
  left join people_client c on c.id = f.client_id
 order by f.place
"""


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
        found: dict[UUID, str] = {}
        for client_id, why in cursor.fetchall():
            found.setdefault(client_id, why)
        return found
