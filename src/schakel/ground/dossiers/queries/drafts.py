"""One's own drafts; row-level security shows nobody another's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.dossiers.models import Draft
from schakel.ground.kernel import clock

SHOWN = 50


def own_drafts() -> QuerySet[Draft]:
    """Those whose term has not passed, the one that goes first on top."""
    found = Draft.objects.filter(destroy_on__gt=clock.today())
    return found.select_related("dossier__client").order_by("destroy_on", "id")


def own_draft(dossier_id: UUID, kind: str) -> Draft | None:
    """The draft of a kind in a dossier, if the actor keeps one."""
    return own_drafts().filter(dossier_id=dossier_id, kind=kind).first()
