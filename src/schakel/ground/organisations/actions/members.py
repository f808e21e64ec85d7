"""Every write on organisations, teams and memberships."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import end_reader
from schakel.ground.access.types import OrganisationKind, Role
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.founding import found
from schakel.ground.organisations.joining import (
    NewProfessional,
    check_role,
    check_worked_with,
    membership_row,
    professional_for,
    team_row,
)
from schakel.ground.organisations.leaving import refusal_to_leave, say_farewell
from schakel.ground.organisations.models import Membership, Organisation
from schakel.ground.organisations.queries import member_of
from schakel.ground.organisations.verbs import MemberJoined, MemberLeft, TeamMade


@action(access.SET_UP)
def create_organisation(
    *, actor: Actor, name: str, kind: OrganisationKind, place: str = "", phone: str = ""
) -> UUID:
    """Enter a chain partner, valid from today; returns its id."""
    return found(name, kind, place=place, phone=phone).pk


@action(access.SET_UP)
def create_team(*, actor: Actor, organisation_id: UUID, name: str, role: Role) -> UUID:
    """Make a team whose queue may hold clients; its members look as `role`. Returns its id."""
    organisation = Organisation.objects.get(pk=organisation_id)
    check_role(organisation.kind, role)
    team = team_row(organisation, name, role)
    team.save(force_insert=True)
    things = [_thing(organisation_id), Thing("team", team.pk)]
    record(TeamMade(name, role), organisation_id=organisation_id, things=things)
    return team.pk


@action(access.SET_UP)
def add_member(
    *,
    actor: Actor,
    organisation_id: UUID,
    account_id: UUID,
    role: Role,
    person: NewProfessional,
    team_id: UUID | None = None,
) -> UUID:
    """Give an account a role at an organisation, in a team or not; returns the membership's id.

    Raises InvalidError when that kind of organisation has no such role, or its division of client management
    leaves it out.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    check_role(organisation.kind, role)
    check_worked_with(organisation, role)
    professional = professional_for(account_id, person)
    membership = membership_row(organisation, professional, role, team_id)
    membership.save(force_insert=True)
    things = [
        _thing(organisation_id),
        Thing("professional", professional.id),
        Thing("membership", membership.id),
    ]
    content = MemberJoined(str(professional.id), role, str(team_id) if team_id else None)
    record(content, organisation_id=organisation_id, things=things)
    return membership.id


@action(access.MANAGE)
def end_membership(
    *,
    actor: Actor,
    organisation_id: UUID,
    membership_id: UUID,
    reason: str,
    expected_version: int | None = None,
) -> UUID:
    """End someone's role at the organisation from today; what they hold must have gone to others first.

    Returns the membership's id. Raises NotFoundError for a role that ended already, InvalidError without
    a reason, ConflictError for one's own role and for whatever a room above wants handed on first.
    """
    membership = member_of(organisation_id, membership_id)
    _check_may_end(actor, membership, reason)
    update_version(membership, expected_version, valid_to=clock.today())
    end_reader(reader_id=membership.reader_id, on=clock.today())
    say_farewell(membership)
    things = [_thing(organisation_id), Thing("membership", membership.id)]
    content = MemberLeft(str(membership.professional_id), membership.role, reason.strip())
    record(content, organisation_id=organisation_id, things=things)
    return membership.id


def _check_may_end(actor: Actor, membership: Membership, reason: str) -> None:
    if not reason.strip():
        sentence = gettext("Schrijf op waarom deze rol eindigt.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"reason": sentence})
    if membership.reader_id == actor.reader_id:
        raise ConflictError(
            gettext("U kunt uw eigen rol niet beëindigen."),
            gettext("Anders kan het zijn dat niemand meer beheert."),
            gettext("Vraag het aan een andere beheerder."),
        )
    refusal = refusal_to_leave(membership)
    if refusal is not None:
        raise refusal


def _thing(organisation_id: UUID) -> Thing:
    return Thing("organisation", organisation_id)
