"""What two organisations agreed on the tie between them: its kind, its days, and what it shares at most."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, DateRange, ends_after_start
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.organisation import Organisation

EVERYTHING = sum(int(section) for section in Section)


class Mechanism(models.TextChoices):
    """What holds two organisations together (R249)."""

    NETWORK = "network", _("netwerk: ieder beslist zelf, u spreekt samen af")
    MARKET = "market", _("markt: de een koopt in of neemt af bij de ander")
    HIERARCHY = "hierarchy", _("hiërarchie: de een stuurt of houdt toezicht op de ander")


class AgreedTie(Dated, Versioned):
    """A tie that one organisation proposed and the other agreed to; from that word it narrows what is read.

    sections is a mask of what is shared at most while one of the two holds the chain's regie; the other then
    reads nothing beyond it, whatever the access table opens. It never opens anything.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("voorgesteld")
        AGREED = "agreed", _("afgesproken")
        REFUSED = "refused", _("afgewezen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid7)
    proposer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    mechanism = models.CharField(max_length=9, choices=Mechanism)
    sections = models.IntegerField()
    words = models.CharField(max_length=400)
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    proposed_on = models.DateField()
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="organisations_agreed_tie_once",
                expressions=[
                    (Least("proposer", "partner"), "="),
                    (Greatest("proposer", "partner"), "="),
                    (DateRange("valid_from", "valid_to"), "&&"),
                ],
                condition=Q(status="agreed"),
            ),
            models.UniqueConstraint(
                Least("proposer", "partner"),
                Greatest("proposer", "partner"),
                name="organisations_proposed_tie_once",
                condition=Q(status="proposed"),
            ),
            ends_after_start("organisations_agreed_tie_period"),
            models.CheckConstraint(
                condition=~Q(proposer=F("partner")), name="organisations_agreed_tie_to_another"
            ),
            models.CheckConstraint(
                condition=Q(sections__gte=int(Section.IDENTITY), sections__lte=EVERYTHING),
                name="organisations_agreed_tie_sections",
            ),
        ]
