"""When the access table changes, so does what everybody may see: all grants are derived anew."""

from __future__ import annotations

from typing import Any

from django.db import connections

# By chunks of ids, so that no array holds a whole region; the transaction is that of the table.
_DERIVE = """
select dossiers_derive_grants(array_agg(client_id order by client_id))
  from (select client_id, (row_number() over (order by client_id) - 1) / 1000 as chunk
          from dossiers_dossier) d
 group by chunk
"""
_IS_THERE = "select to_regprocedure('dossiers_derive_grants(uuid[])') is not null"


def derive_all_grants(*, using: str, **_signal: Any) -> None:
    """Derive the grants of every dossier, as the owner; nothing where the tables are not made yet."""
    with connections[using].cursor() as cursor:
        cursor.execute(_IS_THERE)
        if cursor.fetchone()[0]:
            cursor.execute(_DERIVE)
