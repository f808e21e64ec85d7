"""Clients with a small right to WW beside their work: who could be helped to more hours (R123)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.people.models import BenefitEntitlement
from schakel.jobseekers.services import access
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.models.use import OPEN

Place = tuple[date, UUID]
FEW_HOURS = 12
"""Less than this is a small right (source 004 on who works part of the week)."""


@dataclass(frozen=True, slots=True)
class SmallRight:
    """A client with a small right to WW: hours a week, its days, and whether a service is open."""

    right: BenefitEntitlement
    has_service: bool


def small_rights(
    actor: Actor,
    *,
    below: int = FEW_HOURS,
    only_without: bool = False,
    limit: int,
    after: Place | None = None,
) -> list[SmallRight]:
    """Rights to WW of less than so many hours in the actor's caseload, the oldest first; one statement.

    A right whose hours nobody recorded is not among them.
    """
    access.SEE_BENEFIT.check_cell(current_context())
    today = clock.today()
    readers = [actor.reader_id, *actor.covered]
    mine = Participation.objects.on(today).filter(reader_id__in=readers).values("dossier_id")
    is_helped = Exists(ServiceUse.objects.filter(dossier_id=OuterRef("client_id"), state__in=OPEN))
    found = BenefitEntitlement.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today),
        client_id__in=mine,
        regime="ww",
        valid_from__lte=today,
        hours_per_week__gt=0,
        hours_per_week__lt=below,
    ).annotate(is_helped=is_helped)
    if only_without:
        found = found.filter(is_helped=False)
    if after is not None:
        day, right_id = after
        found = found.filter(Q(valid_from__gt=day) | Q(valid_from=day, id__gt=right_id))
    rows = found.select_related("client").order_by("valid_from", "id")[:limit]
    return [SmallRight(row, row.is_helped) for row in rows]
