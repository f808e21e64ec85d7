"""Cases without a name: of a discussion one was asked to, and of a dossier one sees."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import NamelessCase, NamelessSubject

SHOWN = 100
_WHO = ("organisation", "put_by")


def nameless_of(discussion_id: UUID) -> list[NamelessCase]:
    """The cases without a name on an agenda, in their order; one statement."""
    found = NamelessCase.objects.filter(discussion_id=discussion_id).select_related(*_WHO)
    return list(found.order_by("number")[:SHOWN])


def nameless_visible(discussion_id: UUID, nameless_id: UUID) -> NamelessCase:
    """One of them. Raises NotFoundError."""
    found = NamelessCase.objects.filter(pk=nameless_id, discussion_id=discussion_id)
    row = found.select_related("discussion", *_WHO).first()
    if row is None:
        raise not_found()
    return row


def dossier_behind(row: NamelessCase) -> UUID | None:
    """Whom a case is about, for who sees that dossier; None for every other guest; one statement."""
    found = NamelessSubject.objects.filter(pk=row.subject_id).values_list("dossier_id", flat=True)
    return found.first()


def nameless_of_dossier(dossier_id: UUID) -> list[NamelessCase]:
    """Where a client is discussed without a name, the latest first; one statement."""
    access.SEE.check_cell(current_context())
    found = NamelessCase.objects.filter(subject__dossier_id=dossier_id).select_related("discussion")
    return list(found.order_by("-id")[:12])
