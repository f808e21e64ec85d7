"""Agreements between a client and the organisations around them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.norms.presenting import ExplainedNorm, explained_norm
from schakel.ground.organisations.models import Organisation


class Agreement(Versioned):
    """Who does what, before which day, why, and whether it was done; norm is the rule it rests on."""

    class Duty(models.TextChoices):
        OURS = "ours", _("de organisatie")
        CLIENT = "client", _("de cliënt")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("gedaan")
        NOT_DONE = "not_done", _("niet gedaan")
        DROPPED = "dropped", _("vervallen")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="agreements")
    what = models.CharField(max_length=200)
    because = models.CharField(max_length=200)
    duty = models.CharField(max_length=6, choices=Duty)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    result = models.CharField(max_length=400, blank=True)
    made_on = models.DateField()
    checked_on = models.DateField(null=True)
    norm = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", checked_on__isnull=True) | ~Q(status="open"),
                name="plans_agreement_open",
            )
        ]
        indexes = [
            models.Index(fields=["dossier", "status", "due_on"], name="plans_agreement_due"),
            models.Index(fields=["norm", "dossier"], condition=~Q(norm=""), name="plans_agreement_norm"),
        ]

    @property
    def rule(self) -> ExplainedNorm | None:
        """What the law says of it in plain words, where the agreement names a norm that still holds."""
        return explained_norm(self.norm, clock.today()) if self.norm else None


class Expectation(models.Model):
    """What was expected of a choice and by which day; looked_back_on is empty until somebody did."""

    entry_id = models.UUIDField(primary_key=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="expectations")
    section_bit = models.IntegerField()
    chosen = models.TextField()
    what = models.TextField()
    by = models.DateField()
    looked_back_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["dossier", "by", "entry_id"],
                condition=Q(looked_back_on__isnull=True),
                name="plans_expectation_open",
            )
        ]
