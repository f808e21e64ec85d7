"""A signal."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class SnoozeReason(models.TextChoices):
    """Why a signal may wait."""

    WAITING = "waiting", _("wacht op antwoord van een ander")
    PLANNED = "planned", _("staat gepland")
    CLIENT = "client", _("op verzoek van de cliënt")
    KNOWN = "known", _("bekend, er is een plan")


class Signal(Versioned):
    """Something that needs attention in a dossier, for one organisation; the database computes and ends it.

    reader is whose it is by regie or queue. criteria are codes with whether each is met and since when.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="signals")
    kind = models.CharField(max_length=40)
    section_bit = models.IntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    due_on = models.DateField(null=True)
    criteria = models.JSONField()
    found_at = models.DateTimeField()
    snoozed_until = models.DateField(null=True)
    snooze_reason = models.CharField(max_length=10, choices=SnoozeReason, blank=True)
    snooze_words = models.CharField(max_length=400, blank=True)
    assigned = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    gone_at = models.DateTimeField(null=True)
    gone_cause = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "organisation"],
                condition=Q(gone_at__isnull=True),
                name="signals_signal_one",
            )
        ]
        indexes = [
            models.Index(
                fields=["reader", "since", "id"],
                condition=Q(gone_at__isnull=True),
                name="signals_signal_mine",
            ),
            models.Index(
                fields=["organisation", "since", "id"],
                condition=Q(gone_at__isnull=True),
                name="signals_signal_ours",
            ),
        ]

    def sleeps_on(self, day: date) -> bool:
        """Whether somebody said, with a reason, that it may wait beyond this day."""
        return self.snoozed_until is not None and self.snoozed_until > day
