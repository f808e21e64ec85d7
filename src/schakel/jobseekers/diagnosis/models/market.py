"""Figures of the labour market as a source gave them, kept by one organisation for its own people."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Organisation


class MarketFigure(models.Model):
    """What a source says of one group of occupations in one region over a period (requirement R069).

    group_code is an ISCO-08 code of one to four digits; fewer digits are a wider group. period_to is the last
    day. vacancies is a number, tension the number that the source gives for vacancies beside people who look,
    weeks_to_work the average number of weeks until work; what the source does not tell is null.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(max_length=120)
    published_on = models.DateField()
    period_from = models.DateField()
    period_to = models.DateField()
    region_code = models.CharField(max_length=8)
    region_name = models.CharField(max_length=80)
    group_code = models.CharField(max_length=4)
    group_name = models.CharField(max_length=120)
    vacancies = models.PositiveIntegerField(null=True)
    tension = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    weeks_to_work = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    loaded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source", "period_from", "period_to", "region_code", "group_code"],
                name="diagnosis_market_once",
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="diagnosis_market_period"
            ),
            models.CheckConstraint(
                condition=Q(vacancies__isnull=False)
                | Q(tension__isnull=False)
                | Q(weeks_to_work__isnull=False),
                name="diagnosis_market_tells_something",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "group_code", "-period_to"], name="diagnosis_market_group")
        ]
