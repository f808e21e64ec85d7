"""Who can become responsible for a client that somebody enters or asks for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import GUIDES
from schakel.ground.dossiers.actions import Responsible
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.queries import membership_of_reader, teams_of


def seats_of(actor: Actor) -> list[tuple[str, Any]]:
    """Me, or the queue of a team; administration gives its clients to a team where there is one."""
    teams = [
        (f"team:{team.pk}", gettext("wachtrij van %(team)s") % {"team": team.name})
        for team in teams_of(organisation_of(actor))
    ]
    if teams and actor.role not in GUIDES:
        return teams
    return [("me", gettext("ikzelf")), *teams]


def responsible_named(actor: Actor, chosen: str) -> Responsible:
    """Who was chosen of these seats."""
    if chosen.startswith("team:"):
        return Responsible(team_id=UUID(chosen.removeprefix("team:")))
    own = membership_of_reader(actor.reader_id)
    return Responsible(membership_id=own.pk if own else None)


def organisation_of(actor: Actor) -> UUID:
    """The organisation for which the actor enters a client. Raises NotFoundError."""
    if actor.organisation_id is None:
        raise not_found()
    return actor.organisation_id
