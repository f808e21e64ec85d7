"""An agreed tie in tests: proposed by the administrator of one organisation, agreed to by the other's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import NewTie, answer_tie, propose_tie
from tests.world import Person, World, hire


@dataclass
class Tied:
    """A dossier that marloes of UWV leads, in which bas has a task and joris helps; and administrators."""

    world: World = field(default_factory=World)
    uwv_admin: Person = field(init=False)
    provider_admin: Person = field(init=False)
    dossier_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        world, system = self.world, system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            self.uwv_admin = hire(system, world.uwv, "Uri Beheer", Role.ADMINISTRATOR, None)
            self.provider_admin = hire(system, world.provider, "Pia Beheer", Role.ADMINISTRATOR, None)
        self.dossier_id = world.open(world.marloes, world.uwv)
        self.join(world.bas, "involved")
        self.join(world.joris, "helping")

    def join(self, person: Person, kind: str) -> None:
        """Let somebody take part, asked by marloes."""
        with self.world.marloes.at_work() as actor:
            add_participant(
                actor=actor,
                dossier_id=self.dossier_id,
                kind=kind,
                because="samen",
                membership_id=person.membership_id,
            )

    def propose(self, sections: Section, *, partner_id: UUID | None = None, **changes: Any) -> UUID:
        """By UWV, to the municipality unless another is named."""
        values: dict[str, Any] = {"mechanism": "network", "valid_from": clock.today(), "valid_to": None}
        new = NewTie(**{**values, "sections": sections, "words": "convenant", **changes})
        with self.uwv_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
            on = {"actor": actor, "organisation_id": self.world.uwv}
            return propose_tie(**on, partner_id=partner_id or self.world.city, new=new)

    def agree(self, sections: Section, *, by: Person | None = None, **changes: Any) -> UUID:
        """Proposed and agreed to: by the municipality unless another answers."""
        person = by or self.world.city_admin
        own = person.actor.employer_id
        tie_id = self.propose(sections, partner_id=own, **changes)
        with person.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
            return answer_tie(actor=actor, organisation_id=own, tie_id=tie_id, is_accepted=True)


def seen_by(person: Person, dossier_id: UUID, on: date | None = None) -> Section:
    """The sections of a dossier that are open to somebody."""
    with clock.travel(on or clock.today()), person.at_work():
        return sections_visible(dossier_id)
