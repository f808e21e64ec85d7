"""A chain partner."""

from __future__ import annotations

from django.db import models

from schakel.ground.access.types import OrganisationKind
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.kernel.versions import Versioned


class Organisation(Dated, Versioned):
    """A chain partner; its id is also the id of its stream in the journal."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    place = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="organisations_organisation_once"),
            ends_after_start("organisations_organisation_period"),
        ]
