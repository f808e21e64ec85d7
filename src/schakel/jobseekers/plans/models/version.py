"""What was laid before the client and the organisations, and who put their name to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.plans.models.plan import Plan


class PlanVersion(models.Model):
    """The plan as it was laid before the signers, whole; digest is the SHA-256 of its canonical text."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    because = models.CharField(max_length=400)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plans_planversion_numbered"),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="plans_planversion_one_end",
            ),
        ]


class PlanSignature(Versioned):
    """One signature that a version needs, with the digest of exactly what was signed.

    decision_id names the choice by which the plan went on although the client did not agree.
    """

    class Party(models.TextChoices):
        CLIENT = "client", _("cliënt")
        LEAD = "lead", _("wie het plan leidt")
        OWNER = "owner", _("organisatie met een eigen deel")
        PAYER = "payer", _("wie betaalt")
        PROVIDER = "provider", _("wie de dienst uitvoert")

    class How(models.TextChoices):
        OWN_PAGE = "own_page", _("op de eigen pagina")
        PAPER = "paper", _("op papier")
        TABLE = "table", _("hardop, aan tafel")
        WORK_PAGE = "work_page", _("in het dossier")

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="signatures")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    party = models.CharField(max_length=8, choices=Party)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=9, choices=How, blank=True)
    signed_digest = models.CharField(max_length=64, blank=True)
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    refused_on = models.DateField(null=True)
    refused_words = models.CharField(max_length=400, blank=True)
    decision_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan_version", "party", "organisation"],
                nulls_distinct=False,
                name="plans_plansignature_once",
            ),
            models.CheckConstraint(
                condition=Q(party="client", organisation__isnull=True)
                | ~Q(party="client") & Q(organisation__isnull=False),
                name="plans_plansignature_of_whom",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_digest="", how="")
                | Q(signed_on__isnull=False, recorded_at__isnull=False) & ~Q(signed_digest="") & ~Q(how=""),
                name="plans_plansignature_whole",
            ),
            models.CheckConstraint(
                condition=Q(refused_on__isnull=True) | Q(signed_on__isnull=True) & ~Q(refused_words=""),
                name="plans_plansignature_refused_in_words",
            ),
        ]

    @property
    def is_settled(self) -> bool:
        """Whether nobody waits for it: signed, or decided on although it was refused."""
        return self.signed_on is not None or self.decision_id is not None
