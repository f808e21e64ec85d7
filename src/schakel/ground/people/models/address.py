"""Where clients live, from day to day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.people.addresses import envelope
from schakel.ground.people.models.client import Client


class Address(Dated, Versioned):
    """Where a client lives over a period; of some only the place is known.

    A secret address is seen by its named readers only: the database's function people_address_open says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    client = models.ForeignKey(Client, models.PROTECT, related_name="addresses")
    street = models.CharField(max_length=80, blank=True)
    house_number = models.PositiveIntegerField(null=True, blank=True)
    house_suffix = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    place = models.CharField(max_length=80)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("people_address_period"),
            no_overlap("people_address_one_at_a_time", "client"),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=r"^[1-9][0-9]{3}[A-Z]{2}$"),
                name="people_address_postcode_form",
            ),
            models.CheckConstraint(
                condition=Q(house_number__isnull=True, postcode="", street="")
                | Q(house_number__gt=0) & ~Q(postcode="") & ~Q(street=""),
                name="people_address_whole",
            ),
        ]
        indexes = [models.Index(fields=["postcode", "house_number"], name="people_address_postcode")]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as on an envelope, without the name."""
        if self.house_number is None:
            return (self.place,)
        return envelope(self.street, self.house_number, self.house_suffix, self.postcode, self.place)
