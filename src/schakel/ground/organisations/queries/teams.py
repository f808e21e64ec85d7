"""Reading the teams of an organisation: who is in which one since when, and who moves on which day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from schakel.ground.access.models import ReaderTeam
from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import GUIDES, PROFESSIONALS, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.leaving import refusal_to_end
from schakel.ground.organisations.models import (
    JointTeam,
    JointTeamMember,
    JointTeamPartner,
    Membership,
    Organisation,
    Team,
)
from schakel.ground.organisations.queries.client_management import roles_worked_with
from schakel.ground.organisations.queries.joint_teams import joint_teams
from schakel.ground.organisations.queries.people import memberships_of
from schakel.ground.organisations.waiting import waiting_in

ENDED_SHOWN = 20
JOINT_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in a team, from a day and up to one or until further notice."""

    member: Membership
    since: date
    until: date | None


@dataclass(slots=True)
class TeamShown:
    """A team with who is in it today, who comes later, and how many clients wait in its queue."""

    team: Team
    people: list[Place] = field(default_factory=list)
    coming: list[Place] = field(default_factory=list)
    waiting: int = 0


@dataclass(slots=True)
class JointShown:
    """An integrated team: its leaders, of which there may be one for each organisation, and its members."""

    team: JointTeam
    leaders: list[JointTeamMember] = field(default_factory=list)
    people: list[JointTeamMember] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TeamsShown:
    """All teams of an organisation, who is in none, those that ended, and the integrated ones."""

    teams: list[TeamShown]
    without: list[Membership]
    ended: list[Team]
    joint: list[JointShown]


def teams_shown(organisation_id: UUID) -> TeamsShown:
    """The teams with their people; seven statements however many there are."""
    today = clock.today()
    found = Team.objects.on(today).filter(organisation_id=organisation_id)
    shown = {
        team.reader_id: TeamShown(team) for team in found.select_related("organisation").order_by("name")
    }
    members = list(memberships_of(organisation_id))
    by_reader = {member.reader_id: member for member in members}
    placed = set()
    for row in _places(shown):
        member = by_reader.get(row.reader_id)
        if member is None:
            continue
        is_now = row.valid_from <= today
        group = shown[row.team_reader_id].people if is_now else shown[row.team_reader_id].coming
        group.append(Place(member, row.valid_from, row.valid_to))
        if is_now:
            placed.add(member.reader_id)
    for reader_id, count in waiting_in(shown).items():
        shown[reader_id].waiting = count
    for one in shown.values():
        one.people.sort(key=lambda place: place.member.professional.sort_key)
    worked_in = {one.team.role for one in shown.values()}
    without = [one for one in members if one.reader_id not in placed and fits_any(one.role, worked_in)]
    ended = Team.objects.filter(organisation_id=organisation_id, valid_to__lte=today)
    return TeamsShown(
        list(shown.values()),
        without,
        list(ended.select_related("organisation").order_by("-valid_to", "name")[:ENDED_SHOWN]),
        _joint(organisation_id),
    )


def _places(shown: dict[int, TeamShown]) -> list[ReaderTeam]:
    """Who looks with these queues today or from a later day on; an empty stretch is none."""
    today = clock.today()
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    rows = ReaderTeam.objects.filter(still, team_reader_id__in=list(shown))
    return [row for row in rows.order_by("valid_from", "id") if row.valid_to != row.valid_from]


def _joint(organisation_id: UUID) -> list[JointShown]:
    shown = {team.pk: JointShown(team) for team in joint_teams(of=organisation_id, limit=JOINT_SHOWN)}
    rows = JointTeamMember.objects.on(clock.today()).filter(team_id__in=list(shown))
    named = rows.select_related("membership__professional", "membership__organisation")
    for row in named.order_by("membership__organisation__name", "membership__professional__sort_key", "id"):
        one = shown[row.team_id]
        (one.leaders if row.part == JointTeamMember.Part.LEADER else one.people).append(row)
    return list(shown.values())


def own_team(organisation_id: UUID, team_id: UUID) -> Team:
    """A team of today of this organisation. Raises NotFoundError."""
    found = Team.objects.on(clock.today()).filter(pk=team_id, organisation_id=organisation_id)
    team = found.select_related("organisation").first()
    if team is None:
        raise not_found()
    return team


def places_in(team: Team) -> list[ReaderTeam]:
    """Who is in a team today or comes later."""
    return _places({team.reader_id: TeamShown(team)})


def place_on(member: Membership, day: date) -> Team | None:
    """The team of the own organisation that somebody is in on a day, as planned now."""
    found = Team.objects.filter(
        organisation_id=member.organisation_id,
        reader_id__in=ReaderTeam.objects.on(day).filter(reader_id=member.reader_id).values("team_reader_id"),
    )
    return found.first()


def fits(role: str, team_role: str) -> bool:
    """Whether somebody in a role may look with a team's queue: the same role, or both guide clients."""
    return role == team_role or (role in GUIDES and team_role in GUIDES)


def fits_any(role: str, team_roles: set[str]) -> bool:
    """The same for whichever of several teams."""
    return any(fits(role, one) for one in team_roles)


def roles_for_teams(organisation: Organisation) -> list[Role]:
    """The roles that a team of an organisation can have: those whose work may open a dossier."""
    return sorted(roles_worked_with(organisation) & PROFESSIONALS, key=lambda role: str(role.label))


def why_not_end(team: Team) -> ConflictError | None:
    """Why a team can't end today, if anything stands in the way."""
    if places_in(team):
        return ConflictError(
            gettext("Dit team kan nu nog niet eindigen."),
            gettext("Er zitten nog mensen in, of er komt nog iemand bij."),
            gettext("Geef hun eerst een ander team."),
        )
    shared = JointTeamPartner.objects.on(clock.today()).filter(queue=team).select_related("team").first()
    if shared is not None:
        return ConflictError(
            gettext("Dit team kan nu nog niet eindigen."),
            gettext("Het integrale team %(team)s gebruikt de wachtrij.") % {"team": shared.team.name},
            gettext("Kies daar eerst een andere wachtrij."),
        )
    return refusal_to_end(team)
