"""One count of an organisation's dossiers, what it came to, and the dossiers that lack something."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation, Team


class CompletenessRun(models.Model):
    """A count of the dossiers for which an organisation is responsible on a day.

    The worker counts in portions; after is the last dossier of the last portion, so that a count that was
    broken off goes on. done of total says how far it is.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("wacht")
        COUNTING = "counting", _("wordt geteld")
        DONE = "done", _("geteld")
        STOPPED = "stopped", _("gestopt")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    counted_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    asked_by = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    after = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-counted_on", "-id"], name="quality_run_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(status__in=["waiting", "counting"]),
                name="quality_run_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(finished_at__isnull=False),
                name="quality_run_done_is_finished",
            ),
        ]


class CompletenessCount(models.Model):
    """Of how many dossiers of a team a field is asked, and in how many it is known; no team is a team too."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    run = models.ForeignKey(CompletenessRun, models.CASCADE, related_name="counts")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=40)
    asked = models.PositiveIntegerField()
    known = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "team", "field"], nulls_distinct=False, name="quality_count_once"
            ),
            models.CheckConstraint(condition=Q(known__lte=F("asked")), name="quality_count_known_of_asked"),
        ]


class CompletenessGap(models.Model):
    """A dossier that lacked a field when it was last counted.

    subject_id is the dossier's, without foreign key: taking dossiers together moves what points to them, and
    a count stays as it was counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    run = models.ForeignKey(CompletenessRun, models.CASCADE, related_name="gaps")
    subject_id = models.UUIDField()
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=40)
    section_bit = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "field", "subject_id"], name="quality_gap_once"),
        ]
