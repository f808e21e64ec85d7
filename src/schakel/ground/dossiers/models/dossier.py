"""The dossier."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.versions import Versioned
from schakel.ground.people.models import Client


class Dossier(Versioned):
    """The one dossier of a client, shared by all who take part.

    The days of the last contact and of the next agreement are filled by the rooms above, for lists.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        RESTING = "resting", _("rust")

    client = models.OneToOneField(Client, models.PROTECT, primary_key=True, related_name="dossier")
    number = models.CharField(max_length=16, unique=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    opened_on = models.DateField()
    last_contact_on = models.DateField(null=True, editable=False)
    next_agreement_on = models.DateField(null=True, editable=False)
