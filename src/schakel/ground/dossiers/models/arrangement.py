"""What two organisations agreed on handing over to each other."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class HandoverArrangement(Dated, Versioned):
    """The term and the required content of handovers from one organisation to another, over a period."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    term_working_days = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    items = models.JSONField()
    made_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("dossiers_arrangement_once", "from_organisation", "to_organisation"),
            ends_after_start("dossiers_arrangement_period"),
            models.CheckConstraint(
                condition=~Q(from_organisation=F("to_organisation")), name="dossiers_arrangement_two"
            ),
            models.CheckConstraint(
                condition=Q(term_working_days__gte=1, term_working_days__lte=60),
                name="dossiers_arrangement_term",
            ),
        ]
