"""An instrument as it was when it was used: the text of its file, under the hash of its content."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.diagnosis.instruments.model import InstrumentContent
from schakel.jobseekers.diagnosis.instruments.shelf import content_of


class Instrument(models.Model):
    """One version of an instrument: ours from its first use on, another's from when it was loaded."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    digest = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    text = models.TextField()
    kept_at = models.DateTimeField()
    first_used_on = models.DateField(null=True)

    @property
    def content(self) -> InstrumentContent:
        """The instrument itself."""
        return content_of(self.digest, self.text)
