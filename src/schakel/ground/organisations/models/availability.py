"""When somebody works, when they are away, and with whom they form a fixed pair."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned
from schakel.ground.organisations.models.professional import Membership


class Weekday(models.IntegerChoices):
    """A day of the working week, numbered as ISO 8601 does."""

    MONDAY = 1, _("maandag")
    TUESDAY = 2, _("dinsdag")
    WEDNESDAY = 3, _("woensdag")
    THURSDAY = 4, _("donderdag")
    FRIDAY = 5, _("vrijdag")
    SATURDAY = 6, _("zaterdag")
    SUNDAY = 7, _("zondag")


class WorkingHours(Dated):
    """From when until when somebody works on one weekday; a weekday without a row is a free day."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="working_hours")
    weekday = models.SmallIntegerField(choices=Weekday)
    starts = models.TimeField()
    ends = models.TimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_hours_once", "membership", "weekday"),
            ends_after_start("organisations_hours_period"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="organisations_hours_order"),
        ]


class Absence(Dated, Versioned):
    """Somebody is away in one role; valid_to is the day they are back. Why is never stored."""

    class Kind(models.TextChoices):
        """The only two there are: nothing here may tell of an illness."""

        LEAVE = "leave", _("vrij")
        AWAY = "away", _("afwezig")

    id = models.UUIDField(primary_key=True, default=uuid7)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=5, choices=Kind)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_absence_once", "membership"),
            ends_after_start("organisations_absence_period"),
        ]


class Pair(Dated):
    """One half of a fixed pair: this member's partner. The pair holds on days when both halves do."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="pairs")
    partner = models.ForeignKey(Membership, models.PROTECT, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_pair_once", "membership"),
            ends_after_start("organisations_pair_period"),
            models.CheckConstraint(condition=~Q(membership=F("partner")), name="organisations_pair_of_two"),
        ]
