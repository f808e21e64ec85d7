"""Whether what a source says may go to others."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Organisation, Professional


class SourceJudgement(Dated):
    """How reliable a part of an organisation's data is; below the gate no other organisation sees it."""

    class Status(models.TextChoices):
        UNKNOWN = "unknown", _("nog niet beoordeeld")
        UNDER_REVIEW = "under_review", _("wordt onderzocht")
        RELEASED = "released", _("waarborgen in orde: vrijgegeven")
        SUSPENDED = "suspended", _("tijdelijk niet vrijgegeven")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    status = models.CharField(max_length=12, choices=Status)
    safeguards = models.CharField(max_length=1000)
    judged_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    review_on = models.DateField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("dossiers_sourcejudgement_one", "organisation", "section_bit"),
            ends_after_start("dossiers_sourcejudgement_period"),
        ]
