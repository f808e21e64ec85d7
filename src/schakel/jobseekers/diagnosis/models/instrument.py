"""An instrument as it was when it was used: the text of its file, under the hash of its content."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent
from schakel.jobseekers.diagnosis.instruments.shelf import content_of


class Instrument(models.Model):
    """One version of an instrument; without an organisation it came with Schakel and is for everyone."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    text = models.TextField()
    kept_at = models.DateTimeField()
    first_used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(organisation__isnull=True),
                name="diagnosis_instrument_once_for_all",
            ),
            models.UniqueConstraint(fields=["organisation", "digest"], name="diagnosis_instrument_once_each"),
        ]

    @property
    def content(self) -> InstrumentContent:
        """The instrument itself."""
        return content_of(self.digest, self.text)
