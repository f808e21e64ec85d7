"""Reading contact moments."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.contacts import access
from schakel.jobseekers.contacts.models import ContactMoment


def contacts_of(dossier_id: UUID) -> QuerySet[ContactMoment]:
    """The contact moments of a dossier that the actor may see, newest first."""
    access.SEE.check_cell(current_context())
    found = ContactMoment.objects.filter(dossier_id=dossier_id).select_related("organisation")
    return found.order_by("-occurred_at", "-id")


def contact_visible(dossier_id: UUID, contact_id: UUID) -> ContactMoment:
    """One contact moment. Raises NotFoundError."""
    found = contacts_of(dossier_id).filter(pk=contact_id).first()
    if found is None:
        raise not_found()
    return found
