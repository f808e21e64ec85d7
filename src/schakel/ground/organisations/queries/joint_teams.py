"""Reading integrated teams: the list, one with its people, and who may keep it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.periods import DatedQuerySet
from schakel.ground.organisations.models import JointTeam, JointTeamMember, JointTeamPartner, Team
from schakel.ground.organisations.queries.availability import Away, away_today
from schakel.ground.organisations.waiting import waiting_in

Place = tuple[str, UUID]
Part = JointTeamMember.Part


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody in a team, and whether they are away today."""

    row: JointTeamMember
    away: Away | None


@dataclass(slots=True)
class Side:
    """One organisation in a team: its people, its queue, and how many wait there (None: not told)."""

    partner: JointTeamPartner
    leaders: list[Placed] = field(default_factory=list)
    people: list[Placed] = field(default_factory=list)
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class ShownTeam:
    """A team: by organisation who is in it, who was asked, and the teams that are part of it."""

    team: JointTeam
    sides: list[Side]
    asked: list[JointTeamPartner]
    parts: list[JointTeam]

    @property
    def has_leader(self) -> bool:
        return any(side.leaders for side in self.sides)


def joint_teams(*, of: UUID | None = None, after: Place | None = None, limit: int = 50) -> list[JointTeam]:
    """Teams of today by name, all or those an organisation is in; with `size`, how many are in it."""
    today = clock.today()
    found = JointTeam.objects.on(today).select_related("location")
    if of is not None:
        found = found.filter(Exists(_joined().filter(team=OuterRef("pk"), organisation_id=of)))
    if after is not None:
        found = found.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    joined = Q(partners__joined_on__isnull=False, partners__valid_to__isnull=True)
    counted = found.annotate(size=Count("partners", filter=joined))
    return list(counted.order_by("name", "pk")[:limit])


def invitations_of(organisation_id: UUID) -> list[JointTeamPartner]:
    """The teams that an organisation was asked into and did not answer, oldest first."""
    rows = JointTeamPartner.objects.on(clock.today()).filter(organisation_id=organisation_id, joined_on=None)
    return list(rows.select_related("team", "team__founder").order_by("id"))


def joint_team(team_id: UUID) -> JointTeam:
    """A team of today. Raises NotFoundError."""
    found = JointTeam.objects.on(clock.today()).filter(pk=team_id)
    team = found.select_related("location", "part_of", "founder").first()
    if team is None:
        raise not_found()
    return team


def partner_row(team_id: UUID, organisation_id: UUID) -> JointTeamPartner:
    """What binds an organisation to a team today, asked or taking part. Raises NotFoundError."""
    rows = JointTeamPartner.objects.on(clock.today()).filter(team_id=team_id, organisation_id=organisation_id)
    row = rows.select_related("organisation").first()
    if row is None:
        raise not_found()
    return row


def kept_team(actor: Actor, team_id: UUID) -> JointTeam:
    """A team that the actor keeps up: as administrator of an organisation in it, or as its leader.

    Raises NotFoundError for anyone else.
    """
    team = joint_team(team_id)
    if not may_keep(actor, team_id):
        raise not_found()
    return team


def may_keep(actor: Actor, team_id: UUID) -> bool:
    """Whether the actor keeps up this team."""
    if actor.role == Role.ADMINISTRATOR:
        return _joined().filter(team_id=team_id, organisation_id=actor.employer_id).exists()
    leads = JointTeamMember.objects.on(clock.today()).filter(team_id=team_id, part=Part.LEADER)
    return leads.filter(membership__reader_id=actor.reader_id).exists()


def shown_team(team_id: UUID) -> ShownTeam:
    """A team with its people by organisation, leaders first, and its queues; six statements."""
    team, today = joint_team(team_id), clock.today()
    rows = JointTeamPartner.objects.on(today).filter(team=team).select_related("organisation", "queue")
    partners = list(rows.order_by("organisation__name"))
    sides = {p.organisation_id: Side(p) for p in partners if p.joined_on is not None}
    _seat_people(team, sides)
    _count_waiting(sides.values())
    parts = JointTeam.objects.on(today).filter(part_of=team).order_by("name")
    asked = [partner for partner in partners if partner.joined_on is None]
    return ShownTeam(team, list(sides.values()), asked, list(parts))


def queues_of(organisation_id: UUID) -> list[Team]:
    """The queues that an organisation may put beside those of others."""
    return list(Team.objects.on(clock.today()).filter(organisation_id=organisation_id).order_by("name"))


def _joined() -> DatedQuerySet[JointTeamPartner]:
    return JointTeamPartner.objects.on(clock.today()).filter(joined_on__isnull=False)


def _seat_people(team: JointTeam, sides: dict[UUID, Side]) -> None:
    rows = JointTeamMember.objects.on(clock.today()).filter(team=team)
    found = list(
        rows.select_related("membership__professional", "membership__organisation").order_by(
            "membership__professional__sort_key", "id"
        )
    )
    away = away_today(row.membership.reader_id for row in found)
    for row in found:
        side = sides.get(row.membership.organisation_id)
        if side is not None:
            group = side.leaders if row.part == Part.LEADER else side.people
            group.append(Placed(row, away.get(row.membership.reader_id)))


def _count_waiting(sides: Iterable[Side]) -> None:
    with_queue = {s.partner.queue.reader_id: s for s in sides if s.partner.queue is not None}
    for reader_id, count in waiting_in(with_queue).items():
        with_queue[reader_id].waiting = count
