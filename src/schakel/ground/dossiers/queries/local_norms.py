"""The local norms that matter to a client: of the municipality that pays, takes part, or where they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from schakel.ground.dossiers.models import Participation
from schakel.ground.norms.access import MUNICIPAL
from schakel.ground.norms.engine.wording import duty_words
from schakel.ground.norms.local import local_norms
from schakel.ground.norms.models import LocalNorm
from schakel.ground.norms.registers import the_register
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.models import BenefitEntitlement
from schakel.ground.people.queries import current_address


@dataclass(frozen=True, slots=True)
class LocalRules:
    """One municipality, why it matters to this client, and its norms of the day with the national one."""

    id: UUID
    name: str
    because: str
    rows: list[tuple[str, LocalNorm]]


def local_rules_of(dossier_id: UUID, on: date) -> list[LocalRules]:
    """For each municipality of this client that is known to the actor its local norms; three statements."""
    found = _municipalities(dossier_id, on)
    rows = local_norms([one.pk for one in found], on)
    return [LocalRules(one.pk, one.name, _because(one), _worded(rows[one.pk], on)) for one in found]


def _municipalities(dossier_id: UUID, on: date) -> list[Organisation]:
    address = current_address(dossier_id)
    place = address.place if address is not None else ""
    paying = BenefitEntitlement.objects.on(on).filter(client_id=dossier_id, organisation_id=OuterRef("pk"))
    taking_part = Participation.objects.on(on).filter(
        dossier_id=dossier_id, organisation_id=OuterRef("pk"), kind=Participation.Kind.INVOLVED
    )
    known = Organisation.objects.on(on).filter(kind__in=MUNICIPAL)
    ties = known.annotate(pays=Exists(paying), takes_part=Exists(taking_part))
    lives = Q(place__iexact=place) if place else Q(pk=None)
    return list(
        ties.filter(Q(pays=True) | Q(takes_part=True) | lives).order_by("-pays", "-takes_part", "name")
    )


def _because(one: Organisation) -> str:
    if one.pays:  # type: ignore[attr-defined]
        return gettext("betaalt de uitkering")
    if one.takes_part:  # type: ignore[attr-defined]
        return gettext("doet mee")
    return gettext("woonplaats van de cliënt")


def _worded(rows: list[LocalNorm], on: date) -> list[tuple[str, LocalNorm]]:
    register = the_register()
    worded = []
    for row in rows:
        norm = register.norms.get(row.norm_id)
        version = norm.version_on(on) if norm is not None else None
        words = duty_words(version, norm.mode, register) if norm is not None and version is not None else ""
        worded.append((words, row))
    return worded
