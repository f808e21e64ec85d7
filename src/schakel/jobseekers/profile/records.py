"""Taking rows of this room away when their entries are erased."""

from __future__ import annotations

from uuid import UUID

from schakel.jobseekers.profile.models import Competence, WorkLimit, WorkPeriod


def remove_profile_line(dossier_id: UUID, line_id: UUID) -> None:
    """Take a line of the profile away, within the act that erases its entries."""
    Competence.objects.filter(pk=line_id, dossier_id=dossier_id).delete()
    WorkPeriod.objects.filter(pk=line_id, dossier_id=dossier_id).delete()
    WorkLimit.objects.filter(pk=line_id, dossier_id=dossier_id).delete()
