"""Taking rows of this room away when the entries about them are erased."""

from __future__ import annotations

from uuid import UUID

from schakel.jobseekers.mentoring.models import VisitedClient


def remove_visit(dossier_id: UUID, visit_id: UUID) -> None:
    """Take away with whom a talk was; the visit itself says nothing of a client."""
    VisitedClient.objects.filter(visit_id=visit_id, dossier_id=dossier_id).delete()
