"""What every agreement of a works council keeps; a room that asks for one makes its own table of it."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.constraints import BaseConstraint

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models.organisation import Organisation

A = TypeVar("A", bound="CouncilAgreement")


class AgreementQuerySet(DatedQuerySet[A]):
    """Agreements of works councils."""

    def held_on(self, organisation_id: UUID, day: date) -> A | None:
        """The agreement of an organisation that holds on a day; one statement."""
        return self.on(day).filter(organisation_id=organisation_id).first()

    def history_of(self, organisation_id: UUID) -> list[A]:
        """Every agreement there was, the newest first; one statement."""
        found = self.filter(organisation_id=organisation_id)
        return list(found.order_by("-valid_from", "-noted_at", "-id"))


class CouncilAgreement(Dated):
    """A works council's agreement over a period, by the name of the document in which it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    objects: Any = AgreementQuerySet.as_manager()

    class Meta:
        abstract = True


def agreement_rules(name: str) -> list[BaseConstraint]:
    """One agreement at a time, in a period that runs forward, with a document; names begin with name."""
    return [
        no_overlap(f"{name}_once", "organisation"),
        ends_after_start(f"{name}_period"),
        models.CheckConstraint(condition=~Q(document=""), name=f"{name}_names_a_document"),
    ]
