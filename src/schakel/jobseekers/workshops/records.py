"""Rows that follow from other acts: taken away with their entries, or ended by a death."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.journal.writing import Recorded, Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.workshops.models import WorkshopInvitation
from schakel.jobseekers.workshops.verbs import CancelledForClient


def remove_invitation(dossier_id: UUID, invitation_id: UUID) -> None:
    """Take an invitation away, within the act that erases its entries; its contact is a thing of its own."""
    WorkshopInvitation.objects.filter(pk=invitation_id, dossier_id=dossier_id).delete()


def end_invitations(death: Recorded) -> None:
    """Nobody calls a client in who died; the seat is free again."""
    found = WorkshopInvitation.objects.filter(
        dossier_id=death.dossier_id,
        state=WorkshopInvitation.State.INVITED,
        session__held_on__gte=clock.today(),
    )
    for row in found.select_related("session"):
        update_version(row, None, state=WorkshopInvitation.State.CANCELLED)
        content = CancelledForClient(row.session.service_name, row.session.held_on.isoformat(), "")
        record(content, dossier_id=row.dossier_id, things=[Thing("workshop_invitation", row.pk)])
