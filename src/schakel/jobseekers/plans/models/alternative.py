"""What else was considered at a choice for a plan, and why that was not chosen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.plans.models.plan import Plan


class PlanAlternative(models.Model):
    """One thing that was considered and not chosen; thing_id is the goal or step that was chosen instead.

    It stands in the section of what was chosen: beside a step on a life domain it is hidden with that.
    """

    class About(models.TextChoices):
        GOAL = "goal", _("doel")
        STEP = "step", _("stap")

    id = models.UUIDField(primary_key=True, default=uuid7)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="alternatives")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    about = models.CharField(max_length=4, choices=About)
    thing_id = models.UUIDField()
    what = models.CharField(max_length=200)
    why_not = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["plan", "thing_id"], name="plans_alternative_of")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(why_not=""), name="plans_alternative_says_why_not"
            )
        ]
