"""How an organisation works, told to its chain partners."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models.organisation import Organisation


class WayOfWorking(models.Model):
    """One version of an organisation's page; the highest number is shown, earlier ones stay."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ways_of_working")
    number = models.PositiveIntegerField()
    method = models.TextField()
    target_groups = models.TextField(blank=True)
    instruments = models.TextField(blank=True)
    referral = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    opening_times = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="organisations_way_once")
        ]
