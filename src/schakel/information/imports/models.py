"""Runs of an import with their rows; a row keeps what was read, what was found and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation


class ImportRun(models.Model):
    """One file of one organisation, previewed and then applied in chunks."""

    class Status(models.TextChoices):
        PREVIEWED = "previewed", _("nagekeken")
        APPLYING = "applying", _("bezig")
        APPLIED = "applied", _("verwerkt")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader_id = models.IntegerField()
    file_name = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    mapping = models.JSONField()
    encoding = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=Status, default=Status.PREVIEWED)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)


class ImportRow(models.Model):
    """One line of the file."""

    class Outcome(models.TextChoices):
        NEW = "new", _("nieuw")
        KNOWN = "known", _("al bekend, uw organisatie komt erbij")
        CHANGED = "changed", _("gewijzigd")
        SAME = "same", _("ongewijzigd")
        DUPLICATE = "duplicate", _("dubbel in dit bestand")
        WRONG = "wrong", _("fout")

    id = models.UUIDField(primary_key=True, default=uuid7)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    problems = models.JSONField(default=list)
    cipher = models.BinaryField()
    client_id = models.UUIDField(null=True)
    is_applied = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="imports_row_once")]
        indexes = [models.Index(fields=["run", "is_applied", "number"], name="imports_row_waiting")]
