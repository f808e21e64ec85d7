"""What tests of plans share: a dossier with two organisations, and a plan on its way to being signed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from schakel.jobseekers.plans.actions import (
    NewAnswers,
    NewBaseline,
    NewStep,
    NewWitness,
    add_step,
    begin_plan,
    close_plan,
    offer_plan,
    set_baseline,
    set_rhythm,
    sign_plan,
    witness_signature,
    write_goal,
)
from schakel.jobseekers.plans.models import Plan, PlanPart, PlanVersion
from tests.world import Person, World

AIM = "Wij helpen zoeken naar werk in een magazijn."
ANSWERS = NewAnswers("Amina belde zelf werkgevers.", "Eerder beginnen met de cursus.")


def both(world: World) -> UUID:
    """A dossier of Marloes at UWV in which Bas of the municipality takes part."""
    dossier_id = world.open(world.marloes, world.uwv)
    let_in(world, dossier_id, world.bas)
    return dossier_id


def let_in(world: World, dossier_id: UUID, person: Person, kind: str = "involved") -> None:
    """Somebody takes part from today."""
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind=kind,
            because="samen",
            membership_id=person.membership_id,
        )


def in_days(days: int) -> date:
    """A day from now."""
    return clock.today() + timedelta(days=days)


def step(**changes: Any) -> NewStep:
    """A whole step for the organisation."""
    values: dict[str, Any] = {
        "what": "Vacatures zoeken",
        "because": "zonder vacature geen baan",
        "duty": "ours",
        "due_on": in_days(14),
        "check_by": "lijst met vacatures",
    }
    return NewStep(**values | changes)


def begun(person: Person, dossier_id: UUID, **options: Any) -> UUID:
    """A plan that has its first part and nothing more."""
    with person.at_work() as actor:
        return begin_plan(actor=actor, dossier_id=dossier_id, aim=AIM, **options)


def ready(person: Person, dossier_id: UUID) -> UUID:
    """A plan with all that it needs before it can be laid before the client."""
    plan_id = begun(person, dossier_id)
    with person.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id}
        write_goal(**on, words="Ik wil weer werken.")
        part = PlanPart.objects.get(plan_id=plan_id)
        add_step(**on, part_id=part.pk, new=step())
        add_step(**on, part_id=part.pk, new=step(what="Twee keer per week bellen", duty="client"))
        set_baseline(**on, plan_id=plan_id, new=NewBaseline(3, clock.today(), "Doet vrijwilligerswerk.", 5))
        set_rhythm(**on, plan_id=plan_id, weeks=4)
    return plan_id


def offered(person: Person, dossier_id: UUID, **options: Any) -> PlanVersion:
    """A plan that waits for signatures."""
    plan_id = ready(person, dossier_id)
    return offer(person, dossier_id, plan_id, **options)


def offer(person: Person, dossier_id: UUID, plan_id: UUID, **options: Any) -> PlanVersion:
    """The plan as it is now, laid before the signers."""
    with person.at_work() as actor:
        version_id = offer_plan(
            actor=actor, dossier_id=dossier_id, plan_id=plan_id, expected_version=None, **options
        )
        return PlanVersion.objects.get(pk=version_id)


def signed_by(client: Person, dossier_id: UUID, version: PlanVersion) -> UUID:
    """The client signs on the own page."""
    with client.at_work(Purpose.OWN_DATA) as actor:
        return sign_plan(actor=actor, dossier_id=dossier_id, number=version.number, digest=version.digest)


def running(person: Person, dossier_id: UUID, **options: Any) -> UUID:
    """A plan that the client agreed to at the table."""
    version = offered(person, dossier_id, **options)
    with person.at_work() as actor:
        new = NewWitness(version.number, "table", clock.today())
        witness_signature(actor=actor, dossier_id=dossier_id, new=new)
    return version.plan_id


def closed(person: Person, dossier_id: UUID) -> UUID:
    """A plan that ended with work."""
    plan_id = running(person, dossier_id)
    with person.at_work() as actor:
        return close_plan(
            actor=actor,
            dossier_id=dossier_id,
            plan_id=plan_id,
            closure=Plan.Closure.WORK,
            words="",
            answers=ANSWERS,
            expected_version=None,
        )
