"""How subscribers stand: how far they are, how much waits for them, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from schakel.ground.journal.models import ParkedEntry
from schakel.ground.kernel.actors import current_context

LAG_COUNTED = 10_000
"""More waiting entries than this are shown as "more than"."""

PARKED_SHOWN = 100

_ALL = """
select c.name, c.seen, c.last_run_at, c.error, journal_lag(c.name, %s), journal_parked(c.name)
  from journal_cursor c order by c.name
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A subscriber: entries handled, waiting (LAG_COUNTED + 1 at most) and set aside."""

    name: str
    seen: int
    last_run_at: datetime | None
    error: str
    lag: int
    parked: int

    @property
    def is_capped(self) -> bool:
        """Whether more wait than were counted."""
        return self.lag > LAG_COUNTED


def standings(using: str | None = None) -> list[Standing]:
    """Every subscriber that has a cursor, by name."""
    with connections[using or current_context().using].cursor() as cursor:
        cursor.execute(_ALL, [LAG_COUNTED + 1])
        return [Standing(*row) for row in cursor.fetchall()]


def parked_here() -> list[ParkedEntry]:
    """What was set aside of the administrator's own organisation and of clients, the oldest first."""
    return list(ParkedEntry.objects.order_by("parked_at", "entry_id")[:PARKED_SHOWN])
