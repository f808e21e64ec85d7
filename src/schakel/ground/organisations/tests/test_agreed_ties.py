"""Proposing and answering a tie: both ends say it, one at a time, and rotten input changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import NewTie, answer_tie, propose_tie, withdraw_tie
from schakel.ground.organisations.models import AgreedTie
from schakel.ground.organisations.queries.agreed_ties import shared_at_most, tie_today
from schakel.ground.organisations.tests.browsing import browser
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LITTLE = Section.IDENTITY | Section.PLAN


class Ends:
    """The municipality and the provider, each with an administrator."""

    def __init__(self) -> None:
        self.world = World()
        system = system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            self.pia = hire(system, self.world.provider, "Pia Beheer", Role.ADMINISTRATOR, None)
        self.ada = self.world.city_admin

    def act(self, person: Person, act: Any, **values: Any) -> UUID:
        with person.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
            made: UUID = act(actor=actor, organisation_id=actor.employer_id, **values)
            return made

    def propose(self, **changes: Any) -> UUID:
        return self.act(self.ada, propose_tie, partner_id=self.world.provider, new=new_tie(**changes))

    def answer(self, tie_id: UUID, by: Person | None = None, **values: Any) -> UUID:
        values = {"is_accepted": True} | values
        return self.act(by or self.pia, answer_tie, tie_id=tie_id, **values)


def new_tie(**changes: Any) -> NewTie:
    values: dict[str, Any] = {
        "mechanism": "market",
        "sections": LITTLE,
        "valid_from": clock.today(),
        "valid_to": None,
        "words": "raamovereenkomst taal",
    }
    return NewTie(**values | changes)


@pytest.fixture
def ends() -> Ends:
    return Ends()


def test_a_tie_holds_when_the_other_end_agreed(ends: Ends) -> None:
    tie_id = ends.propose()
    assert tie_today(ends.world.city, ends.world.provider) is None
    ends.answer(tie_id)
    held = tie_today(ends.world.provider, ends.world.city)
    assert held is not None
    assert (held.mechanism, held.answered_on) == ("market", clock.today())
    assert shared_at_most(ends.world.city, ends.world.provider) == LITTLE


def test_who_a_client_is_goes_along_always(ends: Ends) -> None:
    ends.answer(ends.propose(sections=Section.PLAN))
    assert Section.IDENTITY in shared_at_most(ends.world.city, ends.world.provider)


def test_nobody_agrees_to_their_own_proposal(ends: Ends) -> None:
    tie_id = ends.propose()
    with pytest.raises(NotFoundError):
        ends.answer(tie_id, by=ends.ada)
    with pytest.raises(NotFoundError):
        ends.act(ends.pia, withdraw_tie, tie_id=tie_id, reason="toch niet")


def test_only_administrators_speak_for_their_organisation(ends: Ends) -> None:
    with ends.world.bas.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(ForbiddenError):
        propose_tie(
            actor=actor, organisation_id=ends.world.city, partner_id=ends.world.provider, new=new_tie()
        )


def test_one_proposal_waits_at_a_time_whoever_makes_it(ends: Ends) -> None:
    ends.propose()
    with pytest.raises(ConflictError, match="al een voorstel"):
        ends.act(ends.pia, propose_tie, partner_id=ends.world.city, new=new_tie())


def test_a_late_answer_holds_from_that_day(ends: Ends) -> None:
    tie_id = ends.propose()
    later = clock.today() + timedelta(days=3)
    with clock.travel(later):
        ends.answer(tie_id)
    assert AgreedTie.objects.get(pk=tie_id).valid_from == later


def test_a_proposal_whose_days_are_past_cannot_be_agreed_to(ends: Ends) -> None:
    tie_id = ends.propose(valid_to=clock.today() + timedelta(days=2))
    with clock.travel(clock.today() + timedelta(days=2)), pytest.raises(ConflictError, match="verlopen"):
        ends.answer(tie_id)


def test_a_new_tie_ends_the_one_before_and_leaves_its_history(ends: Ends) -> None:
    first = ends.answer(ends.propose())
    with clock.travel(clock.today() + timedelta(days=3)):
        ends.answer(ends.propose(mechanism="network", valid_from=clock.today()))
        assert AgreedTie.objects.get(pk=first).valid_to == clock.today()
        held = tie_today(ends.world.city, ends.world.provider)
        assert held is not None
        assert held.mechanism == "network"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mechanism": "friendship"}, "mechanism"),
        ({"words": "  "}, "words"),
        ({"words": "x" * 401}, "words"),
        ({"valid_from": clock.today() - timedelta(days=1)}, "valid_from"),
        ({"valid_to": clock.today()}, "valid_to"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(ends: Ends, changes: Any, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        ends.propose(**changes)
    assert field in refused.value.fields
    assert not AgreedTie.objects.exists()


def test_no_tie_to_oneself(ends: Ends) -> None:
    with pytest.raises(InvalidError):
        ends.act(ends.ada, propose_tie, partner_id=ends.world.city, new=new_tie())


def page_of(person: Person, other: UUID) -> tuple[Client, str]:
    return browser(person), f"/partners/{other}/tie/"


def sent(**changes: Any) -> dict[str, Any]:
    values = {"mechanism": "market", "sections": ["16"], "words": "raamovereenkomst"}
    return values | {"valid_from": clock.today().isoformat(), "valid_to": ""} | changes


def test_a_tie_is_proposed_and_agreed_to_on_the_page(ends: Ends) -> None:
    page, url = page_of(ends.ada, ends.world.provider)
    assert page.post(url, sent()).status_code == 302
    other, there = page_of(ends.pia, ends.world.city)
    assert "wacht op uw antwoord" in other.get("/partners/").content.decode()
    tie = AgreedTie.objects.get()
    answer = other.post(f"{there}{tie.pk}/answer/", {"answer": "yes", "version": tie.version})
    assert answer.status_code == 302
    shown = other.get(there).content.decode()
    assert "raamovereenkomst" in shown
    assert "Blijft dicht" in shown
    assert "wacht op uw antwoord" not in other.get("/partners/").content.decode()


def test_a_partner_shows_what_was_agreed(ends: Ends) -> None:
    ends.answer(ends.propose())
    chain = browser(ends.world.bas).get(f"/partners/{ends.world.provider}/").context["chain"]
    assert [str(one) for one in chain["freely"]] == ["Persoon", "Plan en diensten"]
    assert chain["agreed"].words == "raamovereenkomst taal"
    assert (
        browser(ends.world.marloes).get(f"/partners/{ends.world.provider}/").context["chain"]["agreed"]
        is None
    )


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(ends: Ends) -> None:
    tie_id = ends.propose()
    page, url = page_of(ends.pia, ends.world.city)
    assert page.post(f"{url}{tie_id}/answer/", {"answer": "no", "reason": " "}).status_code == 422
    assert page.post(f"{url}{tie_id}/answer/", {"answer": "no", "reason": "te smal"}).status_code == 302
    assert AgreedTie.objects.get().status == "refused"
    assert "te smal" in page.get(url).content.decode()


def test_a_proposal_is_taken_back_on_the_page(ends: Ends) -> None:
    tie_id = ends.propose()
    page, url = page_of(ends.ada, ends.world.provider)
    assert page.post(f"{url}{tie_id}/withdraw/", {"reason": "eerst overleg"}).status_code == 302
    assert AgreedTie.objects.get().status == "withdrawn"


@pytest.mark.parametrize(
    "changes",
    [
        {"sections": ["3"]},
        {"sections": ["-1", "alles"]},
        {"mechanism": ""},
        {"valid_from": "gisteren"},
        {"words": ""},
        {"valid_to": "1900-01-01"},
    ],
)
def test_rotten_input_stays_on_the_page_and_changes_nothing(ends: Ends, changes: Any) -> None:
    page, url = page_of(ends.ada, ends.world.provider)
    answer = page.post(url, sent(**changes))
    assert answer.status_code == 422
    assert not AgreedTie.objects.exists()


def test_the_page_of_ones_own_organisation_is_not_there(ends: Ends) -> None:
    page, url = page_of(ends.ada, ends.world.city)
    assert page.get(url).status_code == 404


def test_a_tie_of_others_is_not_answered(ends: Ends) -> None:
    tie_id = ends.propose()
    system = system_actor()
    with as_actor(system, Purpose.ADMINISTRATION.value):
        uwv_admin = hire(system, ends.world.uwv, "Uri Beheer", Role.ADMINISTRATOR, None)
    page, url = page_of(uwv_admin, ends.world.city)
    assert page.post(f"{url}{tie_id}/answer/", {"answer": "yes"}).status_code == 404


def test_the_page_asks_little(ends: Ends, django_assert_max_num_queries: Any) -> None:
    ends.answer(ends.propose())
    page, url = page_of(ends.ada, ends.world.provider)
    page.get(url)
    with django_assert_max_num_queries(12):
        page.get(url)
