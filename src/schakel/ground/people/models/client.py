"""Clients and the numbers organisations know them by."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class ContactChannel(models.TextChoices):
    """How a client likes to be reached."""

    PHONE = "phone", _("bellen")
    MAIL = "mail", _("e-mail")
    LETTER = "letter", _("brief")
    OFFICE = "office", _("langskomen")


class Client(Versioned):
    """Someone on the way to work. Its id is also that of the dossier and of its stream.

    One with merged_into turned out to be somebody the chain knew already, and only points there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    family_name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=20, blank=True)
    given_names = models.CharField(max_length=80, blank=True)
    initials = models.CharField(max_length=20, blank=True)
    sort_key = models.CharField(max_length=200)
    search_name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    channel = models.CharField(max_length=10, choices=ContactChannel, blank=True)
    second_channel = models.CharField(max_length=10, choices=ContactChannel, blank=True)
    reachable = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=40, blank=True)
    written_language = models.CharField(max_length=40, blank=True)
    needs_reading_help = models.BooleanField(default=False)
    # Of the protective facts what every page about the client must honour, kept true by their acts.
    has_secret_address = models.BooleanField(default=False)
    deceased_on = models.DateField(null=True, blank=True)
    interpreter = models.CharField(max_length=40, blank=True)
    has_safety_agreement = models.BooleanField(default=False)
    is_represented = models.BooleanField(default=False)
    bsn_cipher = models.BinaryField(null=True)
    bsn_hash = models.BinaryField(null=True)
    bsn_key = models.CharField(max_length=20, blank=True)
    # The hash under the other key that counts, while keys are changed; see rotation.
    bsn_other_hash = models.BinaryField(null=True)
    reader = models.OneToOneField(Reader, models.PROTECT, null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bsn_hash"], name="people_client_bsn_once"),
            models.CheckConstraint(
                condition=Q(bsn_hash__isnull=True, bsn_cipher__isnull=True)
                | Q(bsn_hash__isnull=False, bsn_cipher__isnull=False),
                name="people_client_bsn_whole",
            ),
            models.CheckConstraint(
                condition=Q(bsn_other_hash__isnull=True) | Q(bsn_hash__isnull=False),
                name="people_client_other_hash",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | (Q(reader__isnull=True) & ~Q(merged_into=F("id"))),
                name="people_client_merged",
            ),
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="people_client_sort")]

    @property
    def full_name(self) -> str:
        """Given name (or initials), prefix and family name."""
        return " ".join(
            part for part in (self.given_names or self.initials, self.prefix, self.family_name) if part
        )


class ClientNumber(models.Model):
    """The number by which one organisation knows a client."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    client = models.ForeignKey(Client, models.PROTECT, related_name="numbers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="people_client_number_once"),
        ]
