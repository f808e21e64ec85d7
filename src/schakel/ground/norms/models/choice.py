"""Which choices in which dossiers rest on which norm."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from schakel.ground.kernel.ids import uuid7


class RestingChoice(models.Model):
    """That a choice in a dossier rests on a norm; the choice itself is an entry in the journal."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier_id = models.UUIDField()
    entry_id = models.UUIDField()
    norm_id = models.CharField(max_length=40)

    objects: ClassVar[models.Manager[RestingChoice]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_id", "norm_id"], name="norms_resting_choice_once")
        ]
        indexes = [
            models.Index(fields=["norm_id", "dossier_id"], name="norms_resting_by_norm"),
            models.Index(fields=["dossier_id"], name="norms_resting_by_dossier"),
        ]
