"""The last occupation of a client: the title as told, and the concept someone confirmed for it."""

from __future__ import annotations

from django.db import models

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class LastOccupation(Versioned):
    """What a client last did for work; suggestions wait for a person to confirm one."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="last_occupation")
    title = models.CharField(max_length=200)
    source_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    obtained_on = models.DateField()
    suggestions = models.JSONField(default=list)
    concept_uri = models.CharField(max_length=200, blank=True)
    concept_label = models.CharField(max_length=200, blank=True)
    is_confirmed = models.BooleanField(default=False)
