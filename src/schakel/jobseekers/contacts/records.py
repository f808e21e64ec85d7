"""Rows that follow from other acts: kept for who led a group, or taken away when their entries are erased."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.contacts.actions import ContactRecorded, NewContact
from schakel.jobseekers.contacts.models import ContactMoment


def remove_contact(dossier_id: UUID, contact_id: UUID) -> None:
    """Take a contact moment away, within the act that erases its entries."""
    ContactMoment.objects.filter(pk=contact_id, dossier_id=dossier_id).delete()


def keep_group_contact(actor: Actor, dossier_id: UUID, new: NewContact) -> UUID:
    """Keep a contact within the act of who led a group; returns its id.

    Whoever led may have no grant: the database lets them add a row for whom was invited to their group, and
    read none.
    """
    contact_id = uuid7()
    entry_id = record(
        ContactRecorded(new.channel, new.kind, new.summary),
        dossier_id=dossier_id,
        things=[Thing("contact", contact_id), Thing("client", dossier_id)],
        occurred_at=new.occurred_at,
        precision="minute",
    )
    ContactMoment(
        id=contact_id,
        dossier_id=dossier_id,
        organisation_id=actor.employer_id,
        reader_id=actor.reader_id,
        occurred_at=new.occurred_at,
        channel=new.channel,
        kind=new.kind,
        summary=new.summary,
        entry_id=entry_id,
    ).save(force_insert=True)
    return contact_id
