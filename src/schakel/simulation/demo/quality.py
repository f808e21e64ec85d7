"""How complete the dossiers were at the end of each month, and what the organisations aim at."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.programme.quality.actions import set_target
from schakel.programme.quality.counting import ask_all, count_all
from schakel.simulation.demo.casting import Cast

MONTHS = timedelta(days=190)
"""How far back the demonstration counts."""

_AIMS = {
    "ada": {"reach": (95, "wij willen iedereen kunnen bellen"), "agreement": (80, "iedereen weet wat volgt")},
    "ulla": {"fact_education": (90, "zonder opleiding zoeken wij naast het werk")},
}


def count_at_month_end(earlier: datetime, later: datetime, today: datetime) -> None:
    """Count between two events of the story when a month ended between them."""
    if (earlier.year, earlier.month) == (later.year, later.month) or later < today - MONTHS:
        return
    with clock.travel(later.replace(day=1) - timedelta(days=1)):
        _count()


def tell_of_quality(cast: Cast) -> None:
    """The count of today, and what administrators aim at."""
    for username, aims in _AIMS.items():
        for field, (percent, reason) in aims.items():
            _aim(cast, username, field, percent, reason)
    _count()


def _count() -> None:
    ask_all("default")
    count_all("default")


def _aim(cast: Cast, username: str, field: str, percent: int, reason: str) -> UUID:
    with as_actor(cast.actors[username], Purpose.ADMINISTRATION.value) as context:
        return set_target(
            actor=context.actor,
            organisation_id=context.actor.employer_id,
            field=field,
            percent=percent,
            start=clock.today(),
            reason=reason,
            expected_version=0,
        )
