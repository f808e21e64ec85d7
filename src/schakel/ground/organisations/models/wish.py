"""Improvement wishes: where people work around the system, and what becomes of that."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.organisation import Organisation


class Wish(Versioned):
    """A workaround that somebody uses, on which page, what it costs, and what they wish (R304)."""

    class Status(models.TextChoices):
        NEW = "new", _("nieuw")
        SEEN = "seen", _("gezien")
        PLANNED = "planned", _("gepland")
        DONE = "done", _("opgelost")
        NOT = "not", _("doen we niet")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="wishes")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    page = models.CharField(max_length=80, blank=True)
    workaround = models.TextField()
    wish = models.TextField(blank=True)
    minutes_per_week = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.NEW)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-made_at", "-id"], name="organisations_wish_newest")]


class WishSupport(models.Model):
    """Somebody else who works around the same thing."""

    wish = models.ForeignKey(Wish, models.PROTECT, related_name="supports")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wish", "reader"], name="organisations_wishsupport_once")
        ]
