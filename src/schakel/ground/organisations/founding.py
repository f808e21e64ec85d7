"""Entering an organisation, for whichever act needs one."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from schakel.ground.access.roles import ENDED_KINDS
from schakel.ground.access.types import OrganisationKind
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations.models import Organisation
from schakel.ground.organisations.verbs import OrganisationMade


def found(
    name: str,
    kind: OrganisationKind,
    *,
    place: str = "",
    phone: str = "",
    begins: date | None = None,
    **more: str,
) -> Organisation:
    """A new organisation from that day (today at first), with its entry in the journal.

    Raises InvalidError without a name and for a kind that the law knows no longer, ConflictError for a name
    in use.
    """
    begins, name = begins or clock.today(), " ".join(name.split())
    _check(name, kind, begins)
    organisation = Organisation(name=name, kind=kind, place=place, phone=phone, valid_from=begins, **more)
    organisation.save(force_insert=True)
    things = [Thing("organisation", organisation.id)]
    record(OrganisationMade(name, kind), organisation_id=organisation.id, things=things)
    return organisation


def _check(name: str, kind: OrganisationKind, begins: date) -> None:
    if not 0 < len(name) <= 120:
        sentence = gettext("Schrijf een naam van 1 tot en met 120 tekens.")
        raise InvalidError(gettext("Deze naam kan niet."), sentence, fields={"name": sentence})
    if Organisation.objects.on(begins).filter(name__iexact=name).exists():
        sentence = gettext("Een andere organisatie heet al zo. Kies een naam die haar onderscheidt.")
        raise ConflictError(gettext("Deze naam is al in gebruik."), sentence)
    ended = ENDED_KINDS.get(OrganisationKind(kind))
    if ended is not None and begins >= ended:
        words = {"kind": OrganisationKind(kind).label, "day": ended}
        sentence = gettext("%(kind)s bestaat niet meer sinds %(day)s. Kies een ander soort.") % words
        raise InvalidError(
            gettext("Dit soort organisatie is er niet meer."), sentence, fields={"kind": sentence}
        )
