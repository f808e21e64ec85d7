"""A plan with the client's goals, the parts of the organisations around them, and the steps in each part."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.plans.models.agreement import Agreement
from schakel.jobseekers.plans.models.template import PlanTemplate


class Plan(Versioned):
    """One plan of a client; a dossier has one that is not closed.

    number is the version laid before the signers last, agreed_number the one that holds (0 before any).
    is_edited says that the rows differ from the last version; is_waiting that signatures are missing.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", _("concept")
        OFFERED = "offered", _("wacht op akkoord")
        RUNNING = "running", _("loopt")
        CLOSED = "closed", _("afgesloten")

    class Closure(models.TextChoices):
        WORK = "work", _("de cliënt heeft werk")
        USEFUL = "useful", _("de cliënt heeft een maatschappelijk nuttige functie")
        BENEFIT_ENDED = "benefit_ended", _("het recht op de uitkering eindigt")
        GOALS_REACHED = "goals_reached", _("de doelen zijn bereikt")
        EDUCATION = "education", _("de cliënt volgt een opleiding")
        MOVED = "moved", _("de cliënt is verhuisd en wordt elders geholpen")
        CLIENT_STOPS = "client_stops", _("de cliënt wil niet verder en hoeft dat niet")
        NOT_ABLE = "not_able", _("meedoen kan nu niet")
        REPLACED = "replaced", _("er komt een ander plan voor in de plaats")
        DEATH = "death", _("de cliënt is overleden")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="plans")
    lead_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    lead = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    template = models.ForeignKey(PlanTemplate, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.CONCEPT)
    number = models.PositiveSmallIntegerField(default=0)
    agreed_number = models.PositiveSmallIntegerField(default=0)
    is_edited = models.BooleanField(default=True)
    is_waiting = models.BooleanField(default=False)
    contact_weeks = models.PositiveSmallIntegerField(null=True)
    baseline_rung = models.PositiveSmallIntegerField(null=True)
    baseline_label = models.CharField(max_length=80, blank=True)
    baseline_on = models.DateField(null=True)
    is_from_diagnosis = models.BooleanField(default=False)
    target_rung = models.PositiveSmallIntegerField(null=True)
    target_label = models.CharField(max_length=80, blank=True)
    begun_on = models.DateField()
    agreed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closure = models.CharField(max_length=16, choices=Closure, blank=True)
    closure_words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=~Q(status="closed"), name="plans_plan_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False) & ~Q(closure="")
                | ~Q(status="closed") & Q(closed_on__isnull=True, closure=""),
                name="plans_plan_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(agreed_on__isnull=False, baseline_rung__isnull=False),
                name="plans_plan_runs_from_a_baseline",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["offered", "running"]) | Q(is_waiting=False),
                name="plans_plan_waits_when_laid_before",
            ),
            models.CheckConstraint(
                condition=Q(agreed_number__lte=F("number")), name="plans_plan_agreed_was_offered"
            ),
            models.CheckConstraint(
                condition=Q(baseline_rung__isnull=True, baseline_on__isnull=True)
                | Q(baseline_rung__range=(1, 6), baseline_on__isnull=False),
                name="plans_plan_baseline_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(target_rung__isnull=True) | Q(target_rung__range=(1, 6)),
                name="plans_plan_target_rung",
            ),
        ]

    @property
    def has_baseline(self) -> bool:
        """Whether it is recorded where the client stood at the start."""
        return self.baseline_rung is not None

    @property
    def is_closed(self) -> bool:
        """Whether it ended."""
        return self.status == self.Status.CLOSED


class PlanGoal(Versioned):
    """What the client wants to reach, in their own words; written by them or put down as they said it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    written_on = models.DateField()
    heard_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    removed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(heard_by__isnull=True, organisation__isnull=True)
                | Q(heard_by__isnull=False, organisation__isnull=False),
                name="plans_plangoal_heard_by_whom",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="plans_plangoal_has_words"),
        ]


class PlanPart(Versioned):
    """What one organisation takes care of; domain is empty for the part about work.

    A part on a life domain is hidden with the life domains, and stands outside what is signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="parts")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    domain = models.CharField(max_length=12, blank=True)
    aim = models.CharField(max_length=400)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    begun_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation", "domain"], name="plans_planpart_one_for_each_owner"
            )
        ]


class PlanStep(Versioned):
    """One step: what, why, whose duty, by when, and how it is checked.

    A step about work becomes an agreement once the plan is agreed, and its state is that agreement's. A step
    on a life domain has a state of its own.
    """

    class Origin(models.TextChoices):
        OWN = "own", _("op maat")
        STANDARD = "standard", _("standaardstap")
        DEVIATION = "deviation", _("afwijking van de standaard")

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps")
    part = models.ForeignKey(PlanPart, models.PROTECT, related_name="steps")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    place = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    because = models.CharField(max_length=200)
    duty = models.CharField(max_length=6, choices=Agreement.Duty)
    due_on = models.DateField()
    check_by = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=9, choices=Origin, default=Origin.OWN)
    deviation = models.CharField(max_length=400, blank=True)
    agreement = models.OneToOneField(Agreement, models.SET_NULL, null=True, related_name="plan_step")
    status = models.CharField(max_length=8, choices=Agreement.Status, default=Agreement.Status.OPEN)
    result = models.CharField(max_length=400, blank=True)
    checked_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["plan", "place", "id"], name="plans_planstep_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(origin="deviation") | ~Q(deviation=""),
                name="plans_planstep_deviates_with_reason",
            )
        ]
