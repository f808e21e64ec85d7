"""A dossier with a care role by law and coaches who need the client's consent, for tests of life domains."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import (
    add_participant,
    give_consent,
    open_life_domain,
    record_consent,
    withdraw_consent,
)
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from tests.world import Person, World, hire

MONEY = NewLifeDomain("money", "Ik kom niet rond.", "client", "post blijft dicht en reizen lukt niet")


@dataclass
class Agreeing:
    """Amina, led by marloes of UWV, with bas and the care manager cor of the municipality, and joris."""

    world: World = field(default_factory=World)
    cor: Person = field(init=False)
    dossier_id: UUID = field(init=False)
    amina: Person = field(init=False)

    def __post_init__(self) -> None:
        world, system = self.world, system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            self.cor = hire(system, world.city, "Cor Zorg", Role.CLIENT_MANAGER_CARE, None)
        self.dossier_id = world.open(world.marloes, world.uwv)
        with world.marloes.at_work() as actor:
            for person, kind in ((world.bas, "involved"), (self.cor, "involved"), (world.joris, "helping")):
                add_participant(
                    actor=actor,
                    dossier_id=self.dossier_id,
                    kind=kind,
                    because="want zo is het afgesproken",
                    membership_id=person.membership_id,
                )
        self.amina = world.client_of(self.dossier_id, world.marloes)

    def agree(self, person: Person, purpose: Purpose = Purpose.GUIDANCE, **changes: Any) -> UUID:
        """Consent to the person's organisation, as that person wrote it down."""
        values = {
            "how": "spoken",
            "told": "Dat nee zeggen mag.",
            "last_day": clock.today() + timedelta(days=90),
        }
        with person.at_work(purpose) as actor:
            new = NewConsent(**values | changes)
            return record_consent(actor=actor, dossier_id=self.dossier_id, new=new)

    def agree_oneself(self, organisation_id: UUID, days: int = 90) -> UUID:
        """Consent as the client gives it on the own page."""
        with self.amina.at_work(Purpose.OWN_DATA) as actor:
            return give_consent(
                actor=actor,
                dossier_id=self.dossier_id,
                organisation_id=organisation_id,
                purpose=Purpose.GUIDANCE.value,
                last_day=clock.today() + timedelta(days=days),
            )

    def stop(self, person: Person, consent_id: UUID, purpose: Purpose = Purpose.OWN_DATA) -> None:
        """Consent taken back."""
        with person.at_work(purpose) as actor:
            withdraw_consent(actor=actor, dossier_id=self.dossier_id, consent_id=consent_id)

    def open(self, person: Person, new: NewLifeDomain = MONEY) -> UUID:
        """A life domain opened by that person."""
        with person.at_work() as actor:
            return open_life_domain(actor=actor, dossier_id=self.dossier_id, new=new)
