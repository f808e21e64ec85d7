"""Whether the estimate of a diagnosis was laid beside what happened, and what asked for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.decisions import Outcome
from schakel.jobseekers.diagnosis.models.diagnosis import Diagnosis


class EstimateReview(models.Model):
    """One for each concluded diagnosis of which something was asked or said (R067).

    prompted_on is when something happened that should make people look back, and asks again when it is later
    than looked_back_on. outcome is what was said last.
    """

    class Prompt(models.TextChoices):
        PLAN_CLOSED = "plan_closed", _("Het plan is afgesloten.")
        WORK = "work", _("De cliënt vond werk.")

    diagnosis = models.OneToOneField(Diagnosis, models.PROTECT, primary_key=True, related_name="review")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    prompted_on = models.DateField(null=True)
    prompted_by = models.CharField(max_length=11, choices=Prompt, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    looked_back_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(prompted_on__isnull=True, prompted_by="")
                | Q(prompted_on__isnull=False) & ~Q(prompted_by=""),
                name="diagnosis_review_prompt_whole",
            ),
            models.CheckConstraint(
                condition=Q(looked_back_on__isnull=True, outcome="")
                | Q(looked_back_on__isnull=False) & ~Q(outcome=""),
                name="diagnosis_review_outcome_whole",
            ),
        ]
