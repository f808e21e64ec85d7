"""Contact moments."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation


class ContactMoment(Versioned):
    """One contact with a client: when, how, who started it, and what was said."""

    class Channel(models.TextChoices):
        OFFICE = "office", _("op kantoor")
        PHONE = "phone", _("telefoon")
        VIDEO = "video", _("beeldbellen")
        MAIL = "mail", _("e-mail")
        LETTER = "letter", _("brief")
        VISIT = "visit", _("huisbezoek")

    class Kind(models.TextChoices):
        INTAKE = "intake", _("intake")
        PROGRESS = "progress", _("voortgangsgesprek")
        QUESTION = "question", _("vraag van de cliënt")
        WORKSHOP = "workshop", _("groepsbijeenkomst")
        ABSENT = "absent", _("niet verschenen")
        OTHER = "other", _("ander contact")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="contact_moments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel)
    kind = models.CharField(max_length=10, choices=Kind)
    summary = models.TextField()
    entry_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["dossier", "-occurred_at"], name="contacts_moment_dossier")]
