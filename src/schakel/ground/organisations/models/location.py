"""Places where people of the chain meet clients."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.organisation import Organisation


class Location(Dated, Versioned):
    """A building of the chain in a region, kept by one organisation: what kind, where, open when."""

    class Kind(models.TextChoices):
        WERKPLEIN = "werkplein", _("Werkplein")
        LWI = "lwi", _("locatie voor werk en inkomen (LWI)")
        BUSINESS_BUILDING = "business_building", _("bedrijfsverzamelgebouw")
        WERKCENTRUM = "werkcentrum", _("Werkcentrum")
        SECOND = "second", _("tweede locatie van de gemeente")
        OFFICE = "office", _("kantoor")

    class Reception(models.TextChoices):
        JOINT = "joint", _("één balie voor iedereen")
        JOINT_THEN_SEPARATE = "joint_first", _("eerst één balie, daarna eigen balies")
        SEPARATE = "separate", _("ieder een eigen balie")

    id = models.UUIDField(primary_key=True, default=uuid7)
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="locations_kept")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    region_code = models.CharField(max_length=8, blank=True)
    street = models.CharField(max_length=120)
    postcode = models.CharField(max_length=6)
    place = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, blank=True)
    website = models.URLField(max_length=200, blank=True)
    opening_hours = models.CharField(max_length=400, blank=True)
    reception = models.CharField(max_length=20, choices=Reception)
    is_joint_location = models.BooleanField(default=False)
    is_joint_desk = models.BooleanField(default=False)
    is_joint_phone = models.BooleanField(default=False)
    is_joint_website = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_location_once", "keeper", "name"),
            ends_after_start("organisations_location_period"),
        ]
        indexes = [models.Index(fields=["region_code", "name"], name="organisations_location_region")]

    @property
    def joint_channels(self) -> int:
        """How many of the four channels (location, desk, phone number, website) are one for all."""
        return sum([self.is_joint_location, self.is_joint_desk, self.is_joint_phone, self.is_joint_website])


class Presence(Dated):
    """An organisation at a location, with what it does there."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    location = models.ForeignKey(Location, models.PROTECT, related_name="presences")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="presences")
    services = models.CharField(max_length=400)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_presence_once", "location", "organisation"),
            ends_after_start("organisations_presence_period"),
        ]


class Spot(Dated):
    """A desk or room at a location, of one organisation or of all who are there."""

    class Kind(models.TextChoices):
        RECEPTION = "reception", _("ontvangst")
        DESK = "desk", _("balie")
        ROOM = "room", _("spreekkamer")

    id = models.UUIDField(primary_key=True, default=uuid7)
    location = models.ForeignKey(Location, models.PROTECT, related_name="spots")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_spot_once", "location", "name"),
            ends_after_start("organisations_spot_period"),
        ]
