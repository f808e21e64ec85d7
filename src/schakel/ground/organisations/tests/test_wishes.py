"""Improvement wishes: told from any page, without a client in it, shared, answered and exported."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import NewWish, answer_wish, report_wish, support_wish
from schakel.ground.organisations.models import Wish
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LIST = "/wishes/"


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def report(world: World, words: str = "Ik houd een eigen lijst bij.", **more: Any) -> UUID:
    new = NewWish("dossiers:list", words, **{"minutes_per_week": 30, "wish": "Een filter."} | more)
    with world.bas.at_work() as actor:
        return report_wish(actor=actor, organisation_id=world.city, new=new)


def test_a_wish_is_told_from_the_page_one_is_on(world: World) -> None:
    page = browser(world.bas)
    link = page.get("/dossiers/").content.decode()
    assert "/wishes/new/?from=dossiers%3Alist" in link
    form = page.get("/wishes/new/?from=dossiers:list").content.decode()
    assert "Cliënten zoeken" in form
    values = {"page": "dossiers:list", "workaround": "Een eigen lijst.", "minutes_per_week": "30"}
    text = page.post("/wishes/new/", values, follow=True).content.decode()
    assert "Een eigen lijst." in text
    assert "30 minuten per week" in text
    assert "Cliënten zoeken" in text


def test_colleagues_of_every_organisation_read_it_and_no_client_does(world: World) -> None:
    report(world)
    assert "eigen lijst" in browser(world.joris).get(LIST).content.decode()
    dossier_id = world.open(world.bas, world.city)
    client = world.client_of(dossier_id, world.bas)
    assert browser(client).get(LIST).status_code == 404


@pytest.mark.parametrize("number", ["999990019", "9999.90.019", "999 990 019", "06-12 34 56 78"])
def test_a_number_that_may_be_a_clients_is_refused(world: World, number: str) -> None:
    for field in ("words", "wish"):
        with pytest.raises(InvalidError, match="kan zo niet weg"):
            report(world, **{field: f"Zoeken op {number} lukt niet"})


def test_a_year_and_a_term_are_no_such_number(world: World) -> None:
    report(world, "Vanaf 2026 elke 14 dagen 3 keer 20 minuten.")
    assert Wish.objects.count() == 1


def test_me_too_counts_once_for_each(world: World) -> None:
    wish_id = report(world)
    for person in (world.marloes, world.mia):
        assert browser(person).post(f"/wishes/{wish_id}/support/").status_code == 302
    text = browser(world.marloes).post(f"/wishes/{wish_id}/support/", follow=True).content.decode()
    assert "U telt hier al mee." in text
    assert "3 mensen" in text


def test_ones_own_wish_is_counted_already(world: World) -> None:
    wish_id = report(world)
    with world.bas.at_work() as actor, pytest.raises(ConflictError):
        support_wish(actor=actor, organisation_id=world.city, wish_id=wish_id)


def test_the_administrator_of_the_organisation_answers(world: World) -> None:
    wish_id = report(world)
    page = browser(world.city_admin)
    assert "Beantwoord<" in page.get(LIST).content.decode()
    values = {"status": "planned", "answer": "Komt in het voorjaar.", "version": "1"}
    page.post(f"/wishes/{wish_id}/answer/", values)
    text = browser(world.joris).get(LIST).content.decode()
    assert "gepland" in text
    assert "Komt in het voorjaar." in text


def test_a_refusal_says_why(world: World) -> None:
    wish_id = report(world)
    values = {"status": "not", "answer": " ", "version": "1"}
    response = browser(world.city_admin).post(f"/wishes/{wish_id}/answer/", values)
    assert response.status_code == 422
    assert "Schrijf op waarom het niet gebeurt." in response.content.decode()


def test_an_answer_to_an_older_version_is_not_kept(world: World) -> None:
    wish_id = report(world)
    page = browser(world.city_admin)
    page.post(f"/wishes/{wish_id}/answer/", {"status": "seen", "answer": "Gezien.", "version": "1"})
    late = page.post(f"/wishes/{wish_id}/answer/", {"status": "done", "answer": "Oud.", "version": "1"})
    assert late.status_code == 422
    assert Wish.objects.get(pk=wish_id).answer == "Gezien."


def test_another_organisation_does_not_answer(world: World) -> None:
    with world.marloes.at_work() as actor:
        new = NewWish("", "Bij ons ook.", 5)
        wish_id = report_wish(actor=actor, organisation_id=world.uwv, new=new)
    assert browser(world.city_admin).get(f"/wishes/{wish_id}/answer/").status_code == 404
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(NotFoundError):
        answer_wish(actor=actor, organisation_id=world.city, wish_id=wish_id, status="done", answer="Klaar.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"workaround": " "},
        {"minutes_per_week": "veel"},
        {"minutes_per_week": "-1"},
        {"workaround": "x" * 1001},
    ],
)
def test_a_rotten_form_is_refused_and_keeps_what_was_typed(world: World, wrong: dict[str, str]) -> None:
    values = {"workaround": "Een lijst.", "minutes_per_week": "30", "wish": "Een filter."} | wrong
    response = browser(world.bas).post("/wishes/new/", values)
    assert response.status_code == 422
    assert "Een filter." in response.content.decode()
    assert not Wish.objects.exists()


def test_a_page_name_that_is_none_is_not_kept(world: World) -> None:
    with world.bas.at_work() as actor:
        new = NewWish("<script>", "Een lijst.", 5)
        wish_id = report_wish(actor=actor, organisation_id=world.city, new=new)
    assert Wish.objects.get(pk=wish_id).page == ""


def test_the_export_is_a_sheet_in_which_nothing_runs(world: World) -> None:
    report(world, "=1+1 in Excel")
    response = browser(world.bas).get("/wishes/export/")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][2:7] == ["Cliënten zoeken", "'=1+1 in Excel", "Een filter.", "30", "1"]
    assert "Bas" not in response.content.decode()


def test_the_most_shared_come_first_when_asked(world: World) -> None:
    shared = report(world, "Vaak genoemd")
    report(world, "Nieuwer")
    browser(world.mia).post(f"/wishes/{shared}/support/")
    newest = browser(world.mia).get(LIST).content.decode()
    most = browser(world.mia).get(LIST + "?order=most").content.decode()
    assert newest.index("Nieuwer") < newest.index("Vaak genoemd")
    assert most.index("Vaak genoemd") < most.index("Nieuwer")


def test_the_list_asks_the_same_however_long_and_goes_on(world: World) -> None:
    from django.db import connection

    counts = []
    for total in (1, 30):
        while Wish.objects.count() < total:
            report(world)
        page = browser(world.bas)
        page.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            first = page.get(LIST)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert len(page.get(first.context["pager"]["next_url"]).context["rows"]) == 5
