"""Taking rows of this room away when their entries are erased."""

from __future__ import annotations

from uuid import UUID

from schakel.jobseekers.contacts.models import ContactMoment


def remove_contact(dossier_id: UUID, contact_id: UUID) -> None:
    """Take a contact moment away, within the act that erases its entries."""
    ContactMoment.objects.filter(pk=contact_id, dossier_id=dossier_id).delete()
