"""Making and ending the teams of an organisation, and moving its people between them from a day on."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import end_reader, join_team, leave_teams
from schakel.ground.access.types import Role
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.joining import team_row
from schakel.ground.organisations.models import Membership, Organisation, Team
from schakel.ground.organisations.queries import member_of
from schakel.ground.organisations.queries.teams import (
    fits,
    own_team,
    place_on,
    roles_for_teams,
    why_not_end,
)
from schakel.ground.organisations.verbs.members import TeamMade
from schakel.ground.organisations.verbs.teams import MemberMoved, TeamEnded

FURTHEST = timedelta(days=366)
"""How far ahead a move can be planned; ours."""


@action(access.MANAGE)
def found_team(*, actor: Actor, organisation_id: UUID, name: str, role: str) -> UUID:
    """Make a team of the own organisation with a queue of its own; returns its id.

    Raises InvalidError without a name or for a role that opens no dossier here, ConflictError for a name
    that the organisation used before.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    fields = {}
    if not name.strip():
        fields["name"] = gettext("Geef het team een naam.")
    if role not in roles_for_teams(organisation):
        fields["role"] = gettext("Kies een rol uit de lijst.")
    if fields:
        raise InvalidError(gettext("Dit team is nog niet compleet."), fields=fields)
    team = team_row(organisation, name.strip(), Role(role))
    team.save(force_insert=True)
    record(TeamMade(team.name, role), organisation_id=organisation_id, things=[Thing("team", team.pk)])
    return team.pk


@action(access.MANAGE)
def end_team(*, actor: Actor, organisation_id: UUID, team_id: UUID, reason: str) -> UUID:
    """End a team from today; returns its id. What was done in its name stays.

    Raises NotFoundError for another's, InvalidError without a reason, ConflictError while somebody is in it
    or comes later, while an integrated team uses its queue, or while clients or handovers wait there.
    """
    team = own_team(organisation_id, team_id)
    if not reason.strip():
        sentence = gettext("Schrijf op waarom dit team eindigt.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    refusal = why_not_end(team)
    if refusal is not None:
        raise refusal
    Team.objects.filter(pk=team_id).update(valid_to=clock.today())
    end_reader(reader_id=team.reader_id, on=clock.today())
    content = TeamEnded(team.name, reason.strip())
    record(content, organisation_id=organisation_id, things=[Thing("team", team_id)])
    return team_id


@action(access.MANAGE)
def place_in_team(
    *,
    actor: Actor,
    organisation_id: UUID,
    membership_id: UUID,
    team_id: UUID | None,
    on: date,
    expected_version: int | None = None,
) -> UUID:
    """Let a member be in a team (None: in none) from a day on; returns the membership's id.

    From that day they look with that team's queue and with no other. Raises NotFoundError for a member or
    team of another organisation, InvalidError for a day that has passed or is further than a year away, or
    for a role that does not fit the team, ConflictError when they are in it on that day already.
    """
    member = member_of(organisation_id, membership_id)
    team = own_team(organisation_id, team_id) if team_id is not None else None
    _check_move(member, team, on)
    was = place_on(member, on)
    leave_teams(reader_id=member.reader_id, on=on)
    if team is not None:
        join_team(reader_id=member.reader_id, team_reader_id=team.reader_id, valid_from=on)
    is_today = on == clock.today()
    update_version(member, expected_version, **({"team_id": team_id} if is_today else {}))
    content = MemberMoved(
        str(member.professional_id), was.name if was else "", team.name if team else "", on.isoformat()
    )
    things = [Thing("membership", membership_id), *([Thing("team", team.pk)] if team else [])]
    record(content, organisation_id=organisation_id, things=things)
    return membership_id


def _check_move(member: Membership, team: Team | None, on: date) -> None:
    fields, today = {}, clock.today()
    if not today <= on <= today + FURTHEST:
        fields["on"] = gettext("Kies vandaag of een dag in het komende jaar.")
    if team is not None and not fits(member.role, team.role):
        fields["team_id"] = gettext("In dit team werkt men als %(role)s. Kies een ander team.") % {
            "role": team.role_words
        }
    if fields:
        raise InvalidError(gettext("Zo kan het niet."), fields=fields)
    if place_on(member, on) == team:
        raise ConflictError(
            gettext("Er verandert niets."),
            gettext("Op die dag is dit al zo."),
            gettext("Kies een ander team of een andere dag."),
        )
