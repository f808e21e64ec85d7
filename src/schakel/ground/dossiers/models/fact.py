"""What is known of a client, with its source."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class Fact(Versioned):
    """Something known of the client, asked once: its value with source, day and quality."""

    class Quality(models.TextChoices):
        CONFIRMED = "confirmed", _("bevestigd met bewijs")
        STATED = "stated", _("verteld")
        DERIVED = "derived", _("overgenomen uit een bestand")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    section_bit = models.IntegerField()
    source_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    obtained_on = models.DateField()
    quality = models.CharField(max_length=10, choices=Quality)
    is_current = models.BooleanField(default=True)
    dispute = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "name", "source_organisation"],
                condition=Q(is_current=True),
                nulls_distinct=False,
                name="dossiers_fact_one_for_source",
            )
        ]
