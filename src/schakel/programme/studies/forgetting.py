"""Forgetting every sample whose term has passed, once a day."""

from __future__ import annotations

from django.db import connections


def forget_due_samples(*, using: str = "batch") -> int:
    """End each study that is past its term and take away what leads to persons; returns how many.

    Safe to run again.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("select studies_forget_due()")
        return int(cursor.fetchone()[0])
