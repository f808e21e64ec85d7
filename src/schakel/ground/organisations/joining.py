"""A role for somebody at an organisation, for whichever act gives one."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import join_team, make_reader
from schakel.ground.access.types import ReaderKind, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Membership, Organisation, Professional, Team
from schakel.ground.organisations.queries.client_management import roles_worked_with


def membership_row(
    organisation: Organisation, professional: Professional, role: Role, team_id: UUID | None
) -> Membership:
    """A membership from today with its reader, not yet saved itself."""
    today, membership_id = clock.today(), uuid7()
    team = Team.objects.get(pk=team_id, organisation=organisation) if team_id else None
    reader = make_reader(
        kind=ReaderKind.PROFESSIONAL,
        role=role,
        subject_id=professional.id,
        organisation_id=organisation.id,
        organisation_kind=organisation.kind,
        account_id=professional.account_id,
        valid_from=today,
    )
    if team is not None:
        join_team(reader_id=reader.pk, team_reader_id=team.reader_id, valid_from=today)
    return Membership(
        id=membership_id,
        professional=professional,
        organisation=organisation,
        role=role,
        team=team,
        reader=reader,
        valid_from=today,
    )


def check_worked_with(organisation: Organisation, *roles: Role) -> None:
    """Raise InvalidError for a role that the organisation's division of client management leaves out."""
    if not set(roles) <= roles_worked_with(organisation):
        sentence = gettext("Kies een rol die bij deze verdeling van klantmanagement bestaat.")
        raise InvalidError(
            gettext("Deze organisatie werkt niet met deze rol."), sentence, fields={"roles": sentence}
        )
