"""Telling the story: each step is done by its person, on its own day, through the rooms' actions."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from schakel.ground.access.types import ROLE_PURPOSE, Purpose, Role, Section
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.simulation.demo.acts import TELLERS, open_dossier
from schakel.simulation.demo.reading import Step
from schakel.simulation.demo.telling import Story

REGISTERING = frozenset({"open", "join"})
_WRITING = timedelta(minutes=4)
"""So long after it happened, something is written down."""

_SECTIONS = {
    Role.TRAJECTORY_GUIDE: Section.IDENTITY | Section.WORK_PROFILE | Section.PLAN | Section.CONTACTS,
    Role.BACK_OFFICE: Section.IDENTITY | Section.BENEFIT,
}
_ALL = Section.IDENTITY | Section.BENEFIT | Section.WORK_PROFILE | Section.PLAN | Section.CONTACTS


def tell(story: Story, step: Step) -> None:
    """Do one step as its person, with the clock at its moment."""
    with clock.travel(step.at + _WRITING):
        actor = story.cast.actors[step.by]
        with as_actor(actor, _purpose(step, actor).value):
            if step.act == "open":
                open_dossier(story, step, actor)
                return
            dossier_id = story.dossiers[step.client]
            if step.act != "join":
                _look(story, step, actor, dossier_id)
            TELLERS[step.act](story, step, actor, dossier_id)


def _purpose(step: Step, actor: Actor) -> Purpose:
    return Purpose.INTAKE if step.act in REGISTERING else ROLE_PURPOSE[Role(actor.role)]


def _look(story: Story, step: Step, actor: Actor, dossier_id: UUID) -> None:
    """Who acts has looked, once a day; the client's own looks are nobody's business."""
    mark = (step.by, step.client, clock.today())
    if actor.kind == "client" or mark in story.seen:
        return
    story.seen.add(mark)
    log_read("dossiers:dossier", [dossier_id], _SECTIONS.get(Role(actor.role), _ALL))
