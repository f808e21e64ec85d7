"""Reading letters and e-mails; row-level security hides those of other dossiers."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.ground.notices import access
from schakel.ground.notices.models import Notice, State


def notices_of(dossier_id: UUID, *, limit: int, before: Notice | None = None) -> list[Notice]:
    """What was written to the client of a dossier, newest first, older than the one named."""
    access.SEE.check_cell(current_context())
    found = Notice.objects.filter(dossier_id=dossier_id)
    if before is not None:
        same = Q(made_at=before.made_at, pk__lt=before.pk)
        found = found.filter(Q(made_at__lt=before.made_at) | same)
    return list(found.order_by("-made_at", "-id")[:limit])


def sent_notices_of(dossier_id: UUID, *, limit: int) -> list[Notice]:
    """What left for the client, newest first."""
    access.SEE.check_cell(current_context())
    found = Notice.objects.filter(dossier_id=dossier_id, state=State.SENT)
    return list(found.order_by("-ended_at", "-id")[:limit])


def notice_in(dossier_id: UUID, notice_id: UUID) -> Notice:
    """One letter or e-mail of a dossier. Raises NotFoundError."""
    access.SEE.check_cell(current_context())
    found = Notice.objects.filter(dossier_id=dossier_id, pk=notice_id).first()
    if found is None:
        raise not_found()
    return found


def stuck_notices(organisation_id: UUID, *, limit: int) -> list[Notice]:
    """What the organisation's people wrote and did not leave, newest first, in dossiers they may see."""
    found = Notice.objects.filter(organisation_id=organisation_id, state__in=[State.HELD, State.FAILED])
    return list(found.order_by("-made_at", "-id")[:limit])
