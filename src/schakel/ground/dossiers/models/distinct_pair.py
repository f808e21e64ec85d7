"""Two dossiers that look like one person's, and are not."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Professional


class DistinctPair(models.Model):
    """Somebody looked at two dossiers that seem to be of one person, and judged that they are of two.

    The dossier with the lower id stands first. Seen only by who may see both.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    other = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    judged_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "other"], name="dossiers_distinctpair_once"),
            models.CheckConstraint(condition=Q(dossier__lt=F("other")), name="dossiers_distinctpair_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="dossiers_distinctpair_reason"),
        ]
