"""Home visits: of a dossier, and those of the own organisation on which somebody has something to do."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import Actor, current_context
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.models import HomeVisit

SHOWN = 20
OPEN = (HomeVisit.State.ASKED, HomeVisit.State.GRANTED, HomeVisit.State.TOLD, HomeVisit.State.DONE)


def visits_of(dossier_id: UUID) -> list[HomeVisit]:
    """The home visits of a client, the newest first; at most SHOWN."""
    access.SEE.check_cell(current_context())
    found = HomeVisit.objects.filter(dossier_id=dossier_id).select_related("organisation")
    return list(found.order_by("-asked_on", "-id")[:SHOWN])


def visit_visible(dossier_id: UUID, visit_id: UUID) -> HomeVisit:
    """One home visit of a dossier. Raises NotFoundError."""
    access.SEE.check_cell(current_context())
    found = HomeVisit.objects.filter(dossier_id=dossier_id, pk=visit_id).select_related("organisation")
    row = found.first()
    if row is None:
        raise not_found()
    return row


def visits_to_do(actor: Actor, *, limit: int, after: tuple[date, UUID] | None = None) -> list[HomeVisit]:
    """Those of the own organisation that wait for somebody, of dossiers the actor may see; keyset by day."""
    access.SEE.check_cell(current_context())
    found = HomeVisit.objects.filter(organisation_id=actor.employer_id, state__in=OPEN)
    if after is not None:
        day, last = after
        found = found.filter(Q(asked_on__gt=day) | Q(asked_on=day, id__gt=last))
    return list(found.select_related("dossier__client").order_by("asked_on", "id")[:limit])


def told_to(dossier_id: UUID) -> list[HomeVisit]:
    """What a client is shown of visits at their home: those that were allowed, the newest first."""
    shown = (HomeVisit.State.TOLD, HomeVisit.State.DONE, HomeVisit.State.CLOSED)
    found = HomeVisit.objects.filter(dossier_id=dossier_id, state__in=shown).select_related("organisation")
    return list(found.order_by("-asked_on", "-id")[:SHOWN])
