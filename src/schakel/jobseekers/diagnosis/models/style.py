"""The style of guiding that was chosen, why, and when to look whether it still fits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation, Professional
from schakel.jobseekers.diagnosis.models.diagnosis import Diagnosis


class GuidanceStyle(models.Model):
    """A choice of style (requirement R068); the latest of a dossier holds, and a review makes a next one."""

    class Style(models.TextChoices):
        FOLLOWING = "following", _("volgend: de cliënt bepaalt het tempo")
        MOTIVATING = "motivating", _("motiverend: samen redenen zoeken")
        DIRECTING = "directing", _("sturend: vaste stappen en korte afspraken")
        CONFRONTING = "confronting", _("aansprekend: gedrag en gevolgen benoemen")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="styles")
    style = models.CharField(max_length=12, choices=Style)
    because = models.CharField(max_length=400)
    review_on = models.DateField()
    chosen_on = models.DateField()
    chosen_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="diagnosis_style_has_a_reason")]
