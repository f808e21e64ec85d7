"""The situation of clients' incomes, and who has two benefits at once."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connections
from django.db.models import Exists, F, OuterRef, QuerySet

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people import access
from schakel.ground.people.models import BenefitEntitlement
from schakel.ground.people.situation import Right, Situation, situation_on


def situation_of(rights: Iterable[BenefitEntitlement]) -> Situation:
    """The situation today of the client whose rights these are."""
    known = (Right(row.regime, row.valid_from, row.valid_to) for row in rights)
    return situation_on(known, clock.today())


def with_two_benefits() -> QuerySet[BenefitEntitlement, UUID]:
    """The clients with rights of two regimes today, as far as the actor may see both; for use in a query."""
    access.SEE_BENEFIT.check_cell(current_context())
    holding = BenefitEntitlement.objects.on(clock.today())
    other = holding.filter(client_id=OuterRef("client_id"), regime__gt=OuterRef("regime"))
    return holding.filter(Exists(other)).order_by().values_list(F("client_id"), flat=True).distinct()


def concurrent_count() -> int | None:
    """How many clients of the actor's organisation have a second benefit; None for one to nine of them.

    Crosses row-level security with a number only, which small groups do not get.
    """
    access.REGISTER.check(current_context(), {})
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select people_concurrent_count()")
        found: int | None = cursor.fetchone()[0]
        return found
