"""An intake that runs, for the tests of this room."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from schakel.jobseekers.intake.actions import NewIntake, open_intake, save_part
from schakel.jobseekers.intake.models import Intake, IntakePart
from tests.world import Person, World

INCOME = {"asks_for": "participatiewet", "household": "alone"}
ESTIMATE = {"months_to_work": "2", "estimate_because": "recente ervaring"}


@contextmanager
def holding(person: Person) -> Any:
    """At work on an intake."""
    with person.at_work(Purpose.INTAKE) as actor:
        yield actor


def opened(world: World, dossier_id: UUID, person: Person | None = None, **values: Any) -> UUID:
    """An intake, opened today."""
    new = NewIntake(**{"entry": "benefit", "mode": "talk", "first_contact_on": clock.today()} | values)
    with holding(person or world.marloes) as actor:
        return open_intake(actor=actor, dossier_id=dossier_id, new=new)


def saved(person: Person, dossier_id: UUID, intake_id: UUID, key: str, **options: Any) -> UUID:
    """One part, answered by somebody."""
    answers = options.pop("answers", {"income": INCOME, "estimate": ESTIMATE}.get(key, {}))
    with holding(person) as actor:
        return save_part(
            actor=actor, dossier_id=dossier_id, intake_id=intake_id, key=key, answers=answers, **options
        )


def part(person: Person, intake_id: UUID, key: str) -> IntakePart:
    """A part as it stands now."""
    with holding(person):
        return IntakePart.objects.get(intake_id=intake_id, key=key)


def stands(person: Person, intake_id: UUID) -> Intake:
    """The intake as it stands now."""
    with holding(person):
        return Intake.objects.get(pk=intake_id)


def let_help(world: World, dossier_id: UUID, person: Person) -> None:
    """Somebody of another organisation takes part."""
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="samen",
            membership_id=person.membership_id,
        )
