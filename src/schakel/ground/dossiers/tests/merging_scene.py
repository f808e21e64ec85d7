"""Two dossiers that are of one person, with all that may be written in them, for tests of merging."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.dossiers.actions import (
    NewDocument,
    NewFile,
    add_document,
    add_participant,
    keep_draft,
    merge_clients,
    note_life_domain,
    open_life_domain,
    pass_regie,
    record_consent,
    send_handover,
    send_message,
    shield_dossier,
    state_fact,
    take_regie,
    unmerge_clients,
)
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain, NewLifeDomainNote
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import Dossier, LifeDomain
from schakel.ground.dossiers.queries.visible import dossier_visible
from schakel.ground.journal.decisions import Decision, Expected, Option
from schakel.ground.kernel import clock
from schakel.ground.people.actions import (
    NewMember,
    add_household_member,
    arrange_interpreter,
    enter_address,
    hide_address,
    start_entitlement,
)
from schakel.ground.people.addresses import NewAddress
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.plans.actions import NewAgreement, decide, make_agreement
from schakel.jobseekers.profile.actions import note_last_occupation
from schakel.jobseekers.questions.actions import NewQuestion, take_in_question
from schakel.jobseekers.questions.queries import Asker
from schakel.portal.client.actions import give_client_login
from tests.world import PASSWORD, Person, World, filled_parts, right_to

BECAUSE = "want zo is het afgesproken"
JANSEN = {"given_names": "Petra", "family_name": "Jansen", "birth_date": date(1980, 2, 3)}


@dataclass
class Two:
    """A dossier at UWV, and one at the municipality in which marloes helps, to go on in the first."""

    world: World = field(default_factory=World)
    first: dict[str, Any] = field(default_factory=dict)
    second: dict[str, Any] = field(default_factory=dict)
    into: UUID = field(init=False)
    ending: UUID = field(init=False)

    def __post_init__(self) -> None:
        world = self.world
        self.into = world.open(world.marloes, world.uwv, **(JANSEN | self.first))
        self.ending = world.open(world.bas, world.city, **(JANSEN | {"family_name": "Janssen"} | self.second))
        self.add(world.bas, self.ending, world.marloes)

    @property
    def ids(self) -> tuple[UUID, UUID]:
        """The dossier that goes on, and the one that ends."""
        return self.into, self.ending

    def add(self, by: Person, dossier_id: UUID, whom: Person, kind: str = "helping") -> None:
        """Let somebody take part."""
        with by.at_work() as actor:
            how = {"kind": kind, "because": BECAUSE, "membership_id": whom.membership_id}
            add_participant(actor=actor, dossier_id=dossier_id, **how)

    def merge(self, by: Person | None = None, **more: Any) -> UUID:
        """Let the second go on in the first."""
        with (by or self.world.marloes).at_work() as actor:
            reason = "zij liet haar paspoort zien"
            return merge_clients(actor=actor, dossier_ids=self.ids, reason=reason, **more)

    def unmerge(self, merge_id: UUID, by: Person | None = None) -> UUID:
        """Take them apart."""
        with (by or self.world.marloes).at_work() as actor:
            return unmerge_clients(
                actor=actor, dossier_id=self.into, merge_id=merge_id, reason="toch een ander"
            )

    def number(self, dossier_id: UUID) -> str:
        """The number of one of them."""
        with self.world.marloes.at_work():
            return Dossier.objects.get(pk=dossier_id).number


class Acts:
    """Whatever may be done in a dossier, by name: each takes the actor and the dossier."""

    def __init__(self, world: World) -> None:
        self.world = world

    def do(self, name: str, actor: Any, dossier_id: UUID) -> None:
        """One act of this name."""
        getattr(self, name)(actor, {"actor": actor, "dossier_id": dossier_id})

    def contact(self, _actor: Any, on: dict[str, Any]) -> None:
        """A contact moment."""
        record_contact(**on, new=NewContact(clock.now(), "phone", "progress", "Besproken."))

    def agreement(self, actor: Any, on: dict[str, Any]) -> None:
        """An agreement with the client."""
        new = NewAgreement("Cv sturen", "vacature past", "client", clock.today())
        make_agreement(**on, organisation_id=actor.employer_id, new=new)

    def choice(self, _actor: Any, on: dict[str, Any]) -> None:
        """A choice with what is expected of it."""
        options = (Option("zorg"), Option("bouw"))
        hoped = Expected("werk", clock.today() + timedelta(days=30), 5)
        choice = Decision("direction", "Welke richting?", options, "zorg", "client_wish", expected=hoped)
        decide(**on, decision=choice)

    def fact(self, _actor: Any, on: dict[str, Any]) -> None:
        """Something known of the client."""
        state_fact(**on, new=NewFact("transport", "yes"))

    def occupation(self, _actor: Any, on: dict[str, Any]) -> None:
        """The last occupation."""
        note_last_occupation(**on, title="lasser")

    def address(self, _actor: Any, on: dict[str, Any]) -> None:
        """Where the client lives since some days."""
        new = NewAddress("Kade", 4, "1234AB", "Westerveen")
        enter_address(**on, new=new, valid_from=clock.today() - timedelta(days=3))

    def secret(self, _actor: Any, on: dict[str, Any]) -> None:
        """A secret address."""
        hide_address(**on, source="politie", membership_ids=[], review_on=None)

    def interpreter(self, _actor: Any, on: dict[str, Any]) -> None:
        """An interpreter."""
        arrange_interpreter(**on, language="Tigrinya", source="gesprek")

    def right(self, actor: Any, on: dict[str, Any]) -> None:
        """A right to assistance, which may be told in the other dossier as well."""
        new = right_to("participatiewet", clock.today() - timedelta(days=20))
        start_entitlement(**on, organisation_id=actor.employer_id, new=new)

    def member(self, _actor: Any, on: dict[str, Any]) -> None:
        """A child."""
        add_household_member(**on, new=NewMember("child", clock.today(), "gesprek", "Noor", 2015))

    def document(self, _actor: Any, on: dict[str, Any]) -> None:
        """A document with its bytes."""
        new = NewDocument("signed_plan", "Plan", clock.today())
        add_document(**on, new=new, file=NewFile("plan.txt", "text/plain", b"Plan."))

    def message(self, _actor: Any, on: dict[str, Any]) -> None:
        """A consultation."""
        send_message(**on, body="Weet u iets van vervoer?", to=[self.world.marloes.reader_id])

    def draft(self, _actor: Any, on: dict[str, Any]) -> None:
        """Something half written."""
        keep_draft(**on, kind="contact", values={"summary": "Zij vertelde"})

    def question(self, _actor: Any, on: dict[str, Any]) -> None:
        """A question that was taken in."""
        row = dossier_visible(on["dossier_id"])
        asker = Asker(number=row.number, born=row.client.birth_date)
        take_in_question(actor=on["actor"], asker=asker, new=NewQuestion("phone", "Hoe laat?"))

    def domain(self, _actor: Any, on: dict[str, Any]) -> None:
        """A life domain with a note, on consent."""
        consent = NewConsent("spoken", "Dat nee zeggen mag.", clock.today() + timedelta(days=30))
        record_consent(**on, new=consent)
        domain_id = open_life_domain(**on, new=NewLifeDomain("money", "Ik kom niet rond.", "client", BECAUSE))
        note = NewLifeDomainNote("known", "Huur loopt achter.", "gesprek", clock.today())
        note_life_domain(**on, life_domain_id=LifeDomain.objects.get(pk=domain_id).pk, new=note)

    def handover(self, actor: Any, on: dict[str, Any]) -> None:
        """A handover that waits for an answer."""
        team = self.world.uwv_team if actor.employer_id == self.world.city else self.world.city_team
        parts = filled_parts(actor.employer_id, team)
        send_handover(**on, new=NewHandover(team, "file", "Zie plan.", "WW eindigt", parts))

    def helper(self, _actor: Any, on: dict[str, Any]) -> None:
        """A helper of the provider."""
        how = {"kind": "helping", "because": BECAUSE, "membership_id": self.world.joris.membership_id}
        add_participant(**on, **how)

    def colleague(self, _actor: Any, on: dict[str, Any]) -> None:
        """The other coach of UWV, with a task."""
        how = {"kind": "involved", "because": BECAUSE, "membership_id": self.world.mia.membership_id}
        add_participant(**on, **how)

    def lead(self, _actor: Any, on: dict[str, Any]) -> None:
        """The chain's regie to the actor."""
        take_regie(**on, scope="chain", because=BECAUSE)

    def passed(self, _actor: Any, on: dict[str, Any]) -> None:
        """The organisation's regie to the other coach of UWV."""
        how = {"scope": "organisation", "membership_id": self.world.mia.membership_id, "because": BECAUSE}
        pass_regie(**on, **how)

    def shield(self, _actor: Any, on: dict[str, Any]) -> None:
        """Closed to all but those who take part now."""
        readers = tuple(getattr(self.world, name).membership_id for name in ("marloes", "bas", "mia"))
        new = NewShield(BECAUSE, clock.today() + timedelta(days=30), membership_ids=readers)
        shield_dossier(**on, new=new)

    def login(self, _actor: Any, on: dict[str, Any]) -> None:
        """A login of the client's own."""
        give_client_login(**on, username=f"client-{on['dossier_id']}"[:40], password=PASSWORD)
