"""Waiting for what tests beside this one are still doing: they share the database server."""

from __future__ import annotations

import time

from django.db import connections

_BELOW = """
select coalesce(max(transaction_id), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  from journal_entry
"""


def wait_for_others() -> None:
    """Until subscribers may read all entries: they wait for every transaction that began before an entry."""
    for _ in range(1200):
        with connections["owner"].cursor() as cursor:
            cursor.execute(_BELOW)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("a transaction of another test never ended")
