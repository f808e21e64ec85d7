"""What an organisation agreed on the steps of an intake: who does each, what comes out, how soon."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Location, Organisation


class IntakeStep(Dated):
    """One agreed step, here or everywhere: its owner, what comes out and its lead time (R047, R054).

    working_days are counted from the first contact, so that a late step is not made up for by a new count.
    owner is the organisation that does the step; without one it is whoever holds the intake.
    """

    class Step(models.TextChoices):
        """The steps whose day an intake itself knows, in their usual order, and two that follow from it."""

        OPENED = "opened", _("intake geopend")
        IDENTITY = "identity", _("identiteit vastgesteld")
        WORK = "work", _("gegevens voor werk compleet")
        INCOME = "income", _("gegevens voor inkomen compleet")
        ROUTE = "route", _("route gekozen")
        FINISHED = "finished", _("intake afgerond")
        PLAN = "plan", _("eerste plan getekend")
        SERVICE = "service", _("eerste dienst begonnen")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=8, choices=Step)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    working_days = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap(
                "intake_step_once", "organisation", "location", "step", condition=Q(location__isnull=False)
            ),
            no_overlap("intake_step_everywhere", "organisation", "step", condition=Q(location__isnull=True)),
            ends_after_start("intake_step_period"),
            models.CheckConstraint(condition=Q(working_days__lte=250), name="intake_step_days"),
            models.CheckConstraint(condition=~Q(outcome=""), name="intake_step_outcome"),
        ]
        indexes = [models.Index(fields=["organisation", "valid_from"], name="intake_step_organisation")]

    @property
    def role_words(self) -> str:
        """Who does it, in the words of the organisation that does."""
        return (self.owner or self.organisation).role_on(Role(self.role), clock.today())
