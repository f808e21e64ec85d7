"""Reading the work profile."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.profile import access
from schakel.jobseekers.profile.models import LastOccupation


def last_occupation_of(dossier_id: UUID) -> LastOccupation | None:
    """The last occupation, when the actor may see it."""
    access.SEE.check_cell(current_context())
    found = LastOccupation.objects.filter(dossier_id=dossier_id).select_related("source_organisation")
    return found.first()
