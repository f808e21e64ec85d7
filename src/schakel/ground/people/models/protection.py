"""Facts that protect a client: each with its own access, source and end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Section
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation
from schakel.ground.people.addresses import envelope
from schakel.ground.people.models.client import Client


class Protection(Dated, Versioned):
    """A protective fact. It never lapses by itself: after its day of review somebody ends or renews it."""

    class Kind(models.TextChoices):
        """What is protected, or why care is needed."""

        SECRET_ADDRESS = "secret_address", _("geheim adres")
        REPRESENTATIVE = "representative", _("wettelijk vertegenwoordiger")
        DEATH = "death", _("overleden")
        DETENTION = "detention", _("detentie")
        INTERPRETER = "interpreter", _("tolk nodig")
        SAFETY = "safety", _("veiligheidsafspraak")

    id = models.UUIDField(primary_key=True, default=uuid7)
    client = models.ForeignKey(Client, models.PROTECT, related_name="protections")
    kind = models.CharField(max_length=16, choices=Kind)
    section_bit = models.IntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    review_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=400, blank=True)
    because = models.CharField(max_length=400, blank=True)
    until = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    not_told_because = models.CharField(max_length=400, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    is_mistake = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("people_protection_period"),
            models.UniqueConstraint(
                fields=["client", "kind"],
                condition=Q(valid_to__isnull=True) & ~Q(kind="representative"),
                name="people_protection_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="interpreter") | ~Q(language=""), name="people_protection_language"
            ),
            models.CheckConstraint(
                condition=~Q(kind="safety")
                | (
                    Q(until__isnull=False, review_on__isnull=False)
                    & ~Q(words="")
                    & ~Q(because="")
                    & (Q(told_on__isnull=False) | ~Q(not_told_because=""))
                ),
                name="people_protection_safety",
            ),
        ]

    @property
    def section(self) -> Section:
        """The section whose readers see this fact."""
        return Section(self.section_bit)


SECTION_OF = {
    Protection.Kind.SECRET_ADDRESS: Section.IDENTITY,
    Protection.Kind.REPRESENTATIVE: Section.IDENTITY,
    Protection.Kind.DEATH: Section.IDENTITY,
    Protection.Kind.DETENTION: Section.BENEFIT,
    Protection.Kind.INTERPRETER: Section.IDENTITY,
    Protection.Kind.SAFETY: Section.CONTACTS,
}
"""Who needs to know: detention ends a benefit, and a safety agreement is for who meets the client."""


class Representative(models.Model):
    """Who decides or signs with or for the client by a court's order, and gets the letters."""

    class Capacity(models.TextChoices):
        """The measure of the court (Burgerlijk Wetboek 1, titles 14, 16, 19 and 20)."""

        ADMINISTRATOR = "administrator", _("bewindvoerder")
        MENTOR = "mentor", _("mentor")
        CURATOR = "curator", _("curator")
        GUARDIAN = "guardian", _("voogd")

    protection = models.OneToOneField(
        Protection, models.PROTECT, primary_key=True, related_name="representative"
    )
    client = models.ForeignKey(Client, models.PROTECT, related_name="representatives")
    capacity = models.CharField(max_length=16, choices=Capacity)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=80)
    house_number = models.PositiveIntegerField()
    house_suffix = models.CharField(max_length=10, blank=True)
    postcode = models.CharField(max_length=6)
    place = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    court = models.CharField(max_length=80)
    document_number = models.CharField(max_length=40)
    document_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(court="") & ~Q(document_number=""), name="people_representative_document"
            )
        ]

    @property
    def lines(self) -> tuple[str, ...]:
        """Name and address as on an envelope."""
        where = envelope(self.street, self.house_number, self.house_suffix, self.postcode, self.place)
        return (self.name, *where)


class AddressReader(models.Model):
    """Somebody who is named to know a secret address."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    protection = models.ForeignKey(Protection, models.PROTECT, related_name="readers")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protection", "reader"], name="people_address_reader_once")
        ]
        indexes = [models.Index(fields=["client", "reader"], name="people_address_reader")]
