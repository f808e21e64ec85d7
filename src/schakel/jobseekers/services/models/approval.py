"""Who agrees to go past a rule of a service: the question, its answer, and the levels an organisation set."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Membership, Organisation, Professional
from schakel.jobseekers.services.catalogue.levels import ApprovalLevel
from schakel.jobseekers.services.models.use import ServiceUse


class ServiceLevel(models.Model):
    """The level that an organisation set at a rule or limit of a service, in place of the catalogue's.

    Rows are added, never changed; of one rule at one organisation the newest counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    service_key = models.CharField(max_length=60)
    rule_key = models.CharField(max_length=60)
    level = models.CharField(max_length=15, choices=ApprovalLevel)
    set_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "service_key", "rule_key", "-id"], name="services_level_newest"
            )
        ]


class ServiceApproval(Versioned):
    """One named level is asked to agree with a choice of a service, or with more time for it.

    What must be judged stands here as it was at the question: whoever is asked need not open the dossier, and
    no name of the client is in it. rules are {key, text, source, known}, options {name, known}.
    """

    class About(models.TextChoices):
        CHOICE = "choice", _("de keuze van een dienst")
        EXTENSION = "extension", _("meer tijd voor een dienst")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op akkoord")
        AGREED = "agreed", _("akkoord")
        REFUSED = "refused", _("niet akkoord")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    use = models.ForeignKey(ServiceUse, models.PROTECT, related_name="approvals")
    service_name = models.CharField(max_length=120)
    about = models.CharField(max_length=9, choices=About)
    level = models.CharField(max_length=15, choices=ApprovalLevel)
    rules = models.JSONField(default=list)
    options = models.JSONField(default=list)
    because = models.CharField(max_length=400)
    until = models.DateField(null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    asked_reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    approver = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    answer_by = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    answered_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["use", "id"], name="services_approval_of_use"),
            models.Index(
                fields=["answer_by", "id"], condition=Q(state="waiting"), name="services_approval_waits"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["use", "about", "level"],
                condition=Q(state="waiting"),
                name="services_approval_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="services_approval_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "withdrawn"), answered_by__isnull=True)
                | Q(state__in=("agreed", "refused"), answered_by__isnull=False, answered_on__isnull=False)
                & ~Q(words=""),
                name="services_approval_whole",
            ),
            models.CheckConstraint(
                condition=Q(about="choice", until__isnull=True) | Q(about="extension", until__isnull=False),
                name="services_approval_until",
            ),
        ]
