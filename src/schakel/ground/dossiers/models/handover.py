"""The passing on of a task."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional, Team


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
