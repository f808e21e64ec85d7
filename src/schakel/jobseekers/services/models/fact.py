"""What somebody told of a client to judge services by, where no other room keeps it."""

from __future__ import annotations

from django.db import models

from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation, Professional


class ServiceFact(models.Model):
    """An answer to a question of a rule, as told on a day; of one name the latest counts.

    section_bit is the section that the fact's purpose and category ask: a fact about health is hidden with
    health. value is null for "not known any more".
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    section_bit = models.IntegerField()
    name = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    told_on = models.DateField()
    told_by = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["dossier", "name", "-id"], name="services_fact_latest")]
