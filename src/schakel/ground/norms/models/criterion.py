"""The criteria of good legislation as people worded, weighed or stopped them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.versions import Versioned


class OwnCriterion(Versioned):
    """How a criterion is asked here instead of as in the register; earlier wordings are in the journal."""

    class Weight(models.IntegerChoices):
        LIGHT = 1, _("licht")
        NORMAL = 2, _("gewoon")
        HEAVY = 3, _("zwaar")

    check_key = models.CharField(primary_key=True, max_length=20)
    label = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    weight = models.PositiveSmallIntegerField(choices=Weight)
    is_used = models.BooleanField()
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=120)
    organisation_id = models.UUIDField()
    set_at = models.DateTimeField()

    objects: ClassVar[models.Manager[OwnCriterion]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=3), name="norms_criterion_weight")
        ]
