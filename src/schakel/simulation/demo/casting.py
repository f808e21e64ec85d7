"""The people of the chain in the story: made through the actions, and found again by their login name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for
from schakel.ground.access.types import OrganisationKind, Role
from schakel.ground.accounts.actions import create_account
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.actions import NewProfessional, add_member, create_organisation, create_team
from schakel.ground.organisations.models import Membership

Line = dict[str, Any]


@dataclass(slots=True)
class Cast:
    """Ids by the short names of the story, and the actor that each person is."""

    password: str
    organisations: dict[str, UUID] = field(default_factory=dict)
    teams: dict[str, UUID] = field(default_factory=dict)
    memberships: dict[str, UUID] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


def make_cast(actor: Actor, written: dict[str, list[Line]], password: str) -> Cast:
    """Enter organisations, teams and people; the actors are those of the day on which it runs."""
    cast = Cast(password)
    for line in written["organisations"]:
        cast.organisations[line["key"]] = create_organisation(
            actor=actor,
            name=line["name"],
            kind=OrganisationKind(line["kind"]),
            place=line["place"],
            phone=line["phone"],
        )
    for line in written["teams"]:
        organisation_id = cast.organisations[line["organisation"]]
        cast.teams[line["key"]] = create_team(
            actor=actor, organisation_id=organisation_id, name=line["name"], role=Role(line["role"])
        )
    for line in written["people"]:
        _hire(actor, cast, line)
    return cast


def _hire(actor: Actor, cast: Cast, line: Line) -> None:
    organisation_id, username = cast.organisations[line["organisation"]], line["username"]
    account_id = create_account(
        actor=actor,
        organisation_id=organisation_id,
        username=username,
        name=line["name"],
        password=cast.password or None,
    )
    membership_id = add_member(
        actor=actor,
        organisation_id=organisation_id,
        account_id=account_id,
        role=Role(line["role"]),
        person=_professional(line),
        team_id=cast.teams[line["team"]] if "team" in line else None,
    )
    reader = Reader.objects.get(pk=Membership.objects.get(pk=membership_id).reader_id)
    cast.memberships[username] = membership_id
    cast.actors[username] = actor_for(reader, name=line["name"])


def _professional(line: Line) -> NewProfessional:
    return NewProfessional(
        name=line["name"],
        phone=line.get("phone", ""),
        expertise=line.get("expertise", ""),
        reachable=line.get("reachable", ""),
    )
