"""Looking back on a choice: the list of those whose day passed, the act, and where it is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.accounts.models import Account
from schakel.ground.journal.decisions import Decision, Expected, Option
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError, NotFoundError
from schakel.jobseekers.plans.actions import decide, evaluate_decision
from schakel.jobseekers.plans.choices import to_look_back_on
from schakel.jobseekers.plans.models import Expectation
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def _choose(person: Person, dossier_id: UUID, *, days_ago: int = 10, chosen: str = "cursus heftruck") -> UUID:
    """A choice of some time ago, of which something was expected a week later."""
    then = clock.today() - timedelta(days=days_ago)
    expected = Expected("een baan in het magazijn", then + timedelta(days=7), 6)
    options = (Option(chosen), Option("niets veranderen"))
    choice = Decision("service", "Wat helpt?", options, chosen, "client_wish", expected=expected)
    with clock.travel(then), person.at_work() as actor:
        return decide(actor=actor, dossier_id=dossier_id, decision=choice)


def _look_back(person: Person, dossier_id: UUID, entry_id: UUID, outcome: str = "partly") -> UUID:
    with person.at_work() as actor:
        return evaluate_decision(
            actor=actor, dossier_id=dossier_id, entry_id=entry_id, outcome=outcome, learned="Eerder beginnen."
        )


def _browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def _waiting(person: Person, **options: Any) -> list[UUID]:
    with person.at_work() as actor:
        return [row.entry_id for row in to_look_back_on(actor, **{"limit": 10} | options)]


def _open(world: World) -> UUID:
    """A dossier that is older than the choices in it."""
    with clock.travel(clock.today() - timedelta(days=60)):
        return world.open(world.marloes, world.uwv)


@pytest.fixture
def old() -> World:
    with clock.travel(clock.today() - timedelta(days=90)):
        return World()


def test_a_choice_whose_day_passed_waits_and_one_that_still_comes_does_not(old: World) -> None:
    dossier_id = _open(old)
    passed = _choose(old.marloes, dossier_id, days_ago=10)
    _choose(old.marloes, dossier_id, days_ago=2)
    assert _waiting(old.marloes) == [passed]


def test_who_looked_back_is_not_asked_again(old: World) -> None:
    dossier_id = _open(old)
    entry_id = _choose(old.marloes, dossier_id)
    _look_back(old.marloes, dossier_id, entry_id)
    assert _waiting(old.marloes) == []


def test_the_list_goes_on_by_day_and_entry(old: World) -> None:
    dossier_id = _open(old)
    entries = [_choose(old.marloes, dossier_id, days_ago=days) for days in (30, 20, 10)]
    assert _waiting(old.marloes, limit=2) == entries[:2]
    with old.marloes.at_work():
        second = Expectation.objects.get(pk=entries[1])
    assert _waiting(old.marloes, limit=2, after=(second.by, second.entry_id)) == entries[2:]


def test_a_stranger_sees_no_choice_in_the_list(old: World) -> None:
    _choose(old.marloes, _open(old))
    assert _waiting(old.bert) == []
    assert _waiting(old.mia) == []


def test_the_latest_look_back_counts(old: World) -> None:
    dossier_id = _open(old)
    entry_id = _choose(old.marloes, dossier_id)
    _look_back(old.marloes, dossier_id, entry_id, "not")
    _look_back(old.marloes, dossier_id, entry_id, "came_true")
    page = _browser(old.marloes).get(reverse("plans:list", args=[dossier_id])).content.decode()
    assert "uitgekomen; geleerd: Eerder beginnen." in page
    assert "niet uitgekomen" not in page


def test_no_outcome_is_refused(old: World) -> None:
    dossier_id = _open(old)
    entry_id = _choose(old.marloes, dossier_id)
    with pytest.raises(InvalidError):
        _look_back(old.marloes, dossier_id, entry_id, "misschien")


def test_what_is_no_choice_cannot_be_looked_back_on(old: World) -> None:
    dossier_id = _open(old)
    with pytest.raises(NotFoundError):
        _look_back(old.marloes, dossier_id, uuid4())


def test_the_form_keeps_what_was_typed_and_leads_back_to_the_plan(old: World) -> None:
    dossier_id = _open(old)
    entry_id = _choose(old.marloes, dossier_id)
    url = reverse("plans:evaluate", args=[dossier_id, entry_id])
    refused = _browser(old.marloes).post(url, {"learned": "Beter vragen."})
    assert refused.status_code == 422
    assert "Beter vragen." in refused.content.decode()
    assert _browser(old.marloes).post(url, {"outcome": "not", "learned": ""}).status_code == 302
    with old.marloes.at_work():
        assert Expectation.objects.get(pk=entry_id).looked_back_on == clock.today()


def test_the_day_names_what_to_look_back_on(old: World) -> None:
    _choose(old.marloes, _open(old))
    assert "Keuzes om op terug te kijken" in _browser(old.marloes).get(reverse("plans:day")).content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(old: World, django_assert_max_num_queries: Any) -> None:
    for _ in range(6):
        _choose(old.marloes, _open(old))
    browser = _browser(old.marloes)
    browser.get(reverse("plans:look_back"))
    with django_assert_max_num_queries(12):
        page = browser.get(reverse("plans:look_back")).content.decode()
    assert page.count("cursus heftruck") == 6


def test_the_client_reads_what_became_of_it(old: World) -> None:
    dossier_id = _open(old)
    entry_id = _choose(old.marloes, dossier_id)
    client = old.client_of(dossier_id, old.marloes)
    _look_back(old.marloes, dossier_id, entry_id, "not")
    page = _browser(client).get(reverse("client:plan")).content.decode()
    assert "Het ging anders dan wij dachten. Eerder beginnen." in page
