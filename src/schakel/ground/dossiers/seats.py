"""A seat: who would take part or hold regie, a professional in a membership or a team with its queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import PROFESSIONALS
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.periods import DatedQuerySet
from schakel.ground.organisations.models import Membership, Team


@dataclass(frozen=True, slots=True)
class Seat:
    """The reader, role and organisation with which someone takes part; professional or team, not both."""

    reader_id: int
    role: str
    organisation_id: UUID
    organisation_name: str
    name: str
    professional_id: UUID | None = None
    team_id: UUID | None = None

    @property
    def person_id(self) -> UUID:
        """The professional of this seat. Raises NotFoundError for a team's queue, which is nobody by name."""
        if self.professional_id is None:
            raise not_found()
        return self.professional_id


def seat_of_membership(membership: Membership) -> Seat:
    """The seat of a professional at an organisation."""
    return Seat(
        membership.reader_id,
        membership.role,
        membership.organisation_id,
        membership.organisation.name,
        membership.professional.name,
        professional_id=membership.professional_id,
    )


def seat_of_team(team: Team) -> Seat:
    """The seat of a team's queue."""
    return Seat(
        team.reader_id, team.role, team.organisation_id, team.organisation.name, team.name, team_id=team.id
    )


def seat_of_actor(actor: Actor) -> Seat:
    """The actor's own seat. Raises NotFoundError when the actor is no professional."""
    found = _memberships().filter(reader_id=actor.reader_id).first()
    if found is None:
        raise not_found()
    return seat_of_membership(found)


def seat_named(*, membership_id: UUID | None = None, team_id: UUID | None = None) -> Seat:
    """The seat of that membership or team, valid today. Raises InvalidError when there is none."""
    if membership_id is not None:
        membership = _memberships().filter(pk=membership_id).first()
        if membership is not None:
            return seat_of_membership(membership)
    if team_id is not None:
        team = Team.objects.on(clock.today()).filter(pk=team_id).select_related("organisation").first()
        if team is not None:
            return seat_of_team(team)
    raise InvalidError(
        gettext("Deze medewerker of dit team is er niet meer."),
        gettext("De rol kan intussen geëindigd zijn."),
        gettext("Kies iemand anders."),
    )


def seats_of_all(
    *, membership_ids: Iterable[UUID], team_ids: Iterable[UUID]
) -> tuple[dict[UUID, Seat], dict[UUID, Seat]]:
    """The seats of these memberships and teams, of those valid today; two statements."""
    people = _memberships().filter(pk__in=set(membership_ids))
    teams = Team.objects.on(clock.today()).filter(pk__in=set(team_ids)).select_related("organisation")
    return {one.pk: seat_of_membership(one) for one in people}, {one.pk: seat_of_team(one) for one in teams}


def _memberships() -> DatedQuerySet[Membership]:
    """Who may take part: whose role reads some part of a dossier."""
    found = Membership.objects.on(clock.today()).filter(role__in=PROFESSIONALS)
    return found.select_related("professional", "organisation")
