"""Periods as two plain dates, half open: valid from its first day, up to but without its last.

Plain dates, not a range column: range operators are not leakproof and would get no index below a
row-level policy. The exclusion constraint builds the range from the two dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Greatest

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of days; end None means open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a period must not end before it starts")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether some day lies in both."""
        return self.start < (other.end or date.max) and other.start < (self.end or date.max)


class DateRange(Func):
    """The SQL function daterange(from, to)."""

    function = "daterange"
    output_field = DateRangeField()


class DatedQuerySet(models.QuerySet[M]):
    """Rows with a period."""

    def on(self, day: date) -> DatedQuerySet[M]:
        """Those valid on that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def end_from(self, day: date) -> int:
        """End what still holds on that day; what was to begin later never begins. Returns how many rows."""
        still = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
        return still.update(valid_to=Greatest(F("valid_from"), day))


class Dated(models.Model):
    """A row that holds from one day up to another; an open end means until further notice."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.valid_from, self.valid_to)


def ends_after_start(name: str) -> models.CheckConstraint:
    """The check that a period does not end before it starts."""
    ordered = Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
    return models.CheckConstraint(condition=ordered, name=name)


def no_overlap(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """The constraint that rows equal in these fields never share a day."""
    expressions: list[tuple[Any, str]] = [(field, RangeOperators.EQUAL) for field in fields]
    expressions.append((DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS))
    return ExclusionConstraint(name=name, expressions=expressions, condition=condition)
