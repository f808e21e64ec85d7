"""The figures that organisations set for themselves where the house gives one."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap


class OwnFigure(Dated):
    """What one organisation uses instead of a figure of the house, over a period; in the figure's own unit.

    Without a value it is the house's figure again. A row replaced before it began has an empty period.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation_id = models.UUIDField()
    key = models.CharField(max_length=40)
    value = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("norms_own_figure_once", "organisation_id", "key"),
            ends_after_start("norms_own_figure_period"),
        ]
