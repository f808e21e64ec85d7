"""Who belongs to a client's family or household."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.models.client import Client


class HouseholdMember(Dated, Versioned):
    """What a client's file says of a partner, parent, child or housemate: a name and a year of birth.

    No more is kept of somebody without a dossier. Of somebody with one the row says no more either, so
    that it tells nobody of that dossier.
    """

    class Kind(models.TextChoices):
        """What this person is to the client."""

        PARTNER = "partner", _("partner")
        PARENT = "parent", _("ouder")
        CHILD = "child", _("kind")
        HOUSEMATE = "housemate", _("huisgenoot")

    id = models.UUIDField(primary_key=True, default=uuid7)
    client = models.ForeignKey(Client, models.PROTECT, related_name="household")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    ended_because = models.CharField(max_length=400, blank=True)
    is_mistake = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("people_household_period"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(source=""), name="people_household_named"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | ~Q(ended_because=""), name="people_household_ended"
            ),
        ]
        indexes = [models.Index(fields=["client", "valid_from"], name="people_household_client")]


class HouseholdTie(models.Model):
    """That a household member is a client too; seen only by who may see both dossiers.

    Each of the two has a row about the other, of which this is one; mirror is the row in the other's file.
    """

    member = models.OneToOneField(HouseholdMember, models.PROTECT, primary_key=True, related_name="tie")
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    other = models.ForeignKey(Client, models.PROTECT, related_name="+")
    mirror = models.ForeignKey(HouseholdMember, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(client=F("other")), name="people_household_tie_other")
        ]
