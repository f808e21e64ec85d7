"""What municipalities word for themselves where a national norm leaves it to them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned


class LocalNorm(Dated, Versioned):
    """An article of an ordinance or policy rule of one municipality, that fills the open term of a norm.

    Ended on its first day it was entered by mistake and never held.
    """

    class Kind(models.TextChoices):
        ORDINANCE = "ordinance", _("verordening")
        POLICY = "policy", _("beleidsregel")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation_id = models.UUIDField()
    norm_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=160)
    article = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    plain = models.CharField(max_length=500, blank=True)
    adopted_on = models.DateField()
    address = models.URLField(max_length=300, blank=True)
    entered_by = models.CharField(max_length=120)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["norm_id", "organisation_id"], name="norms_local_by_norm")]
        constraints = [
            no_overlap("norms_local_norm_once", "organisation_id", "norm_id", "kind", "title", "article"),
            ends_after_start("norms_local_norm_period"),
        ]
