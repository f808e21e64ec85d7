"""A small chain for tests: a municipality, UWV and a provider with their people, made through the actions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for, system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.accounts.actions import create_account
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import Responsible, open_dossiers
from schakel.ground.dossiers.handover_terms import Part
from schakel.ground.dossiers.queries.arrangements import agreed_between
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.organisations.actions import NewProfessional, add_member, create_organisation, create_team
from schakel.ground.organisations.models import Membership, Team
from schakel.ground.people.actions import NewClient, NewEntitlement
from schakel.portal.client.actions import give_client_login

PASSWORD = "een-lang-wachtwoord"
_numbers = count(1)


@dataclass
class Person:
    """Someone at work in a test: their account, membership and actor."""

    account_id: UUID
    membership_id: UUID
    reader_id: int
    username: str

    @property
    def actor(self) -> Actor:
        """The actor as it would be made for a new request."""
        reader = Reader.objects.get(pk=self.reader_id)
        return actor_for(reader, name=Account.objects.get(pk=self.account_id).name)

    @contextmanager
    def at_work(self, purpose: Purpose = Purpose.GUIDANCE, **options: Any) -> Iterator[Actor]:
        """Act as this person for a purpose."""
        actor = self.actor
        with as_actor(actor, purpose.value, **options):
            yield actor


@dataclass
class World:
    """The cast: bas and bert at the municipality, marloes at UWV, joris at a provider, and back offices."""

    city: UUID = field(init=False)
    uwv: UUID = field(init=False)
    provider: UUID = field(init=False)
    city_team: UUID = field(init=False)
    uwv_team: UUID = field(init=False)
    bas: Person = field(init=False)
    bert: Person = field(init=False)
    marloes: Person = field(init=False)
    mia: Person = field(init=False)
    joris: Person = field(init=False)
    city_office: Person = field(init=False)
    uwv_office: Person = field(init=False)
    city_admin: Person = field(init=False)

    def __post_init__(self) -> None:
        actor = system_actor()
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            self._make_organisations(actor)
            self._make_people(actor)

    def _make_organisations(self, actor: Actor) -> None:
        kinds = OrganisationKind
        self.city = create_organisation(actor=actor, name="Gemeente Oosterwaard", kind=kinds.MUNICIPALITY)
        self.uwv = create_organisation(actor=actor, name="UWV Oosterwaard", kind=kinds.UWV)
        self.provider = create_organisation(actor=actor, name="Stap Vooruit", kind=kinds.PROVIDER)
        self.city_team = create_team(
            actor=actor, organisation_id=self.city, name="Team Werk", role=Role.CLIENT_MANAGER
        )
        self.uwv_team = create_team(
            actor=actor, organisation_id=self.uwv, name="Team WW", role=Role.WORK_COACH
        )

    def _make_people(self, actor: Actor) -> None:
        self.bas = hire(actor, self.city, "Bas Kuiper", Role.CLIENT_MANAGER, self.city_team)
        self.bert = hire(actor, self.city, "Bert de Wit", Role.CLIENT_MANAGER, None)
        self.marloes = hire(actor, self.uwv, "Marloes van Dijk", Role.WORK_COACH, self.uwv_team)
        self.mia = hire(actor, self.uwv, "Mia Jansen", Role.WORK_COACH, self.uwv_team)
        self.joris = hire(actor, self.provider, "Joris Meijer", Role.TRAJECTORY_GUIDE, None)
        self.city_office = hire(actor, self.city, "Carla Post", Role.BACK_OFFICE, None)
        self.uwv_office = hire(actor, self.uwv, "Ufuk Demir", Role.BACK_OFFICE, None)
        self.city_admin = hire(actor, self.city, "Ada Beheer", Role.ADMINISTRATOR, None)

    def open(self, person: Person, organisation_id: UUID, **client: Any) -> UUID:
        """A dossier opened by a professional who holds its regie."""
        new = new_client(**client)
        with person.at_work(Purpose.INTAKE) as actor:
            responsible = Responsible(membership_id=person.membership_id)
            return open_dossiers(actor=actor, organisation_id=organisation_id, clients=[(new, responsible)])[
                0
            ]

    def open_in_queue(self, person: Person, organisation_id: UUID, team_id: UUID, **client: Any) -> UUID:
        """A dossier opened by a professional that waits in a team's queue."""
        new = new_client(**client)
        with person.at_work(Purpose.INTAKE) as actor:
            responsible = Responsible(team_id=team_id)
            return open_dossiers(actor=actor, organisation_id=organisation_id, clients=[(new, responsible)])[
                0
            ]

    def client_of(self, dossier_id: UUID, person: Person, username: str = "") -> Person:
        """The client of a dossier, with a login that the professional gave."""
        username = username or f"client{next(_numbers)}"
        with person.at_work() as actor:
            account_id = give_client_login(
                actor=actor, dossier_id=dossier_id, username=username, password=PASSWORD
            )
        reader = Reader.objects.get(kind="client", subject_id=dossier_id)
        return Person(account_id, dossier_id, reader.pk, username)


def hire(actor: Actor, organisation_id: UUID, name: str, role: Role, team_id: UUID | None) -> Person:
    """A professional with an account, at an organisation."""
    username = f"{name.split()[0].lower()}{next(_numbers)}"
    account_id = create_account(
        actor=actor, organisation_id=organisation_id, username=username, name=name, password=PASSWORD
    )
    person = NewProfessional(name=name, phone="06 00 00 00 01")
    membership_id = add_member(
        actor=actor,
        organisation_id=organisation_id,
        account_id=account_id,
        role=role,
        person=person,
        team_id=team_id,
    )
    return Person(account_id, membership_id, Membership.objects.get(pk=membership_id).reader_id, username)


def filled_parts(from_id: UUID, team_id: UUID) -> dict[str, Part]:
    """Words for every part that must go along from an organisation to a team of another."""
    agreed = agreed_between(from_id, Team.objects.get(pk=team_id).organisation_id)
    return {item.key: Part(f"Over {item.label.lower()}.") for item in agreed.items if item.is_required}


def new_client(**values: Any) -> NewClient:
    """A fictional client; every one has another name."""
    defaults: dict[str, Any] = {"family_name": f"Proef{next(_numbers)}", "given_names": "Amina"}
    return NewClient(**{"birth_date": date(1985, 5, 3)} | defaults | values)


def right_to(regime: str, start: date, end: date | None = None) -> NewEntitlement:
    """A right to a benefit."""
    return NewEntitlement(regime, start, end)
