"""Once a day: a planned move to another team stands with the membership from its day on."""

from __future__ import annotations

from django.db import connections


def follow_teams(*, using: str = "batch") -> int:
    """Bring every membership's team in step with today; returns how many changed. Safe to run again.

    What somebody may see follows the dates themselves and never waits for this.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("select organisations_follow_teams()")
        return int(cursor.fetchone()[0])
