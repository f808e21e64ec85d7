"""A dossier closed to all but named readers."""

from __future__ import annotations

from django.db import models

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Professional


class Shield(Dated, Versioned):
    """A dossier of a colleague or known person: as long as it holds, only named readers see the dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="shields")
    reason = models.CharField(max_length=400)
    colleague = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    placed_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    review_on = models.DateField()
    lift_reason = models.CharField(max_length=400, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("dossiers_shield_one", "dossier"),
            ends_after_start("dossiers_shield_period"),
        ]


class NamedReader(Dated):
    """Someone who sees a shielded dossier, by name: never a queue, and never whoever covers for them."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    shield = models.ForeignKey(Shield, models.PROTECT, related_name="readers")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("dossiers_namedreader_once", "dossier", "reader"),
            ends_after_start("dossiers_namedreader_period"),
        ]
