"""Two dossiers that turned out to be of one person, taken together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Professional


class ClientMerge(models.Model):
    """Somebody judged that two dossiers are of one person: the one goes on in the other, until taken apart.

    merged is the dossier that only points to the other since. took names what the other took over of who
    the person is; bsn among it. Seen only by who may see both.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    took = models.JSONField(default=list)
    merged_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    ended_because = models.CharField(max_length=400, blank=True)
    ended_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(ended_at__isnull=True), name="dossiers_clientmerge_once"
            ),
            models.CheckConstraint(condition=~Q(dossier=F("merged")), name="dossiers_clientmerge_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="dossiers_clientmerge_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                name="dossiers_clientmerge_ended",
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-merged_at"], name="dossiers_clientmerge_dossier")]

    @property
    def is_ended(self) -> bool:
        """Whether it was taken apart again."""
        return self.ended_at is not None
