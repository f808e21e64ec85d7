"""The municipalities among the chain partners, as the norms need them."""

from __future__ import annotations

from datetime import date

from schakel.ground.access.types import OrganisationKind
from schakel.ground.norms.municipalities import Municipality
from schakel.ground.organisations.models import Organisation

_KINDS = (OrganisationKind.MUNICIPALITY, OrganisationKind.SOCIAL_SERVICE)
MOST = 400


def municipalities(day: date) -> list[Municipality]:
    """Those of a day by name, at most 400: there are fewer in the country; one statement."""
    found = Organisation.objects.on(day).filter(kind__in=_KINDS).order_by("name", "pk")
    return [Municipality(pk, name) for pk, name in found.values_list("pk", "name")[:MOST]]
