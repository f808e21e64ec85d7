"""What runs with a provider and who pays for it until when, and the talk when a right ends."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class Trajectory(Versioned):
    """A trajectory at a provider; the payer pays until a day, and organisations do not settle (R035)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="trajectories")
    name = models.CharField(max_length=120)
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    began_on = models.DateField()
    planned_end = models.DateField()
    paid_until = models.DateField()
    next_payer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_end__gte=F("began_on"), paid_until__gte=F("began_on")),
                name="dossiers_trajectory_days",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""), name="dossiers_trajectory_end_why"
            ),
        ]
        indexes = [models.Index(fields=["dossier", "planned_end"], name="dossiers_trajectory_dossier")]


class EndTalk(models.Model):
    """The talk at the end of a right or task: what the client wants next, before anyone lets go."""

    class Wish(models.TextChoices):
        HANDOVER = "handover", _("verder bij de gemeente")
        REST = "rest", _("geen hulp meer")
        WORK = "work", _("heeft werk")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="end_talks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    held_on = models.DateField()
    summary = models.TextField()
    wish = models.CharField(max_length=10, choices=Wish)

    class Meta:
        indexes = [models.Index(fields=["dossier", "-held_on"], name="dossiers_endtalk_dossier")]
