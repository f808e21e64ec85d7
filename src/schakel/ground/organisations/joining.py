"""A role for somebody at an organisation, for whichever act gives one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.readers import join_team, make_reader
from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, ReaderKind, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.organisations.models import Membership, Organisation, Professional, Team
from schakel.ground.organisations.names import person_sort_key
from schakel.ground.organisations.queries.client_management import roles_worked_with


@dataclass(frozen=True, slots=True)
class NewProfessional:
    """How a professional can be found and reached."""

    name: str
    phone: str = ""
    email: str = ""
    expertise: str = ""
    reachable: str = ""


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


def team_row(organisation: Organisation, name: str, role: Role) -> Team:
    """A team from today with the reader of its queue, not yet saved itself."""
    team_id = uuid7()
    reader = make_reader(
        kind=ReaderKind.TEAM,
        role=role,
        subject_id=team_id,
        organisation_id=organisation.id,
        organisation_kind=organisation.kind,
        valid_from=clock.today(),
    )
    return Team(
        id=team_id, organisation=organisation, name=name, role=role, reader=reader, valid_from=clock.today()
    )


def check_worked_with(organisation: Organisation, *roles: Role) -> None:
    """Raise InvalidError for a role that the organisation's division of client management leaves out."""
    if not set(roles) <= roles_worked_with(organisation):
        sentence = gettext("Kies een rol die bij deze verdeling van klantmanagement bestaat.")
        raise InvalidError(
            gettext("Deze organisatie werkt niet met deze rol."), sentence, fields={"roles": sentence}
        )


def professional_for(account_id: UUID, person: NewProfessional) -> Professional:
    """The professional of an account, as they stand already or entered now."""
    known = Professional.objects.filter(account_id=account_id).first()
    if known is not None:
        return known
    professional = Professional(
        account_id=account_id,
        name=person.name,
        sort_key=person_sort_key(person.name),
        phone=person.phone,
        email=person.email,
        expertise=person.expertise,
        reachable=person.reachable,
    )
    professional.save(force_insert=True)
    return professional


def check_role(kind: str, role: Role) -> None:
    """Raise InvalidError for a role that this kind of organisation has not."""
    if role not in ROLES_OF_KIND.get(OrganisationKind(kind), frozenset()):
        raise InvalidError(
            gettext("Deze rol past niet bij dit soort organisatie."),
            gettext("Elk soort organisatie heeft eigen rollen."),
            gettext("Kies een rol die bij de organisatie hoort."),
            fields={"role": gettext("Kies een rol die bij de organisatie hoort.")},
        )
