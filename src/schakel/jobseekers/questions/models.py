"""Questions of clients."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class ClientQuestion(Versioned):
    """What a client asked of the chain, through which channel, by when an answer is due, and the answer."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("telefoon")
        DESK = "desk", _("balie")
        MAIL = "mail", _("e-mail")
        WEB = "web", _("website")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="questions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel)
    question = models.TextField()
    reach_at = models.CharField(max_length=200, blank=True)
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "-taken_at", "-id"], name="questions_of_dossier"),
            models.Index(fields=["reader", "-taken_at", "-id"], name="questions_taken_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="questions_answer_whole",
            )
        ]
