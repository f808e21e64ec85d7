"""That a works council agreed with figures on how its people register choices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Organisation


class CouncilConsent(Dated):
    """The works council's agreement over a period, by the name of the document in which it stands."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("services_council_once", "organisation"),
            ends_after_start("services_council_period"),
            models.CheckConstraint(condition=~Q(document=""), name="services_council_names_a_document"),
        ]
