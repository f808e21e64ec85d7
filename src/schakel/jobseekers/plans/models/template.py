"""The standard course of an organisation: steps that follow each other, to begin a plan from."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class PlanTemplate(Versioned):
    """Steps in order, each `{what, because, duty, weeks, check_by}`; weeks counts from the plan's first day.

    A plan keeps its own copy of the steps: a template that changes or stops leaves plans as they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    steps = models.JSONField()
    stopped_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="plans_plantemplate_named_once")
        ]
