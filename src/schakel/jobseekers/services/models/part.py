"""A part of a trajectory, with its own days and what it brought."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.jobseekers.services.models.use import ServiceEvaluation, ServiceUse


class TrajectoryPart(Versioned):
    """One part of a trajectory (R111): ends_on is the last day as planned, ended_on as it was."""

    class Kind(models.TextChoices):
        ORIENTATION = "orientation", _("oriëntatie op werk")
        TRAINING = "training", _("scholing")
        APPLYING = "applying", _("leren solliciteren")
        EXPERIENCE = "experience", _("werkervaring")
        MEDIATION = "mediation", _("bemiddeling")
        PLACEMENT_PLAN = "placement_plan", _("plaatsingsplan")
        AFTERCARE = "aftercare", _("nazorg")

    id = models.UUIDField(primary_key=True, default=uuid7)
    use = models.ForeignKey(ServiceUse, models.PROTECT, related_name="parts")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind)
    what = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)
    reached = models.CharField(max_length=6, choices=ServiceEvaluation.Reached, blank=True)
    result = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["use", "starts_on", "id"], name="services_part_of_use")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="services_part_period"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, reached="")
                | Q(ended_on__gte=F("starts_on")) & ~Q(reached="") & ~Q(result=""),
                name="services_part_ended_with_a_result",
            ),
        ]

    def is_over(self, today: date) -> bool:
        """Whether it runs although its last day has passed."""
        return self.ended_on is None and self.ends_on < today
