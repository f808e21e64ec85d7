"""What an organisation calls itself, its kind and its roles, on which days."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models.organisation import Organisation


class OwnName(Dated):
    """An organisation's own word for itself ('name'), for its kind ('kind') or for one of the fixed roles."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="own_names")
    subject = models.CharField(max_length=20)
    text = models.CharField(max_length=120)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_own_name_once", "organisation", "subject"),
            ends_after_start("organisations_own_name_period"),
        ]
