"""A service in a dossier: chosen for a reason, running, extended, and looked back on."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.services.models.local import LocalService

ANSWERS = [("yes", _("ja")), ("no", _("nee")), ("unsure", _("nog niet te zeggen"))]


class ServiceUse(Versioned):
    """One use of a service for one client. decider, payer and guide are the organisations that do these.

    ends_on is the last day as planned, ended_on the last day as it was. relabels is an earlier use whose
    limit had just passed and that had the same content under another name; avoids names a service with the
    same content and a step before it that this label does not have. period is in whose time it runs.
    after_approval is the state that follows once everybody who was asked agrees. is_shortest answers whether
    this is the shortest way to work; it is asked where somebody is paid (R078). rung is the step of the
    ladder at the choice.
    """

    class State(models.TextChoices):
        AWAITING = "awaiting", _("wacht op akkoord")
        PROPOSED = "proposed", _("voorgesteld")
        DECIDED = "decided", _("besloten")
        RUNNING = "running", _("loopt")
        ENDED = "ended", _("afgelopen")
        DROPPED = "dropped", _("niet doorgegaan")

    class EndReason(models.TextChoices):
        COMPLETED = "completed", _("volgens plan afgerond")
        WORK = "work", _("werk gevonden")
        SECONDED = "seconded", _("werk via detachering")
        USEFUL = "useful", _("een maatschappelijk nuttige functie")
        NO_HELP = "no_help", _("hielp niet genoeg")
        OTHER_SERVICE = "other_service", _("een andere dienst past beter")
        CLIENT_STOPPED = "client_stopped", _("de cliënt stopte")
        PROVIDER_STOPPED = "provider_stopped", _("de uitvoerder stopte")
        BENEFIT_ENDED = "benefit_ended", _("de uitkering eindigde")
        CIRCUMSTANCES = "circumstances", _("ging niet meer door omstandigheden")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="service_uses")
    service_key = models.CharField(max_length=60)
    local = models.ForeignKey(LocalService, models.PROTECT, null=True, related_name="uses")
    name = models.CharField(max_length=120)
    content = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    verdict = models.CharField(max_length=7)
    is_bought = models.BooleanField()
    is_decision = models.BooleanField()
    is_exclusive = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    chosen_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    chosen_on = models.DateField()
    decision_id = models.UUIDField()
    because = models.CharField(max_length=400)
    relabels = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    decider = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    payer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    guide = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    is_shortest = models.CharField(max_length=6, choices=ANSWERS, blank=True)
    decided_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=16, choices=EndReason, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    group = models.CharField(max_length=20, blank=True)
    answers = models.JSONField(default=dict)
    proof = models.CharField(max_length=200, blank=True)
    rung = models.PositiveSmallIntegerField(null=True)
    period = models.CharField(max_length=20, blank=True)
    avoids = models.CharField(max_length=200, blank=True)
    after_approval = models.CharField(max_length=8, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "-chosen_on", "-id"], name="services_use_of_dossier"),
            models.Index(fields=["organisation", "state", "ends_on", "id"], name="services_use_running"),
            models.Index(fields=["organisation", "starts_on"], name="services_use_started_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="services_use_plan"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")), name="services_use_end"
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(end_reason="")
                | ~Q(state="ended") & Q(ended_on__isnull=True, end_reason=""),
                name="services_use_ended_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("running", "ended"), starts_on__isnull=False)
                | Q(state__in=("awaiting", "proposed", "decided", "dropped"), starts_on__isnull=True),
                name="services_use_started",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="services_use_price"
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is still to come or under way."""
        return self.state in OPEN

    def is_over(self, today: date) -> bool:
        """Whether it runs although its last day has passed."""
        return self.state == self.State.RUNNING and self.ends_on is not None and self.ends_on < today


OPEN = (
    ServiceUse.State.AWAITING,
    ServiceUse.State.PROPOSED,
    ServiceUse.State.DECIDED,
    ServiceUse.State.RUNNING,
)
"""The states of what is still to come or under way."""


class ServiceExtension(models.Model):
    """A service was given more time, for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    use = models.ForeignKey(ServiceUse, models.PROTECT, related_name="extensions")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    until_before = models.DateField(null=True)
    until = models.DateField()
    because = models.CharField(max_length=400)
    made_on = models.DateField()
    made_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_before__isnull=True) | Q(until__gt=F("until_before")),
                name="services_extension_is_longer",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="services_extension_because"),
        ]


class ServiceEvaluation(models.Model):
    """What a service brought, in the eyes of the professional or of the client; one of each."""

    class Voice(models.TextChoices):
        PROFESSIONAL = "professional", _("medewerker")
        CLIENT = "client", _("cliënt")

    class Reached(models.TextChoices):
        YES = "yes", _("ja")
        PARTLY = "partly", _("deels")
        NO = "no", _("nee")

    class Helped(models.TextChoices):
        MUCH = "much", _("veel")
        SOME = "some", _("een beetje")
        NOT = "not", _("niet")

    id = models.UUIDField(primary_key=True, default=uuid7)
    use = models.ForeignKey(ServiceUse, models.PROTECT, related_name="evaluations")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=12, choices=Voice)
    reached = models.CharField(max_length=6, choices=Reached)
    helped = models.CharField(max_length=4, choices=Helped)
    words = models.CharField(max_length=400, blank=True)
    given_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["use", "voice"], name="services_evaluation_once")]


class ServiceLog(models.Model):
    """Something that was done within a service, on a day: the search activities of jobhunting (R106)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    use = models.ForeignKey(ServiceUse, models.PROTECT, related_name="log")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    done_on = models.DateField()
    what = models.CharField(max_length=300)
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["use", "-done_on", "-id"], name="services_log_of_use")]
