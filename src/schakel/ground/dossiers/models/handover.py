"""The passing on of a task."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Location, Organisation, Professional, Team


class Handover(Versioned):
    """The passing on of a dossier's task from one organisation to another."""

    class Kind(models.TextChoices):
        FILE = "file", _("dossieroverdracht")
        WARM = "warm", _("warme overdracht")

    class Status(models.TextChoices):
        SENT = "sent", _("verstuurd")
        TAKEN_UP = "taken_up", _("opgepakt")
        RETURNED = "returned", _("teruggegeven")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    class Waits(models.TextChoices):
        RECEIVER = "receiver", _("wacht op de ontvanger")
        SENDER = "sender", _("wacht op aanvulling door de afzender")

    class Occasion(models.TextChoices):
        ORDINARY = "", _("overdracht")
        WW_END = "ww_end", _("einde van de WW")
        MOVE = "move", _("verhuizing")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=4, choices=Kind)
    status = models.CharField(max_length=12, choices=Status, default=Status.SENT)
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    from_reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    ends_own_task = models.BooleanField()
    message = models.TextField()
    checklist = models.JSONField(default=list)
    reason = models.CharField(max_length=400)
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    return_reason = models.CharField(max_length=400, blank=True)
    occasion = models.CharField(max_length=8, choices=Occasion, default=Occasion.ORDINARY, blank=True)
    moves_to = models.CharField(max_length=80, blank=True)
    moves_on = models.DateField(null=True)
    term_working_days = models.PositiveSmallIntegerField(default=5)
    waits_for = models.CharField(max_length=8, choices=Waits, default=Waits.RECEIVER)
    asked = models.CharField(max_length=400, blank=True)
    working_days_taken = models.PositiveSmallIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    feedback = models.TextField(blank=True)
    feedback_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "to_organisation"],
                condition=Q(status="sent"),
                name="dossiers_handover_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(from_organisation=F("to_organisation")), name="dossiers_handover_to_another"
            ),
        ]
        indexes = [
            models.Index(fields=["to_team", "status", "sent_at"], name="dossiers_handover_inbox"),
            models.Index(fields=["from_organisation", "sent_at"], name="dossiers_handover_from"),
            models.Index(fields=["to_organisation", "sent_at"], name="dossiers_handover_to"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether nobody took it up, gave it back or withdrew it yet."""
        return self.status == self.Status.SENT


class HandoverPart(models.Model):
    """One part of what is handed over, in words or with why it does not apply; read by its section."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="parts")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    section_bit = models.IntegerField()
    text = models.TextField()
    does_not_apply = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "key"], name="dossiers_handover_part_once")
        ]


class HandoverTalk(Versioned):
    """The joint talk of a warm handover: sender, receiver and if possible the client, confirmed by both.

    It is at a location of the chain, with place for the room or desk there, or where place says.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        HELD = "held", _("gehouden")
        CANCELLED = "cancelled", _("ging niet door")

    id = models.UUIDField(primary_key=True, default=uuid7)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="talks")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_at = models.DateTimeField()
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=120)
    with_client = models.BooleanField()
    agenda = models.TextField()
    agreed = models.TextField(blank=True)
    client_was_there = models.BooleanField(null=True)
    cancelled_because = models.CharField(max_length=400, blank=True)
    confirmed_by_sender = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    confirmed_by_receiver = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover"], condition=~Q(state="cancelled"), name="dossiers_handover_talk_one"
            )
        ]

    @property
    def where(self) -> str:
        """The room and the address, as somebody needs it who has to be there."""
        at = self.location
        address = [at.name, at.street, at.place] if at is not None else []
        return ", ".join(words for words in (self.place, *address) if words)

    @property
    def has_happened(self) -> bool:
        """Whether both sides say that it took place; only then the handover was warm."""
        return bool(self.confirmed_by_sender_id and self.confirmed_by_receiver_id)
