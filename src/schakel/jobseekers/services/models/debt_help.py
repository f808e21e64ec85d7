"""Help with debts: when it was asked, by when the law wants a first talk and a plan, and what came of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional


class DebtHelp(Versioned):
    """One request for help with debts; it stands with the life domains.

    counted_from is the day from which the law counts: that of the request, or of the threat if it came later.
    talk_by and plan_by are the last days by the norms as they held then.
    """

    class Outcome(models.TextChoices):
        PLAN = "plan", _("er is een plan van aanpak")
        REFUSED = "refused", _("de hulp is geweigerd")
        WITHDRAWN = "withdrawn", _("de cliënt ziet ervan af")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    helper = models.CharField(max_length=120)
    counted_from = models.DateField()
    is_threatening = models.BooleanField()
    threat = models.CharField(max_length=200, blank=True)
    guidance = models.CharField(max_length=400, blank=True)
    talk_by = models.DateField(null=True)
    talked_on = models.DateField(null=True)
    plan_by = models.DateField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    ended_on = models.DateField(null=True)
    words = models.CharField(max_length=400, blank=True)
    asked_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["dossier", "-asked_on", "-id"], name="services_debt_of_dossier")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_on__isnull=True), name="services_debt_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | Q(ended_on__isnull=False) & ~Q(outcome=""),
                name="services_debt_ended_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(is_threatening=False, threat="") | Q(is_threatening=True) & ~Q(threat=""),
                name="services_debt_threat_in_words",
            ),
            models.CheckConstraint(
                condition=Q(talked_on__isnull=True) | Q(talked_on__gte=F("asked_on")),
                name="services_debt_talk_after_request",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether nothing was decided yet."""
        return self.ended_on is None

    @property
    def due_on(self) -> date | None:
        """The day that the law looks at now: of the first talk, or else of the plan."""
        if not self.is_open:
            return None
        return self.talk_by if self.talked_on is None else self.plan_by
