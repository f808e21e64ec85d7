"""Amina and the people around her, as the tests of her pages need them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.test import Client

from schakel.ground.access.types import Purpose, Section
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import add_participant, send_handover, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.journal.decisions import Decision, Expected, Option
from schakel.ground.journal.reading import log_read
from schakel.ground.kernel import clock
from schakel.jobseekers.plans.actions import NewAgreement, decide, make_agreement
from schakel.jobseekers.plans.models import Agreement
from tests.world import Person, World, filled_parts, right_to

BSN = "999990019"


@dataclass
class Scene:
    """Amina, led by marloes at UWV, with bas of the municipality involved."""

    world: World = field(default_factory=World)
    bsn: str = BSN
    dossier_id: UUID = field(init=False)
    amina: Person = field(init=False)

    def __post_init__(self) -> None:
        world = self.world
        entitlement = right_to("ww", date(2026, 1, 1), date(2027, 2, 15))
        self.dossier_id = world.open(
            world.marloes,
            world.uwv,
            family_name="Haddou",
            bsn=self.bsn,
            phone="06 00 00 00 09",
            entitlement=entitlement,
        )
        with world.marloes.at_work() as actor:
            add_participant(
                actor=actor,
                dossier_id=self.dossier_id,
                kind="involved",
                because="bijstand loopt door",
                membership_id=world.bas.membership_id,
            )
        self.amina = world.client_of(self.dossier_id, world.marloes)

    def of_another(self) -> Scene:
        """The same chain around another client."""
        return Scene(self.world, bsn="")

    def browser(self, person: Person | None = None) -> Client:
        """Somebody's browser, logged in; Amina's when nobody is named."""
        client = Client()
        client.force_login(Account.objects.get(pk=(person or self.amina).account_id))
        return client

    def agree(self, what: str, duty: str, due_in: int) -> UUID:
        """An agreement due so many days from today; made long enough ago to be late."""
        world = self.world
        with world.bas.at_work() as actor:
            new = NewAgreement(what, "zo afgesproken", duty, clock.today() + timedelta(days=max(due_in, 0)))
            agreement_id = make_agreement(
                actor=actor, dossier_id=self.dossier_id, organisation_id=world.city, new=new
            )
            if due_in < 0:
                Agreement.objects.filter(pk=agreement_id).update(
                    due_on=clock.today() + timedelta(days=due_in)
                )
            return agreement_id

    def decide(self, chosen: str = "Cursus heftruck", view: str = "not_asked") -> UUID:
        """A choice about Amina by marloes."""
        decision = Decision(
            kind="service",
            question="Welke dienst past?",
            options=(Option("Cursus heftruck"), Option("Geen dienst")),
            chosen=chosen,
            reason="client_wish",
            client_view=view,
            expected=Expected("Werk in een magazijn", clock.today() + timedelta(days=60), 6),
        )
        with self.world.marloes.at_work() as actor:
            return decide(actor=actor, dossier_id=self.dossier_id, decision=decision)

    def tell(self, name: str, value: str) -> UUID:
        """A fact that marloes states."""
        with self.world.marloes.at_work() as actor:
            return state_fact(actor=actor, dossier_id=self.dossier_id, new=NewFact(name, value))

    def look(self, person: Person, sections: Section, purpose: Purpose = Purpose.GUIDANCE) -> None:
        """Somebody opens the dossier."""
        with person.at_work(purpose):
            log_read("dossiers:dossier", [self.dossier_id], sections)

    def hand_over(self) -> UUID:
        """UWV asks a team of the municipality to go on."""
        parts = filled_parts(self.world.uwv, self.world.city_team)
        new = NewHandover(self.world.city_team, "warm", "Zij wil graag werken.", "WW stopt", parts)
        with self.world.marloes.at_work() as actor:
            return send_handover(actor=actor, dossier_id=self.dossier_id, new=new)
