"""What an organisation changed in its steering of services, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation


class SteeringEvent(models.Model):
    """A limit, an instruction or another change that may move how services are registered; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    happened_on = models.DateField()
    what = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-happened_on", "-id"], name="services_steering_list")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="services_steering_says_what"),
            models.UniqueConstraint(
                fields=["organisation", "happened_on", "what"], name="services_steering_once"
            ),
        ]
