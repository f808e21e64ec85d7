"""How an organisation's letters look."""

from __future__ import annotations

from django.db import models

from schakel.ground.kernel.versions import Versioned


class Letterhead(Versioned):
    """The head and foot of an organisation's letters: logo, return address, closing and signatory."""

    organisation_id = models.UUIDField(primary_key=True)
    sender = models.CharField(max_length=120)
    return_address = models.TextField()
    footer = models.CharField(max_length=240, blank=True)
    closing = models.CharField(max_length=80)
    signatory = models.CharField(max_length=120, blank=True)
    logo = models.BinaryField(null=True)
