"""What a partner found out about a client, beside the diagnosis of the organisations that guide."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.diagnosis.topics import TOPICS


class PartnerAnalysis(Versioned):
    """One partner's analysis on one topic, under its own name; never merged with another's (R042).

    seen_on is the day on which it was found. occasion names the bought service it is the result of, if any;
    occasion_id is that service's id, which stands in a room above. Hidden by its own section, and read by its
    own organisation too.
    """

    class Stance(models.TextChoices):
        HELPS = "helps", _("helpt bij het vinden van werk")
        NEUTRAL = "neutral", _("staat werk niet in de weg")
        ATTENTION = "attention", _("vraagt aandacht op weg naar werk")
        HINDERS = "hinders", _("staat werk nu in de weg")
        UNSURE = "unsure", _("nog niet te zeggen")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    topic = models.CharField(max_length=20)
    question = models.CharField(max_length=300)
    findings = models.CharField(max_length=2000)
    stance = models.CharField(max_length=9, choices=Stance)
    based_on = models.CharField(max_length=200)
    unknown = models.CharField(max_length=200, blank=True)
    seen_on = models.DateField()
    occasion = models.CharField(max_length=120, blank=True)
    occasion_id = models.UUIDField(null=True)
    filed_on = models.DateField()
    written_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "-seen_on", "-id"], name="diagnosis_analysis_of"),
            models.Index(
                fields=["occasion_id"],
                condition=Q(occasion_id__isnull=False),
                name="diagnosis_analysis_occasion",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(findings="") & ~Q(based_on=""),
                name="diagnosis_analysis_whole",
            ),
            models.CheckConstraint(condition=Q(seen_on__lte=F("filed_on")), name="diagnosis_analysis_days"),
            models.CheckConstraint(
                condition=Q(occasion="", occasion_id__isnull=True)
                | ~Q(occasion="") & Q(occasion_id__isnull=False),
                name="diagnosis_analysis_occasion_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
                name="diagnosis_analysis_withdrawn_whole",
            ),
        ]

    @property
    def topic_label(self) -> str | Promise:
        """What it is about."""
        return TOPICS[self.topic]

    @property
    def role_words(self) -> str:
        """In which role it was written, in the words of that organisation."""
        return self.organisation.role_on(Role(self.role), clock.today())
