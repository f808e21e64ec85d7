"""Consent in a dossier: what holds, what held, and to whom the client could give it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.consenting import ASKED_FOR, purposes_asked
from schakel.ground.dossiers.models import Consent, Participation
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class ConsentToGive:
    """An organisation that takes part, and the purpose for which it sees more with consent."""

    organisation: Organisation
    purpose: str

    @property
    def label(self) -> str:
        """The purpose in words."""
        return str(Purpose(self.purpose).label)


def consents_of(dossier_id: UUID) -> QuerySet[Consent]:
    """All consent ever given in a dossier, newest first."""
    found = Consent.objects.filter(dossier_id=dossier_id, covers=int(ASKED_FOR))
    return found.select_related("organisation", "recorded_by", "document").order_by("-valid_from", "-id")


def consents_to_give(dossier_id: UUID) -> list[ConsentToGive]:
    """To whom consent could be given today: who takes part, has a voluntary cell, and has none yet."""
    today = clock.today()
    rows = Participation.objects.on(today).filter(dossier_id=dossier_id).select_related("organisation")
    organisations = {row.organisation_id: row.organisation for row in rows}
    given = set(
        Consent.objects.on(today)
        .filter(dossier_id=dossier_id, covers=int(ASKED_FOR))
        .values_list("organisation_id", "purpose")
    )
    open_ones = sorted(
        purposes_asked(rows) - given, key=lambda asked: (organisations[asked[0]].name, asked[1])
    )
    return [ConsentToGive(organisations[one], purpose) for one, purpose in open_ones]
