"""How an organisation lays the scales of distance to work beside each other."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class ScaleMapping(Versioned):
    """One organisation's own mapping: phase and nearness by rung; without a row that of the house holds."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    rows = models.JSONField()
