"""How intakes are held at an organisation, by benefit and location."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Location, Organisation
from schakel.jobseekers.intake.models.intake import Intake


class ChannelChoice(Dated):
    """For whom an organisation holds intakes in which way, and why (R046); without a location: everywhere."""

    class Benefit(models.TextChoices):
        """For which kind of client, by the benefit that they have or ask for."""

        WW = "ww", _("WW")
        ASSISTANCE = "participatiewet", _("bijstand")
        NONE = "none", _("zonder uitkering")
        OTHER = "other", _("een andere uitkering")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+")
    benefit = models.CharField(max_length=16, choices=Benefit)
    mode = models.CharField(max_length=8, choices=Intake.Mode)
    reason = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap(
                "intake_channel_once",
                "organisation",
                "location",
                "benefit",
                condition=Q(location__isnull=False),
            ),
            no_overlap(
                "intake_channel_everywhere",
                "organisation",
                "benefit",
                condition=Q(location__isnull=True),
            ),
            ends_after_start("intake_channel_period"),
        ]
        indexes = [models.Index(fields=["organisation", "valid_from"], name="intake_channel_organisation")]
