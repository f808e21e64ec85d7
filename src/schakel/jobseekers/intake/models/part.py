"""What was answered in one part of an intake."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.intake.models.intake import Intake


class IntakePart(Versioned):
    """The answers to one part, saved as a whole; each part has its own version, so that two people can work.

    answers holds the answer by question as text; sources says of which answers came from elsewhere, in words.
    organisation is empty where the client answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="parts")
    key = models.CharField(max_length=20)
    section_bit = models.IntegerField()
    answers = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "key"], name="intake_part_once"),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True, answers={})
                | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="intake_part_saved",
            ),
        ]
