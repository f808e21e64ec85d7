"""What a plan taught those who were in it, and what could not be done for a client."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.plans.models.plan import Plan


class PlanEvaluation(models.Model):
    """One answer to what went well and what could be better; asked of each voice when a plan closes."""

    class Voice(models.TextChoices):
        CLIENT = "client", _("cliënt")
        COACH = "coach", _("begeleider")
        PROVIDER = "provider", _("uitvoerder")

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="evaluations")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=8, choices=Voice)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    given_on = models.DateField(null=True)
    went_well = models.CharField(max_length=400, blank=True)
    could_be_better = models.CharField(max_length=400, blank=True)
    written_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "voice", "organisation"],
                nulls_distinct=False,
                name="plans_planevaluation_once",
            ),
            models.CheckConstraint(
                condition=Q(voice="client", organisation__isnull=True)
                | ~Q(voice="client") & Q(organisation__isnull=False),
                name="plans_planevaluation_of_whom",
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True, went_well="", could_be_better="")
                | Q(given_on__isnull=False) & (~Q(went_well="") | ~Q(could_be_better="")),
                name="plans_planevaluation_says_something",
            ),
        ]


class BlockedWish(models.Model):
    """Something that was wanted for a client and could not be done, with what stood in its way."""

    class Barrier(models.TextChoices):
        RULE = "rule", _("een regel of wet")
        CONTRACT = "contract", _("een contract")
        BUDGET = "budget", _("het budget")
        NOT_OFFERED = "not_offered", _("het is hier niet te krijgen")
        WAITING = "waiting", _("de wachttijd")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="blocked_wishes")
    wanted = models.CharField(max_length=200)
    barrier = models.CharField(max_length=11, choices=Barrier)
    which = models.CharField(max_length=200)
    instead = models.CharField(max_length=200, blank=True)
    is_client_wish = models.BooleanField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    noted_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-noted_on", "-id"], name="plans_wish_list")]
