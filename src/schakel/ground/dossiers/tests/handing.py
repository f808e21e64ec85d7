"""Handing over in tests, act by act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers import actions
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import Handover
from schakel.ground.organisations.actions import create_team
from schakel.ground.organisations.models import Membership
from tests.world import Person, World, filled_parts


def send(world: World, dossier_id: UUID, team_id: UUID, *, by: Person | None = None, **changes: Any) -> UUID:
    """A complete handover, sent by marloes unless another is named."""
    sender = by or world.marloes
    own = Membership.objects.get(pk=sender.membership_id).organisation_id
    values: dict[str, Any] = {
        "team_id": team_id,
        "kind": "warm",
        "message": "",
        "because": "de uitkering eindigt",
        "parts": filled_parts(own, team_id),
    }
    with sender.at_work() as actor:
        new = NewHandover(**values | changes)
        return actions.send_handover(actor=actor, dossier_id=dossier_id, new=new)


def do(person: Person, name: str, dossier_id: UUID, **values: Any) -> UUID:
    """An act of this room by a person, for the purpose of their task."""
    purpose = Purpose.SERVICE_DELIVERY if is_guide(person) else Purpose.GUIDANCE
    with person.at_work(purpose, needs_savepoint=True) as actor:
        return getattr(actions, name)(actor=actor, dossier_id=dossier_id, **values)


def is_guide(person: Person) -> bool:
    """Whether somebody works at a provider."""
    return Membership.objects.get(pk=person.membership_id).role == Role.TRAJECTORY_GUIDE


def row(person: Person, handover_id: UUID) -> Handover:
    """A handover as somebody sees it."""
    with person.at_work():
        return Handover.objects.get(pk=handover_id)


def provider_team(world: World) -> UUID:
    """A team at the provider, with joris in it."""
    from schakel.ground.access.readers import join_team, system_actor
    from schakel.ground.kernel import clock
    from schakel.ground.kernel.actors import as_actor
    from schakel.ground.organisations.models import Team

    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        team_id = create_team(
            actor=context.actor,
            organisation_id=world.provider,
            name="Intake Stap Vooruit",
            role=Role.TRAJECTORY_GUIDE,
        )
        reader_id = Team.objects.get(pk=team_id).reader_id
        join_team(reader_id=world.joris.reader_id, team_reader_id=reader_id, valid_from=clock.today())
    return team_id
