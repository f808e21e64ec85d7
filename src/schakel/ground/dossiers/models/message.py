"""Short consultations between professionals, kept with the dossier."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class CaseMessage(Versioned):
    """A question or message about a client from one participant to others, or an answer to one (thread)."""

    class Status(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ANSWERED = "answered", _("beantwoord")
        DONE = "done", _("afgehandeld")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="messages")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    body = models.TextField()
    status = models.CharField(max_length=8, choices=Status)
    sent_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["dossier", "-moved_at", "-id"],
                condition=Q(thread__isnull=True),
                name="dossiers_casemessage_list",
            ),
            models.Index(fields=["thread", "sent_at"], name="dossiers_casemessage_thread"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="dossiers_casemessage_says")]


class CaseMessageParty(models.Model):
    """Who is in a consultation: its sender, and the professionals or team queues it was sent to."""

    message = models.ForeignKey(CaseMessage, models.PROTECT, related_name="parties")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    is_sender = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "message"], name="dossiers_casemessageparty_once")
        ]
