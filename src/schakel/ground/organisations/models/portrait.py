"""The photo on somebody's card."""

from __future__ import annotations

from django.db import models

from schakel.ground.organisations.models.professional import Professional


class Portrait(models.Model):
    """A small square photo, drawn anew from what was sent, so that nothing else comes along with it."""

    professional = models.OneToOneField(Professional, models.PROTECT, primary_key=True)
    image = models.BinaryField()
    made_at = models.DateTimeField()
