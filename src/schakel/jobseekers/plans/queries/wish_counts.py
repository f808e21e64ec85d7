"""How often something could not be done, as numbers for who leads a team and sees none of the clients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connections

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import LEAST, too_small
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import BlockedWish

PERIOD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class BarrierCount:
    """How often something stood in the way, and how often of these the client wished it; None is too few."""

    barrier: BlockedWish.Barrier
    wishes: int | None
    own: int | None


def since() -> date:
    """The first day that counts."""
    return clock.today() - PERIOD


def wish_counts() -> list[BarrierCount]:
    """Every barrier with its numbers of a year at the own organisation, the most first; one statement."""
    access.COUNT_WISHES.check(current_context(), {})
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from plans_wish_counts(%s)", [since()])
        found = {barrier: (wishes, own) for barrier, wishes, own in cursor.fetchall()}
    wishes = shown({barrier: numbers[0] for barrier, numbers in found.items()})
    rows = [_row(one, wishes.get(one.value, 0), found.get(one.value, (0, 0))) for one in BlockedWish.Barrier]
    return sorted(rows, key=lambda row: -(row.wishes or 0))


def shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts that may be seen: none below ten, and no single one that the others would give away."""
    hidden = too_small({name: count for name, count in counts.items() if count})
    return {name: None if name in hidden else count for name, count in counts.items()}


def _row(barrier: BlockedWish.Barrier, wishes: int | None, counted: tuple[int, int]) -> BarrierCount:
    """What clients wished stands only beside a shown number, and when neither they nor others are few."""
    total, own = counted
    is_safe = wishes is not None and all(count == 0 or count >= LEAST for count in (own, total - own))
    return BarrierCount(barrier, wishes, own if is_safe else None)
