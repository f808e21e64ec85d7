"""The ladder of participation: an organisation's own rungs, and where a client stood on which day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional


class Ladder(Versioned):
    """One organisation's own rungs from low to high, each with the rung of the house that it lies on.

    rows is a list of [words, house rung]; without a row the six rungs of the house hold.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    rows = models.JSONField()


class RungStep(models.Model):
    """Where a client stands from a day on, and what made it so; words as the ladder had them then."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="rung_steps")
    rung = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    from_day = models.DateField()
    cause = models.CharField(max_length=400)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rung__range=(1, 6)), name="plans_rungstep_rung"),
            models.UniqueConstraint(fields=["dossier", "from_day"], name="plans_rungstep_one_a_day"),
        ]
