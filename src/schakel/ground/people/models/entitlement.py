"""Rights to a benefit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.models.client import Client


class Regime(models.TextChoices):
    """The statute a benefit rests on."""

    WW = "ww", _("WW")
    PARTICIPATIEWET = "participatiewet", _("bijstand (Participatiewet)")
    WIA = "wia", _("WIA")
    WAJONG = "wajong", _("Wajong")
    IOAW = "ioaw", _("IOAW")
    ZW = "zw", _("Ziektewet")


class BenefitEntitlement(Dated, Versioned):
    """The right to a benefit under one statute, paid by one organisation, over a period."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    client = models.ForeignKey(Client, models.PROTECT, related_name="entitlements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    regime = models.CharField(max_length=20, choices=Regime)
    hours_per_week = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_start("people_entitlement_period")]
        indexes = [models.Index(fields=["client", "valid_from"], name="people_entitlement_client")]
