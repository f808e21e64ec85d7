"""Taking rows of this room away when their entries are erased."""

from __future__ import annotations

from uuid import UUID

from schakel.jobseekers.intake.models import Intake


def remove_intake(dossier_id: UUID, intake_id: UUID) -> None:
    """Take an intake away with all its parts, within the act that erases its entries."""
    Intake.objects.filter(pk=intake_id, dossier_id=dossier_id).delete()
