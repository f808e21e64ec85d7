"""A merger for tests: Gemeente Oosterwaard goes up in Gemeente Grootwaard."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from schakel.ground.access.readers import readers_of, system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.dossiers.models import Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.organisations.actions import (
    NewOrganisation,
    agree_to_succession,
    carry_out_succession,
    create_organisation,
    plan_merger,
)
from schakel.ground.organisations.models import Succession
from tests.world import Person, World, hire

REASON = "besluit van de raden"
DONE = Succession.Status.DONE


@dataclass
class Region:
    """The world of tests with a second municipality in which the first goes up."""

    world: World = field(default_factory=World)
    big: UUID = field(init=False)
    big_admin: Person = field(init=False)
    gina: Person = field(init=False)

    def __post_init__(self) -> None:
        actor = system_actor()
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            kind = OrganisationKind.MUNICIPALITY
            self.big = create_organisation(actor=actor, name="Gemeente Grootwaard", kind=kind)
            self.big_admin = hire(actor, self.big, "Otto Beheer", Role.ADMINISTRATOR, None)
            self.gina = hire(actor, self.big, "Gina Groot", Role.CLIENT_MANAGER, None)

    def plan(self, into: UUID | NewOrganisation | None = None, on: date | None = None) -> UUID:
        """Oosterwaard's administrator plans that it goes up in another, Grootwaard unless said otherwise."""
        with self.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            return plan_merger(
                actor=actor,
                organisation_id=self.world.city,
                others=[],
                into=into or self.big,
                planned_on=on or clock.today(),
                reason=REASON,
            )

    def agreed(self) -> UUID:
        """A plan to which both agreed."""
        succession_id = self.plan()
        agree(self.world.city_admin, succession_id)
        agree(self.big_admin, succession_id)
        return succession_id

    def merge(self) -> UUID:
        """Planned, agreed to and carried out today."""
        succession_id = self.agreed()
        carry_out(self.world.city_admin, succession_id)
        return succession_id


def seat_now(person: Person) -> Person:
    """The same person in the seat that their account has today."""
    reader = readers_of(person.account_id)[-1]
    return Person(person.account_id, person.membership_id, reader.pk, person.username)


def agree(person: Person, succession_id: UUID) -> None:
    """An administrator agrees for their own organisation."""
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        own = actor.employer_id
        agree_to_succession(actor=actor, organisation_id=own, succession_id=succession_id)


def step(person: Person, succession_id: UUID) -> str:
    """Carry the next part out; returns how it then stands."""
    actor = seat_now(person).actor
    with in_words(), as_actor(actor, Purpose.ADMINISTRATION.value):
        own = actor.employer_id
        carry_out_succession(actor=actor, organisation_id=own, succession_id=succession_id)
        return str(Succession.objects.get(pk=succession_id).status)


def carry_out(person: Person, succession_id: UUID) -> None:
    """Carry out all that is left."""
    while step(person, succession_id) != DONE:
        pass


def holders(dossier_id: UUID) -> set[tuple[str, UUID, str]]:
    """Scope, organisation and name of each holder today, past row-level security."""
    rows = Regie.objects.using("owner").on(clock.today()).filter(dossier_id=dossier_id)
    return {(r.scope, r.organisation_id, r.professional.name if r.professional else "") for r in rows}
