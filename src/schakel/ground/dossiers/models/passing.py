"""The regie as it was passed, so that it can be given back as it was."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation


class RegiePassing(models.Model):
    """In one dossier the regie was passed: which rows of regie and of taking part ended and began by it.

    entry_id is the passing's last entry in the dossier: when another act follows it, it can't be undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="passings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()
    act_id = models.UUIDField()
    entry_id = models.UUIDField()
    to = models.CharField(max_length=200)
    because = models.CharField(max_length=400)
    ended_regies = ArrayField(models.UUIDField())
    begun_regies = ArrayField(models.UUIDField())
    ended_participations = ArrayField(models.UUIDField())
    begun_participations = ArrayField(models.UUIDField())
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "-passed_at"], name="dossiers_passing_dossier"),
            models.Index(fields=["passed_by", "-passed_at", "-id"], name="dossiers_passing_by"),
        ]
