"""Who came from whom: mergers and splits, from plan to the day on which all was moved."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Role
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.professional import Professional
from schakel.ground.organisations.models.team import Team


class Succession(Versioned):
    """A merger or split: planned, agreed to by each organisation, carried out in chunks, done."""

    class Kind(models.TextChoices):
        MERGER = "merger", _("samenvoeging")
        SPLIT = "split", _("splitsing")

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        RUNNING = "running", _("bezig")
        DONE = "done", _("uitgevoerd")
        CANCELLED = "cancelled", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=8, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    planned_on = models.DateField()
    reason = models.CharField(max_length=400)
    started_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    moved = models.PositiveIntegerField(default=0)


class SuccessionTie(models.Model):
    """One organisation that goes up in another."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    succession = models.ForeignKey(Succession, models.PROTECT, related_name="ties")
    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="origins")
    is_new = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["succession", "predecessor", "successor"], name="organisations_tie_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="organisations_tie_to_another"
            ),
        ]


class SuccessionLine(models.Model):
    """Where a role of a predecessor goes, or one team of it: to which successor and as which role there."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    succession = models.ForeignKey(Succession, models.PROTECT, related_name="lines")
    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    new_role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["succession", "predecessor", "role", "team"],
                nulls_distinct=False,
                name="organisations_line_once",
            )
        ]


class SuccessionConsent(models.Model):
    """An administrator of an organisation in a succession agreed to it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    succession = models.ForeignKey(Succession, models.PROTECT, related_name="consents")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["succession", "organisation"], name="organisations_consent_once")
        ]


class SuccessionSeat(models.Model):
    """The reader of a member or team at a predecessor, and the one that took its place."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    succession = models.ForeignKey(Succession, models.PROTECT, related_name="seats")
    old_reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    new_reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["succession", "old_reader"], name="organisations_seat_once"),
            models.CheckConstraint(
                condition=Q(professional__isnull=True) ^ Q(team__isnull=True), name="organisations_seat_who"
            ),
        ]
