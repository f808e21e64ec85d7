"""The clock of an intake: by when each agreed step is due, counted in working days from the first contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.jobseekers.intake.models import Intake, IntakePart, IntakeStep
from schakel.jobseekers.intake.questions import PACKAGES

Step = IntakeStep.Step
ORDER = {step: number for number, step in enumerate(Step.values)}


@dataclass(frozen=True, slots=True)
class Clocked:
    """A step of one intake: by when it is due, when it was done, and whether that can be known."""

    step: IntakeStep
    due_on: date
    done_on: date | None
    is_known: bool
    today: date

    @property
    def is_late(self) -> bool:
        """Whether it is or was done after its day; what cannot be known is never late."""
        return self.is_known and (self.done_on or self.today) > self.due_on

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be done."""
        return self.is_known and self.done_on is None


def agreed_for(steps: Iterable[IntakeStep], location_id: UUID | None) -> list[IntakeStep]:
    """The steps that hold at a place, in their order; one agreed for the place goes before everywhere."""
    found: dict[str, IntakeStep] = {}
    for row in steps:
        if row.location_id is None:
            found.setdefault(row.step, row)
        elif row.location_id == location_id:
            found[row.step] = row
    return sorted(found.values(), key=lambda row: ORDER[row.step])


def clock_of(
    intake: Intake, parts: Iterable[IntakePart], steps: Iterable[IntakeStep], today: date
) -> list[Clocked]:
    """Each step that was agreed for this intake's place, with its days. parts are those that may be seen."""
    done = _days(intake, {row.key: row for row in parts})
    return [
        Clocked(
            row,
            add_working_days(intake.first_contact_on, row.working_days),
            done.get(row.step),
            row.step in done,
            today,
        )
        for row in agreed_for(steps, intake.location_id)
    ]


def _days(intake: Intake, parts: Mapping[str, IntakePart]) -> dict[str, date | None]:
    """The day of each step that can be known, None while it is not done."""
    finished = localdate(intake.finished_at) if intake.finished_at else None
    found: dict[str, date | None] = {
        Step.OPENED: localdate(intake.opened_at),
        Step.IDENTITY: intake.identity_checked_on,
        Step.ROUTE: intake.routed_on,
        Step.FINISHED: finished,
    }
    for key in (Step.WORK, Step.INCOME):
        rows = [parts[part] for part in PACKAGES[key][1] if part in parts]
        if len(rows) == len(PACKAGES[key][1]):
            found[key] = package_day(rows)
    return found


def package_day(rows: Iterable[IntakePart]) -> date | None:
    """The day on which the last part of a package was saved; None while one is open."""
    days = [localdate(row.saved_at) if row.saved_at else None for row in rows]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
