"""How trajectories and the joint talk of a warm handover are told."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.dossiers.actions import plan_talk, start_trajectory
from schakel.ground.dossiers.actions.handover_talks import NewTalk
from schakel.ground.dossiers.actions.trajectories import NewTrajectory
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.queries.locations import locations
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.reading import Step
from schakel.simulation.demo.telling import Story, Teller


def _trajectory(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    new = NewTrajectory(
        about["name"],
        story.cast.organisations[about["provider"]],
        clock.today(),
        story.day(about["until"]),
        story.day(about["paid"]),
    )
    start_trajectory(actor=actor, dossier_id=dossier_id, new=new)


def _plan_talk(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    about = step.about
    at = next((one.pk for one in locations(words=about["location"])), None) if "location" in about else None
    new = NewTalk(
        moment(about["in_days"], about["hour"], story.today),
        about["place"],
        about.get("with_client", True),
        story.words(about["agenda"]),
        at,
    )
    handover_id = story.named[step.client, about["name"]]
    plan_talk(actor=actor, dossier_id=dossier_id, handover_id=handover_id, new=new)


HANDING: dict[str, Teller] = {"trajectory": _trajectory, "plan_talk": _plan_talk}
