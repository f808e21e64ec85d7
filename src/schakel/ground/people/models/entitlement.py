"""Rights to a benefit."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.models.client import Client


class Regime(models.TextChoices):
    """The statute a benefit rests on; wia and wajong where it isn't known which of their parts."""

    WW = "ww", _("WW")
    PARTICIPATIEWET = "participatiewet", _("bijstand (Participatiewet)")
    WIA = "wia", _("WIA")
    WGA = "wga", _("WGA (WIA)")
    IVA = "iva", _("IVA (WIA)")
    WAO = "wao", _("WAO")
    WAJONG = "wajong", _("Wajong")
    WAJONG_BEFORE = "wajong_before", _("Wajong van vóór 2015")
    IOAW = "ioaw", _("IOAW")
    IOAZ = "ioaz", _("IOAZ")
    ZW = "zw", _("Ziektewet")
    ANW = "anw", _("Anw")
    BBZ = "bbz", _("Bbz")


SINCE: dict[str, date] = {
    Regime.PARTICIPATIEWET: date(2004, 1, 1),
    Regime.WIA: date(2005, 12, 29),
    Regime.WGA: date(2005, 12, 29),
    Regime.IVA: date(2005, 12, 29),
    Regime.WAJONG_BEFORE: date(1998, 1, 1),
    Regime.ANW: date(1996, 7, 1),
    Regime.BBZ: date(2004, 1, 1),
}
"""The first day of a statute (its entry into force), where a right of before can only be a mistake."""

BEFORE_PARTICIPATIEWET = date(2015, 1, 1)


def regime_label(regime: str, on: date) -> str:
    """The benefit's name as it was on a day: assistance was of the WWB before the Participatiewet."""
    if regime == Regime.PARTICIPATIEWET and on < BEFORE_PARTICIPATIEWET:
        return str(_("bijstand (WWB)"))
    return str(Regime(regime).label)


class BenefitEntitlement(Dated, Versioned):
    """The right to a benefit under one statute, paid by one organisation, over a period.

    One person has one right of a statute at a time. is_doubled marks one that stands beside another because
    two dossiers told it and were taken together: both are shown until the payer ends or corrects one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    client = models.ForeignKey(Client, models.PROTECT, related_name="entitlements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    regime = models.CharField(max_length=20, choices=Regime)
    hours_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    entry_id = models.UUIDField(null=True, blank=True)
    is_doubled = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("people_entitlement_period"),
            no_overlap("people_entitlement_once", "client", "regime", condition=Q(is_doubled=False)),
        ]
        indexes = [
            models.Index(fields=["client", "valid_from"], name="people_entitlement_client"),
            models.Index(fields=["organisation", "client"], name="people_entitlement_payer"),
        ]
