"""How often the house norms behind signals were exceeded at the actor's organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connections

from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import Estimate
from schakel.ground.norms.practice import Exceeded
from schakel.ground.signals.kinds import all_kinds


def tell(since: datetime) -> Iterator[Exceeded]:
    """Each kind that follows a house norm, with how often it came since a moment; one statement."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select kind, came, stands, middle from signals_practice(%s)", [since])
        found = {kind: numbers for kind, *numbers in cursor.fetchall()}
    for kind in all_kinds():
        if kind.house_days and kind.name in found:
            came, stands, middle = found[kind.name]
            keys = tuple(dict.fromkeys(day.key for day in kind.house_days.values()))
            yield Exceeded(kind.label, keys, came, stands, Estimate(*middle) if middle else None)
