"""The queue of what leaves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned


class Transport(models.TextChoices):
    """How a notice travels."""

    LETTER = "letter", _("brief")
    EMAIL = "email", _("e-mail")


class State(models.TextChoices):
    """Where a notice is on its way."""

    QUEUED = "queued", _("klaar om te versturen")
    HELD = "held", _("tegengehouden")
    SENT = "sent", _("verstuurd")
    FAILED = "failed", _("niet gelukt")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Notice(Versioned):
    """One letter or e-mail about a client, as it was written, and what became of it.

    Whom it goes to is looked up at the moment of sending, never kept here: an address may have become
    secret, and someone may have died.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier_id = models.UUIDField()
    organisation_id = models.UUIDField()
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    transport = models.CharField(max_length=8, choices=Transport)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    signed_by = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    why = models.CharField(max_length=24, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["dossier_id", "-made_at", "-id"], name="notices_notice_dossier"),
            models.Index(
                fields=["due_at", "id"], condition=models.Q(state="queued"), name="notices_notice_due"
            ),
            models.Index(
                fields=["organisation_id", "-made_at", "-id"],
                condition=models.Q(state__in=["held", "failed"]),
                name="notices_notice_stuck",
            ),
        ]
