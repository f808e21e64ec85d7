"""Erasing: who may, what goes, what stays, and that the chain of the journal goes on holding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    add_participant,
    dispute_fact,
    erase_entry,
    pass_regie,
    state_fact,
)
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.journal.decisions import Decision, Expected, Option
from schakel.ground.journal.erasing import ErasureReason
from schakel.ground.journal.models import Content, Entry, ErasedContent
from schakel.ground.journal.timeline import timeline
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.jobseekers.contacts.actions import NewContact, correct_contact, record_contact
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.actions import NewAgreement, check_agreement, decide, make_agreement
from schakel.jobseekers.plans.models import Agreement, Expectation
from schakel.portal.client.actions import give_view
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SECRET = "Heeft schulden bij de buurman."
WHY = {"reason": ErasureReason.WRONG_PERSON.value, "decision": "Teamleider, 3 november, W-12"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def _contact(person: Person, dossier_id: UUID) -> UUID:
    with person.at_work() as actor:
        new = NewContact(clock.now(), "phone", "progress", SECRET)
        return record_contact(actor=actor, dossier_id=dossier_id, new=new)


def _entry(verb: str, dossier_id: UUID) -> UUID:
    found = Entry.objects.filter(verb=verb, dossier_id=dossier_id).order_by("-recorded_at", "-id")
    return found.values_list("id", flat=True)[0]


def _erase(person: Person, dossier_id: UUID, verb: str, **changes: str) -> UUID:
    with person.at_work() as actor:
        entry_id = _entry(verb, dossier_id)
        return erase_entry(actor=actor, dossier_id=dossier_id, entry_id=entry_id, **WHY | changes)


def _said(person: Person, dossier_id: UUID) -> str:
    """Everything that is left of this dossier's content, as its reader may see it."""
    with person.at_work():
        return " ".join(
            bytes(body).decode()
            for body in Content.objects.filter(dossier_id=dossier_id).values_list("body", flat=True)
        )


def test_a_contact_goes_with_its_corrections_and_its_row(world: World, dossier_id: UUID) -> None:
    contact_id = _contact(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        correct_contact(
            actor=actor,
            dossier_id=dossier_id,
            contact_id=contact_id,
            new=NewContact(clock.now(), "phone", "progress", "Iets anders."),
            because="verkeerd begrepen",
            expected_version=1,
        )
    _erase(world.marloes, dossier_id, "contact.correct")
    assert SECRET not in _said(world.marloes, dossier_id)
    with world.marloes.at_work():
        assert not ContactMoment.objects.filter(pk=contact_id).exists()
        assert ErasedContent.objects.count() == 2


def test_an_agreement_goes_with_its_outcome(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id}
        new = NewAgreement(SECRET, "nodig", "ours", clock.today())
        agreement_id = make_agreement(**on, organisation_id=world.uwv, new=new)
        check_agreement(**on, agreement_id=agreement_id, status="done", expected_version=1)
    _erase(world.marloes, dossier_id, "agreement.make")
    assert SECRET not in _said(world.marloes, dossier_id)
    with world.marloes.at_work():
        assert not Agreement.objects.filter(pk=agreement_id).exists()


def test_a_value_goes_with_the_later_entry_that_repeats_it(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id}
        state_fact(**on, new=NewFact("wish", SECRET))
        first = _entry("fact.state", dossier_id)
        state_fact(**on, new=NewFact("wish", "de bouw"))
        erase_entry(**on, entry_id=first, **WHY)
        assert list(Fact.objects.filter(dossier_id=dossier_id).values_list("value", flat=True)) == ["de bouw"]
    assert SECRET not in _said(world.marloes, dossier_id)


def test_a_fact_goes_with_what_the_client_thought_of_it(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        fact_id = state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("wish", SECRET))
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor:
        dispute_fact(actor=actor, dossier_id=dossier_id, fact_id=fact_id, words=f"Niet waar: {SECRET}")
    _erase(world.marloes, dossier_id, "fact.state")
    assert SECRET not in _said(world.marloes, dossier_id)


def _choice() -> Decision:
    options = (Option(SECRET), Option("niets doen"))
    expected = Expected("werk", clock.today(), 6)
    return Decision("direction", "Wat nu?", options, SECRET, "client_wish", expected=expected)


def test_a_choice_goes_with_the_clients_view_and_what_was_expected(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        entry_id = decide(actor=actor, dossier_id=dossier_id, decision=_choice())
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor:
        give_view(actor=actor, dossier_id=dossier_id, entry_id=entry_id, view="agrees", words="")
    _erase(world.marloes, dossier_id, "decision.record")
    assert SECRET not in _said(world.marloes, dossier_id)
    with world.marloes.at_work():
        assert not Expectation.objects.filter(entry_id=entry_id).exists()


def test_the_course_says_erased_by_whom_and_why(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    _erase(world.marloes, dossier_id, "contact.record")
    page = browser(world.marloes).get(address("dossier", dossier_id)).content.decode()
    assert "gewist door Marloes van Dijk, UWV Oosterwaard" in page
    assert "bij de verkeerde persoon vastgelegd" in page
    assert SECRET not in page


def test_the_client_sees_that_something_was_erased(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    _contact(world.marloes, dossier_id)
    _erase(world.marloes, dossier_id, "contact.record")
    page = browser(client).get("/me/looks/").content.decode()
    assert "Wat wij gewist hebben" in page
    assert (
        "Marloes van Dijk van UWV Oosterwaard wiste iets uit uw dossier: het ging over iemand anders" in page
    )


@pytest.mark.parametrize(
    "changes", [{"reason": ""}, {"reason": "zomaar"}, {"decision": " "}, {"decision": "x" * 121}]
)
def test_without_reason_or_decision_nothing_goes(
    world: World, dossier_id: UUID, changes: dict[str, str]
) -> None:
    _contact(world.marloes, dossier_id)
    with pytest.raises(InvalidError):
        _erase(world.marloes, dossier_id, "contact.record", **changes)
    assert SECRET in _said(world.marloes, dossier_id)


def test_what_no_room_can_erase_is_refused(world: World, dossier_id: UUID) -> None:
    with pytest.raises(ConflictError, match="kan niet worden gewist"):
        _erase(world.marloes, dossier_id, "dossier.open")


def test_erased_twice_is_refused(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    _erase(world.marloes, dossier_id, "contact.record")
    with pytest.raises(ConflictError, match="al gewist"):
        _erase(world.marloes, dossier_id, "contact.record")


def test_a_colleague_without_regie_may_not(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            membership_id=world.mia.membership_id,
            kind="helping",
            because="samen",
        )
    with pytest.raises(ForbiddenError, match="niet wissen"):
        _erase(world.mia, dossier_id, "contact.record")


def test_another_organisation_may_not(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            membership_id=world.bas.membership_id,
            kind="involved",
            because="samen",
        )
    with world.marloes.at_work():
        entry_id = _entry("contact.record", dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id, "entry_id": entry_id}
    with world.bas.at_work() as actor, pytest.raises(ForbiddenError, match="andere organisatie"):
        erase_entry(actor=actor, **on, **WHY)


def test_who_gave_the_regie_away_may_not(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        pass_regie(
            actor=actor,
            dossier_id=dossier_id,
            scope="organisation",
            membership_id=world.mia.membership_id,
            because="verdeeld",
        )
    with pytest.raises(ForbiddenError):
        _erase(world.marloes, dossier_id, "contact.record")


def test_a_stranger_finds_nothing(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    with world.marloes.at_work():
        entry_id = _entry("contact.record", dossier_id)
    with pytest.raises(NotFoundError), world.bert.at_work() as actor:
        erase_entry(actor=actor, dossier_id=dossier_id, entry_id=entry_id, **WHY)


def test_the_database_refuses_the_function_to_another_organisation(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    with world.marloes.at_work():
        entry_id = _entry("contact.record", dossier_id)
    sql = "select journal_erase(%s, %s)"
    with pytest.raises(DatabaseError, match="may not be erased"), transaction.atomic(), world.bert.at_work():
        connections["default"].cursor().execute(sql, [[entry_id], entry_id])


def test_the_page_says_what_goes_and_erases(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    with world.marloes.at_work():
        entry_id = _entry("contact.record", dossier_id)
    client = browser(world.marloes)
    assert (
        "Wis de inhoud op een besluit" in client.get(address("entry", dossier_id, entry_id)).content.decode()
    )
    url = address("erase", dossier_id, entry_id)
    page = client.get(url).content.decode()
    assert "dit contact, met elke verbetering ervan" in page
    assert SECRET in page
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, WHY).status_code == 302
    assert SECRET not in client.get(address("entry", dossier_id, entry_id)).content.decode()
    assert client.get(url).status_code == 409


def test_an_erased_entry_keeps_its_place_in_the_course(world: World, dossier_id: UUID) -> None:
    _contact(world.marloes, dossier_id)
    _erase(world.marloes, dossier_id, "contact.record")
    with world.marloes.at_work():
        newest, erased = timeline(dossier_id, limit=2)
    assert (newest.verb, erased.verb, erased.heading) == ("journal.erase", "contact.record", "Gewist")
    assert erased.content == {}
    assert erased.erased_by == world.marloes.reader_id


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_the_chain_holds_and_counts_what_was_erased(owner: Any) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _contact(world.marloes, dossier_id)
    _erase(world.marloes, dossier_id, "contact.record")
    verdict = verify(owner)
    assert verdict.ok, verdict
    assert verdict.erased == 1
    gone = owner.execute("select entry_id from journal_erasedcontent").fetchone()[0]
    owner.execute("update journal_erasedcontent set digest = sha256(digest)")
    assert verify(owner).first_broken.what == "hash"
    owner.execute("delete from journal_erasedcontent where entry_id = %s", [gone])
    assert verify(owner).first_broken.what == "missing content"


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_content_erased_behind_the_acts_is_found(owner: Any) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    _contact(world.marloes, dossier_id)
    owner.execute(
        "with gone as (delete from journal_content c using journal_entry e"
        " where e.id = c.entry_id and e.verb = 'contact.record' returning c.entry_id, c.salt, c.body)"
        " insert into journal_erasedcontent select entry_id, sha256(salt || body), entry_id from gone"
    )
    assert verify(owner).first_broken.what == "erased without an act"
