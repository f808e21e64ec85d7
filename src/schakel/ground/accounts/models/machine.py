"""Programs of an organisation that come in by themselves, each for one task."""

from __future__ import annotations

from django.db import models

from schakel.ground.access.models import Reader
from schakel.ground.kernel.ids import uuid7


class ServiceIdentity(models.Model):
    """One program: at which organisation, for which task, and until when its token opens that.

    Only the token's digest is kept, with its last four signs so that people can tell which is meant. A new
    token ends the one before.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation_id = models.UUIDField(db_index=True)
    reader = models.OneToOneField(Reader, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    task = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=32, unique=True)
    hint = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
