"""What this room knows to be recorded of a client, as far as the reader may know; what is missing says so."""

from __future__ import annotations

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import REGISTRARS, SECTION_LABELS, Section
from schakel.ground.dossiers.models import Dossier, Regie
from schakel.ground.dossiers.picture import Recorded, Standing
from schakel.ground.dossiers.queries.facts import KnownFact, facts_of
from schakel.ground.dossiers.queries.sources import withheld_in
from schakel.ground.people.models import Client
from schakel.ground.people.queries import entitlements_of


def recorded_of(dossier: Dossier, regies: list[Regie], sections: Section, role: str) -> list[Recorded]:
    """Who the client is, who leads, the right to a benefit and the facts, each where its section is open."""
    found = _identity(dossier.client, role) + _lead(dossier, regies)
    if sections & Section.BENEFIT:
        found.append(_said(_("Recht op een uitkering"), bool(entitlements_of(dossier.pk)), "benefits"))
    if sections & Section.WORK_PROFILE:
        found += _facts(dossier.pk)
    return found


def _said(label: str | Promise, is_known: bool, tab: str) -> Recorded:
    return Recorded(label, Standing.KNOWN if is_known else Standing.MISSING, f"dossiers:{tab}")


def _identity(client: Client, role: str) -> list[Recorded]:
    """A BSN is asked of those who register clients only; to others its absence says nothing."""
    found = [_said(_("Geboortedatum"), client.birth_date is not None, "person")]
    if role in REGISTRARS:
        found.append(_said(_("BSN"), client.bsn_hash is not None, "person"))
    if client.deceased_on is None:
        found.append(_said(_("Telefoonnummer of e-mailadres"), bool(client.phone or client.email), "person"))
    return found


def _lead(dossier: Dossier, regies: list[Regie]) -> list[Recorded]:
    """A resting dossier needs nobody; a queue that holds the regie is nobody by name yet."""
    if dossier.status == Dossier.Status.RESTING:
        return []
    is_led = any(row.scope == Regie.Scope.CHAIN and row.professional_id is not None for row in regies)
    return [_said(_("Regie bij iemand met een naam"), is_led, "people")]


def _facts(dossier_id: UUID) -> list[Recorded]:
    """A fact that a source holds back may be there: nobody may take the silence for an answer."""
    label = str(SECTION_LABELS[Section.WORK_PROFILE])
    is_withheld = any(one.section == label for one in withheld_in(dossier_id))
    return [
        Recorded(known.kind.label, _standing(known, is_withheld), "dossiers:facts")
        for known in facts_of(dossier_id)
    ]


def _standing(known: KnownFact, is_withheld: bool) -> Standing:
    if not known.sources:
        return Standing.WITHHELD if is_withheld else Standing.MISSING
    return Standing.DIFFERS if known.is_competing else Standing.KNOWN
