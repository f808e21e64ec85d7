"""A route rule that an organisation made itself; it counts before those of the house."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.intake.models.intake import Route


class OwnRouteRule(Dated):
    """For whom an organisation proposes a route after the intake, and why (R049).

    Ages are in years and months those until work: from the first up to and without the second, None for no
    bound. No benefits or entries means that these do not matter. The lowest place is asked first.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=20, choices=Route)
    because = models.CharField(max_length=200)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_below = models.PositiveSmallIntegerField(null=True)
    months_from = models.PositiveSmallIntegerField(null=True)
    months_below = models.PositiveSmallIntegerField(null=True)
    benefits = models.JSONField(default=list)
    entries = models.JSONField(default=list)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("intake_rule_period"),
            models.CheckConstraint(condition=~Q(because=""), name="intake_rule_because"),
        ]
        indexes = [models.Index(fields=["organisation", "place"], name="intake_rule_organisation")]
