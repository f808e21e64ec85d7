"""A visit at home during an intake: asked with a reason, decided by somebody else, told beforehand."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.intake.models.intake import Intake


class HomeVisit(Versioned):
    """One home visit from the request to the look back; never the outcome of a score or a list (R052, R053).

    What a refusal means follows from the ground: without a fact that gives reason to doubt, nothing.
    """

    class Ground(models.TextChoices):
        """Whether there are facts that give reason to doubt what the client said."""

        FACTS = "facts", _("er zijn feiten die niet kloppen met wat de cliënt zegt")
        FREE = "free", _("geen twijfel; de cliënt mag zonder gevolgen nee zeggen")

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("wacht op een besluit")
        REFUSED = "refused", _("afgewezen")
        GRANTED = "granted", _("mag; de cliënt weet het nog niet")
        TOLD = "told", _("de cliënt weet het")
        DONE = "done", _("geweest; nog niet teruggekeken")
        CLOSED = "closed", _("teruggekeken")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    class Told(models.TextChoices):
        """How the client was told beforehand."""

        LETTER = "letter", _("per brief")
        PHONE = "phone", _("per telefoon")
        TALK = "talk", _("in een gesprek")

    class Met(models.TextChoices):
        """How it went at the door."""

        AGREED = "agreed", _("de cliënt vond het goed")
        REFUSED = "refused", _("de cliënt wilde het niet")
        ABSENT = "absent", _("er was niemand thuis")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="home_visits")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="home_visits")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State)
    ground = models.CharField(max_length=5, choices=Ground)
    question = models.CharField(max_length=300)
    reason = models.CharField(max_length=600)
    tried = models.CharField(max_length=600)
    asked_by = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decided_because = models.CharField(max_length=600, blank=True)
    told_how = models.CharField(max_length=6, choices=Told, blank=True)
    told_on = models.DateField(null=True)
    planned_on = models.DateField(null=True)
    visited_on = models.DateField(null=True)
    reported_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    met = models.CharField(max_length=7, choices=Met, blank=True)
    report = models.CharField(max_length=2000, blank=True)
    evaluated_by = models.ForeignKey(Reader, models.PROTECT, null=True, related_name="+")
    evaluated_on = models.DateField(null=True)
    was_needed = models.BooleanField(null=True)
    learned = models.CharField(max_length=600, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(reason="") & ~Q(tried=""), name="intake_visit_said"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="intake_visit_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"])
                | Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(decided_because=""),
                name="intake_visit_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(visited_on__isnull=True)
                | Q(told_on__isnull=False, planned_on__isnull=False, visited_on__gte=F("told_on")),
                name="intake_visit_told_before",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "closed"])
                | Q(visited_on__isnull=False, reported_by__isnull=False) & ~Q(met="") & ~Q(report=""),
                name="intake_visit_reported",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(evaluated_by__isnull=False, evaluated_on__isnull=False, was_needed__isnull=False)
                & ~Q(learned="")
                & ~Q(evaluated_by=F("reported_by")),
                name="intake_visit_looked_back",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""), name="intake_visit_withdrawn"
            ),
            models.UniqueConstraint(
                fields=["intake"],
                condition=Q(state__in=["asked", "granted", "told"]),
                name="intake_visit_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "-asked_on"], name="intake_visit_dossier"),
            models.Index(
                fields=["organisation", "asked_on", "id"],
                condition=Q(state__in=["asked", "granted", "told", "done"]),
                name="intake_visit_waits",
            ),
        ]

    @property
    def is_running(self) -> bool:
        """Whether somebody has something to do yet."""
        return self.state not in {self.State.REFUSED, self.State.CLOSED, self.State.WITHDRAWN}
