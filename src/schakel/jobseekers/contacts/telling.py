"""What this room tells the norms of a client: when UWV last had contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import OrganisationKind, Section
from schakel.ground.kernel import clock
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.providers import FactSource, register_source
from schakel.jobseekers.contacts.models import ContactMoment


def register() -> None:
    """Announce these facts."""
    facts = frozenset({"laatste_contact_op"})
    register_source(FactSource("contacts", _("Contacten"), Section.CONTACTS, facts, tell))


def tell(dossier_id: UUID, on: date) -> Iterator[Statement]:
    """The day of the last contact with UWV up to a day; who did not come had none. One query."""
    found = ContactMoment.objects.filter(dossier_id=dossier_id, organisation__kind=OrganisationKind.UWV)
    until = datetime.combine(on, time.max, tzinfo=clock.AMSTERDAM)
    held = found.exclude(kind=ContactMoment.Kind.ABSENT).filter(occurred_at__lte=until)
    last = held.order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    if last is not None:
        yield Statement("laatste_contact_op", localdate(last), "Contacten")
