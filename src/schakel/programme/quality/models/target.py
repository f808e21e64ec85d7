"""What an organisation aims at for a field."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Organisation


class CompletenessTarget(Dated):
    """In how many percent of its dossiers an organisation wants a field known, over a period.

    Without percent it aims at nothing any more. A row replaced before it began has an empty period.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    percent = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("quality_target_once", "organisation", "field"),
            ends_after_start("quality_target_period"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__range=(1, 100)), name="quality_target_percent"
            ),
        ]
