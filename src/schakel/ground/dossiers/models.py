"""The dossier with its three separate records (participation, regie, facts) and its handovers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Role
from schakel.ground.journal.verbs import ChainTask
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional, Team
from schakel.ground.people.models import Client


class Dossier(Versioned):
    """The one dossier of a client, shared by all who take part."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        RESTING = "resting", _("rust")

    client = models.OneToOneField(Client, models.PROTECT, primary_key=True, related_name="dossier")
    number = models.CharField(max_length=16, unique=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    opened_on = models.DateField()


class Participation(Dated, Versioned):
    """An organisation's professional or team queue takes part; involved needs a regie holder, helping not."""

    class Kind(models.TextChoices):
        INVOLVED = "involved", _("betrokken met een taak")
        HELPING = "helping", _("helpt mee")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    task = models.CharField(max_length=24, choices=ChainTask, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("dossiers_participation_once", "dossier", "reader"),
            ends_after_start("dossiers_participation_period"),
            models.CheckConstraint(
                condition=Q(professional__isnull=True) ^ Q(team__isnull=True),
                name="dossiers_participation_who",
            ),
        ]


class Regie(Dated):
    """Who is responsible: one holder for each involved organisation, and one for the chain."""

    class Scope(models.TextChoices):
        ORGANISATION = "organisation", _("organisatie")
        CHAIN = "chain", _("keten")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="regies")
    scope = models.CharField(max_length=12, choices=Scope)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap(
                "dossiers_regie_one_for_organisation",
                "dossier",
                "organisation",
                condition=Q(scope="organisation"),
            ),
            no_overlap("dossiers_regie_one_for_chain", "dossier", condition=Q(scope="chain")),
            ends_after_start("dossiers_regie_period"),
            models.CheckConstraint(
                condition=Q(professional__isnull=True) ^ Q(team__isnull=True), name="dossiers_regie_who"
            ),
        ]


class Fact(Versioned):
    """Something known of the client, asked once: its value with source, day and quality."""

    class Quality(models.TextChoices):
        CONFIRMED = "confirmed", _("bevestigd met bewijs")
        STATED = "stated", _("verteld")
        DERIVED = "derived", _("overgenomen uit een bestand")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    section_bit = models.IntegerField()
    source_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    obtained_on = models.DateField()
    quality = models.CharField(max_length=10, choices=Quality)
    is_current = models.BooleanField(default=True)
    dispute = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "name", "source_organisation"],
                condition=Q(is_current=True),
                nulls_distinct=False,
                name="dossiers_fact_one_for_source",
            )
        ]


class Handover(Versioned):
    """The passing on of a dossier's task from one organisation to another."""

    class Kind(models.TextChoices):
        FILE = "file", _("dossieroverdracht")
        WARM = "warm", _("warme overdracht")

    class Status(models.TextChoices):
        SENT = "sent", _("verstuurd")
        TAKEN_UP = "taken_up", _("opgepakt")
        RETURNED = "returned", _("teruggegeven")

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=4, choices=Kind)
    status = models.CharField(max_length=8, choices=Status, default=Status.SENT)
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
        indexes = [models.Index(fields=["to_team", "status", "sent_at"], name="dossiers_handover_inbox")]
