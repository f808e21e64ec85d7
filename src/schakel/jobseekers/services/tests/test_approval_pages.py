"""The pages of agreement: asking, the list and the answer, the day, the client, and statements."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.access_report import report
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.services.models import ServiceApproval, ServiceLevel, ServiceUse
from schakel.jobseekers.services.tests.scene import choose, on_ww, written
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

SERVICE = "werkervaringsplaats"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def leader(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Tess Leiding", Role.TEAM_LEADER, None)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def page(name: str, *args: Any) -> str:
    return reverse(f"services:{name}", args=args)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def asked(world: World, leader: Person) -> tuple[UUID, UUID]:
    dossier_id = on_ww(world)
    approvers = {"team_leader": leader.membership_id}
    use_id = choose(world.marloes, dossier_id, SERVICE, approvers=approvers, **written())
    with world.marloes.at_work():
        return dossier_id, ServiceApproval.objects.get(use_id=use_id).pk


def test_the_form_says_who_must_agree_and_keeps_what_was_filled_in(world: World, leader: Person) -> None:
    dossier_id = on_ww(world)
    client = browser(world.marloes)
    address = f"{page('choose', dossier_id)}?option={SERVICE}"
    assert "Akkoord nodig van: teamleider." in text(client.get(address))
    sent = {"chosen": SERVICE, "reason": "other", "reason_text": "eigen woorden", "chance": "5"}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Kies wie akkoord geeft" in text(refused)
    assert "eigen woorden" in text(refused)
    done = client.post(address, sent | {"approver_team_leader": str(leader.membership_id)})
    assert done.status_code == 302
    assert "wacht op akkoord" in text(client.get(done["Location"]))


@pytest.mark.parametrize("who", ["nobody", "0e6ff6f9-0000-4000-8000-000000000000"])
def test_a_rotten_approver_is_refused(world: World, leader: Person, who: str) -> None:
    address = f"{page('choose', on_ww(world))}?option={SERVICE}"
    sent = {"chosen": SERVICE, "reason": "other", "reason_text": "toch", "chance": "5"}
    assert browser(world.marloes).post(address, sent | {"approver_team_leader": who}).status_code == 422


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_the_leader_judges_without_a_name_and_leaves_a_look(world: World, leader: Person, owner: Any) -> None:
    dossier_id, approval_id = asked(world, leader)
    client = browser(leader)
    shown = text(client.get(page("approvals")))
    assert "Werkervaringsplaats" in shown
    one = text(client.get(page("approval", approval_id)))
    assert "dit is nu het enige dat helpt" in one
    assert "Bron: Diensten 2026" in one
    assert str(dossier_id) not in one
    assert not re.search(r"Proef\d", one)
    looks = owner.execute(
        "select page from journal_readevent where %s = any (dossier_ids) and reader_id = %s order by at",
        [dossier_id, leader.reader_id],
    ).fetchall()
    assert [row[0] for row in looks] == ["services:approvals", "services:approval"]


def test_the_answer_is_given_on_the_page_and_then_it_is_gone(world: World, leader: Person) -> None:
    _dossier_id, approval_id = asked(world, leader)
    client = browser(leader)
    assert client.post(page("approval", approval_id), {"is_agreed": "yes"}).status_code == 422
    sent = {"is_agreed": "yes", "words": "de plek is extra", "version": "1"}
    assert client.post(page("approval", approval_id), sent).status_code == 302
    assert client.get(page("approval", approval_id)).status_code == 404
    assert "Niemand wacht op uw akkoord" in text(client.get(page("approvals")))


@pytest.mark.parametrize("sent", [{"is_agreed": "misschien", "words": "x"}, {"words": "y" * 500}, {}])
def test_a_rotten_answer_is_shown_again(world: World, leader: Person, sent: dict[str, str]) -> None:
    _dossier_id, approval_id = asked(world, leader)
    answer = browser(leader).post(page("approval", approval_id), sent)
    assert answer.status_code == 422


def test_who_was_not_asked_finds_no_question(world: World, leader: Person) -> None:
    _dossier_id, approval_id = asked(world, leader)
    for person in (world.marloes, world.mia, world.bas):
        assert browser(person).get(page("approval", approval_id)).status_code == 404
    assert browser(world.city_admin).get(page("approvals")).status_code == 404


def test_a_rotten_place_in_the_list_is_the_top(world: World, leader: Person) -> None:
    asked(world, leader)
    assert "Werkervaringsplaats" in text(browser(leader).get(page("approvals"), {"after": "ooit~niets"}))


def test_the_list_is_one_statement_however_long(
    world: World, leader: Person, django_assert_max_num_queries: Any
) -> None:
    for _n in range(3):
        asked(world, leader)
    client = browser(leader)
    client.get(page("approvals"))
    with django_assert_max_num_queries(14) as counted:
        client.get(page("approvals"))
    said = [query["sql"] for query in counted.captured_queries]
    assert sum("answer_by" in sql and "LIMIT 21" in sql and "words" in sql for sql in said) == 1


def test_a_colleague_finds_it_on_the_day_page(world: World) -> None:
    dossier_id = on_ww(world)
    approvers = {"colleague": world.mia.membership_id}
    choose(world.marloes, dossier_id, "taaltraject", approvers=approvers, **written())
    day = text(browser(world.mia).get(reverse("plans:day")))
    assert "Akkoord gevraagd" in day
    assert reverse("dossiers:dossier", args=[dossier_id]) not in day


def test_the_client_reads_who_was_asked_and_what_they_said(world: World, leader: Person) -> None:
    dossier_id, approval_id = asked(world, leader)
    client = browser(world.client_of(dossier_id, world.marloes))
    assert "Wij vroegen dit aan de leidinggevende van uw contactpersoon" in text(client.get(page("own")))
    sent = {"is_agreed": "no", "words": "eerst een ander gesprek", "version": "1"}
    browser(leader).post(page("approval", approval_id), sent)
    said = text(client.get(page("own")))
    assert "Tess Leiding vond het niet goed" in said
    assert "eerst een ander gesprek" in said


def test_who_asked_takes_it_back_on_a_page(world: World, leader: Person) -> None:
    dossier_id, approval_id = asked(world, leader)
    with world.marloes.at_work():
        use_id = ServiceUse.objects.get(dossier_id=dossier_id).pk
    client = browser(world.marloes)
    address = page("withdraw_approval", dossier_id, use_id, approval_id)
    assert client.post(address, {"because": ""}).status_code == 422
    assert client.post(address, {"because": "de plek ging niet door"}).status_code == 302
    assert "ingetrokken" in text(client.get(page("use", dossier_id, use_id)))


def test_the_administrator_sets_levels_from_the_page_of_the_service(world: World) -> None:
    client = browser(world.city_admin)
    assert "Akkoord van: teamleider." in text(client.get(page("service", SERVICE)))
    address = page("levels", SERVICE)
    held = {f"level_{key}": "chooser" for key in ("trede", "extension", "label")}
    assert client.post(address, held | {"level_extra": "burgemeester"}).status_code == 422
    assert client.post(address, held | {"level_extra": "contract_expert"}).status_code == 302
    assert "Akkoord van: contractdeskundige." in text(client.get(page("service", SERVICE)))
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert ServiceLevel.objects.filter(organisation_id=world.city).count() == 2


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_the_access_report_finds_no_leak_in_what_was_asked(
    world: World, leader: Person, owner: Any, app: Any
) -> None:
    asked(world, leader)
    assert report(owner, app, clock.today()).leaks == []
