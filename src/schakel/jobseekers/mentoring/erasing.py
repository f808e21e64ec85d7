"""Erasing visits and feedback whose term has passed, once a day."""

from __future__ import annotations

from django.db import connections


def erase_due_visits(*, using: str = "batch") -> int:
    """Erase every visit whose term passed, with its feedback; returns how many. Safe to run again."""
    with connections[using].cursor() as cursor:
        cursor.execute("select mentoring_erase_due()")
        return int(cursor.fetchone()[0])
