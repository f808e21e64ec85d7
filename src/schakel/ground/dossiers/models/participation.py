"""Who takes part."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Role
from schakel.ground.dossiers.models.dossier import Dossier
from schakel.ground.journal.verbs import ChainTask
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models import Organisation, Professional, Team


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
