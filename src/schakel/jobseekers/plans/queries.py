"""Reading agreements."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import Agreement


def agreements_of(dossier_id: UUID) -> QuerySet[Agreement]:
    """The agreements of a dossier that the actor may see, those due first on top."""
    access.SEE.check_cell(current_context())
    found = Agreement.objects.filter(dossier_id=dossier_id).select_related("organisation")
    return found.order_by("due_on", "id")


def agreement_visible(dossier_id: UUID, agreement_id: UUID) -> Agreement:
    """One agreement. Raises NotFoundError."""
    found = agreements_of(dossier_id).filter(pk=agreement_id).first()
    if found is None:
        raise not_found()
    return found
