"""Which mix of services an organisation or a team aims at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.organisations.models import Organisation, Team


class MixTarget(Dated):
    """The share in percent of each group of services that is aimed at, over a period; together a hundred.

    Without team it holds for the whole organisation. One derived from the population keeps planned (the mix
    for each distance to work) and population (the share of clients at each, counted on population_on). A row
    replaced before it began has an empty period.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    shares = models.JSONField()
    planned = models.JSONField(default=dict)
    population = models.JSONField(default=dict)
    population_on = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("services_mix_once_for_a_team", "organisation", "team"),
            no_overlap("services_mix_once_for_all", "organisation", condition=Q(team__isnull=True)),
            ends_after_start("services_mix_period"),
            models.CheckConstraint(condition=~Q(reason=""), name="services_mix_has_a_reason"),
        ]

    @property
    def is_derived(self) -> bool:
        """Whether it follows from the population."""
        return self.population_on is not None
