"""Reading contact moments."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.prepared import prepared
from schakel.jobseekers.contacts import access
from schakel.jobseekers.contacts.models import ContactMoment


def contacts_of(dossier_id: UUID) -> QuerySet[ContactMoment]:
    """The contact moments of a dossier that the actor may see, newest first; by_name says who had them."""
    access.SEE.check_cell(current_context())
    return _contacts(dossier_id)


def _contacts(dossier_id: UUID) -> QuerySet[ContactMoment]:
    found = ContactMoment.objects.filter(dossier_id=dossier_id).select_related("organisation")
    named = found.annotate(by_name=F("reader__membership__professional__name"))
    return named.order_by("-occurred_at", "-id")


def contacts_before(
    dossier_id: UUID, *, limit: int, before: tuple[datetime, UUID] | None = None
) -> list[ContactMoment]:
    """At most `limit` contact moments before a place in the list (moment and id), newest first."""
    found = contacts_of(dossier_id)
    if before is not None:
        moment, last = before
        found = found.filter(Q(occurred_at__lt=moment) | Q(occurred_at=moment, id__lt=last))
    return list(found[:limit])


def contact_visible(dossier_id: UUID, contact_id: UUID) -> ContactMoment:
    """One contact moment. Raises NotFoundError."""
    found = contacts_of(dossier_id).filter(pk=contact_id).first()
    if found is None:
        raise not_found()
    return found


def own_contact(dossier_id: UUID, contact_id: UUID) -> ContactMoment:
    """A contact moment that the actor's own organisation recorded. Raises NotFoundError for another's."""
    found = contact_visible(dossier_id, contact_id)
    if found.organisation_id != current_context().actor.organisation_id:
        raise not_found()
    return found


@prepared
def _newest(dossier_id: UUID) -> QuerySet[ContactMoment]:
    return _contacts(dossier_id)[:1]


def last_contact(dossier_id: UUID) -> dict[str, Any]:
    """What the panel on the dossier shows: the newest contact moment, if there is one."""
    access.SEE.check_cell(current_context())
    return {
        "contact": next(iter(_newest(dossier_id)), None),
        "dossier_id": dossier_id,
        "may_record": may_record(),
    }


def may_record() -> bool:
    """Whether the actor's role may write contact moments at all."""
    context = current_context()
    return may(context.actor, context.purpose, Section.CONTACTS, Level.WRITE).is_allowed
