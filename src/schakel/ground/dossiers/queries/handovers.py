"""Handovers on their way: to the actor's teams, and sent by the actor."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import Handover
from schakel.ground.kernel.actors import current_context

_SHOWN = ("dossier__client", "from_organisation", "to_organisation", "to_team", "answered_by")


def incoming() -> list[Handover]:
    """Open handovers to the teams of the actor, first the one that must be answered first; at most 100."""
    access.SEE.check_cell(current_context())
    found = _shown().filter(
        to_team__reader_id__in=current_context().actor.readers, status=Handover.Status.SENT
    )
    return list(found.order_by("due_on", "sent_at", "id")[:100])


def sent(*, limit: int = 30) -> list[Handover]:
    """What the actor sent and may still see, newest first."""
    access.SEE.check_cell(current_context())
    found = _shown().filter(from_reader_id=current_context().actor.reader_id)
    return list(found.order_by("-sent_at", "id")[:limit])


def handover_visible(dossier_id: UUID, handover_id: UUID) -> Handover:
    """An open handover to the actor's organisation. Raises NotFoundError."""
    own = current_context().actor.organisation_id
    found = _shown().filter(pk=handover_id, dossier_id=dossier_id, to_organisation_id=own).first()
    if found is None:
        raise not_found()
    return found


def _shown() -> QuerySet[Handover]:
    return Handover.objects.select_related(*_SHOWN)
