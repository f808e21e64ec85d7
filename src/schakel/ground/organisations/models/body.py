"""Governing bodies of the chain: who sits in them, when they meet, what they decided and who does what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.organisation import Organisation


class GoverningBody(Dated, Versioned):
    """A body in which organisations decide together (R021); the keeper is its secretariat."""

    class Kind(models.TextChoices):
        """What sort of body it is; `name` is what people call it."""

        MANAGEMENT = "management", _("managementteam van een Werkplein")
        CHAIN = "chain", _("ketenoverleg")
        BOARD = "board", _("regionaal bestuurlijk overleg")
        REGION = "region", _("regionaal beraad van de arbeidsmarktregio")
        NATIONAL = "national", _("landelijk overleg")
        CLIENTS = "clients", _("cliëntenraad")

    id = models.UUIDField(primary_key=True, default=uuid7)
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)
    task = models.CharField(max_length=300)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_body_once", "keeper", "name"),
            ends_after_start("organisations_body_period"),
        ]

    def __str__(self) -> str:
        return self.name


class BodySeat(Dated):
    """Somebody's seat in a body, for an organisation on record or for a party that is not (a union)."""

    class Part(models.TextChoices):
        CHAIR = "chair", _("voorzitter")
        SECRETARY = "secretary", _("secretaris")
        MEMBER = "member", _("lid")
        ADVISER = "adviser", _("adviserend lid")

    id = models.UUIDField(primary_key=True, default=uuid7)
    body = models.ForeignKey(GoverningBody, models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    party = models.CharField(max_length=80, blank=True)
    person = models.CharField(max_length=80)
    post = models.CharField(max_length=80, blank=True)
    part = models.CharField(max_length=9, choices=Part)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_body_chair_once", "body", condition=Q(part="chair")),
            ends_after_start("organisations_body_seat_period"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, party="")
                | Q(organisation__isnull=True) & ~Q(party=""),
                name="organisations_body_seat_for_one",
            ),
        ]

    @property
    def speaks_for(self) -> str:
        """The name of the organisation or party."""
        return self.organisation.name if self.organisation else self.party


class BodyMeeting(Versioned):
    """A meeting of a body, to come or held; who was absent is said in its report."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    body = models.ForeignKey(GoverningBody, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    report = models.TextField(max_length=4000, blank=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "held_on"],
                condition=Q(cancelled_because=""),
                name="organisations_body_meeting_once",
            )
        ]


class BodyItem(Versioned):
    """A point on the agenda of a meeting, and the decision on it if there was one."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("nog niet behandeld")
        DECIDED = "decided", _("besloten")
        NOTED = "noted", _("besproken, geen besluit")
        POSTPONED = "postponed", _("uitgesteld")

    id = models.UUIDField(primary_key=True, default=uuid7)
    meeting = models.ForeignKey(BodyMeeting, models.PROTECT, related_name="items")
    subject = models.CharField(max_length=160)
    asked = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.OPEN)
    decision = models.CharField(max_length=600, blank=True)
    because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="decided") | ~Q(decision="") & ~Q(because=""),
                name="organisations_body_decision_whole",
            )
        ]


class BodyTask(Versioned):
    """What a meeting asked somebody to do, by when, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    meeting = models.ForeignKey(BodyMeeting, models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=200)
    seat = models.ForeignKey(BodySeat, models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, result="") | Q(done_on__isnull=False) & ~Q(result=""),
                name="organisations_body_task_done_with_a_result",
            )
        ]
