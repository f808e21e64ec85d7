"""What stands beside the parts of a diagnosis: missing information, hidden ambitions, and circumstances."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.diagnosis.circumstances import CIRCUMSTANCE_KINDS
from schakel.jobseekers.diagnosis.models.diagnosis import Diagnosis


class SaidBy(models.TextChoices):
    """From whom something is known."""

    CLIENT = "client", _("de cliënt zelf")
    RELATIVE = "relative", _("een naaste")
    PROFESSIONAL = "professional", _("een medewerker")
    PROVIDER = "provider", _("een aanbieder of opleider")
    EMPLOYER = "employer", _("een werkgever")


class Supplement(models.Model):
    """What the rows beside a diagnosis share: whose it is, and who wrote it down when."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="+")
    written_on = models.DateField()
    written_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class MissingItem(Versioned, Supplement):
    """Something that is not known yet, who finds it out, and by when (requirement R042)."""

    class Duty(models.TextChoices):
        OURS = "ours", _("de organisatie")
        CLIENT = "client", _("de cliënt")
        OTHER = "other", _("een andere organisatie")

    what = models.CharField(max_length=200)
    duty = models.CharField(max_length=6, choices=Duty)
    due_on = models.DateField()
    answer = models.CharField(max_length=400, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, answer="") | Q(done_on__isnull=False) & ~Q(answer=""),
                name="diagnosis_missing_done_with_an_answer",
            )
        ]


class Ambition(Supplement):
    """A hidden ambition, interest or competence, with who brought it up (requirement R065)."""

    words = models.CharField(max_length=400)
    said_by = models.CharField(max_length=12, choices=SaidBy)


class Circumstance(Supplement):
    """A limit as the client experiences it, a recent event or a barrier; hidden by its own section."""

    section_bit = models.IntegerField()
    kind = models.CharField(max_length=12)
    words = models.CharField(max_length=400)
    said_by = models.CharField(max_length=12, choices=SaidBy)
    happened_on = models.DateField(null=True)

    @property
    def label(self) -> str | Promise:
        """What kind it is."""
        return CIRCUMSTANCE_KINDS[self.kind].label
