"""How long the steps of intakes took, per location: figures without a name, small groups left out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.legal_calendar import is_working_day
from schakel.ground.kernel.shares import LEAST, Estimate, is_part_told, too_small
from schakel.jobseekers.intake.lead_time import ORDER
from schakel.jobseekers.intake.models import IntakeStep
from schakel.jobseekers.intake.questions import PACKAGES

LATER = {IntakeStep.Step.PLAN: "plan.agree", IntakeStep.Step.SERVICE: "service.start"}
"""What the journal calls the first plan and the first service; their rooms stand above this one."""
LONGEST = timedelta(days=3 * 366)

_FIGURES = "select * from intake_lead_times(%s, %s, %s::date[], %s::jsonb, %s::jsonb)"


@dataclass(frozen=True, slots=True)
class LeadTime:
    """One step at one location (None: no location named): figures in working days after the first contact.

    done and waiting count intakes; judged are those with an agreed term that was met or has passed, on_time
    those of them that met it. All but the names are None where is_small: fewer than ten intakes, or the one
    group that could be worked out from the others. middle and ninth are None where fewer than ten did it.
    """

    location_id: UUID | None
    step: str
    done: int
    waiting: int
    middle: Estimate | None
    ninth: Estimate | None
    judged: int
    on_time: int
    is_small: bool = False

    @property
    def count(self) -> int:
        """How many intakes there are."""
        return self.done + self.waiting

    @property
    def is_split_hidden(self) -> bool:
        """Whether done and waiting give each other away: a location has the same intakes at each step."""
        return not is_part_told(self.done, self.count)

    @property
    def label(self) -> str:
        """The step in words."""
        return str(IntakeStep.Step(self.step).label)


def lead_times(first: date, last: date) -> list[LeadTime]:
    """The figures of the own organisation over first contacts in a period of at most three years.

    By step in their usual order, then by location; one statement.
    """
    first = max(first, last - LONGEST)
    values: list[Any] = [first, last, _working(first, clock.today()), _packages(), json.dumps(LATER)]
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_FIGURES, values)
        found = [_lead_time(*row) for row in cursor.fetchall()]
    return [row for step in ORDER for row in _kept_apart(one for one in found if one.step == step)]


def _lead_time(location_id: UUID | None, step: str, done: int, waiting: int, *rest: Any) -> LeadTime:
    middle, ninth, judged, on_time = rest
    found = [Estimate(*ends) if ends and done >= LEAST else None for ends in (middle, ninth)]
    return LeadTime(location_id, step, done, waiting, found[0], found[1], judged, on_time)


def _kept_apart(rows: Iterable[LeadTime]) -> Iterator[LeadTime]:
    """Small groups lose their figures."""
    found = list(rows)
    hidden = too_small({row.location_id: row.count for row in found}, LEAST)
    for row in found:
        yield _without_figures(row) if row.location_id in hidden else row


def _without_figures(row: LeadTime) -> LeadTime:
    return replace(row, done=0, waiting=0, middle=None, ninth=None, judged=0, on_time=0, is_small=True)


def _working(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=number) for number in range(-1, (last - first).days + 1))
    return [day for day in days if is_working_day(day)]


def _packages() -> str:
    return json.dumps({key: list(parts) for key, (_label, parts) in PACKAGES.items()})
