"""Entering a client by hand whom another organisation guides: asked, and nothing shown before a yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    Responsible,
    add_participant,
    answer_join_request,
    ask_to_join,
    join_known_clients,
    rest_dossier,
    shield_dossier,
    withdraw_join_requests,
)
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.models import Dossier, Fact, JoinRequest, Participation
from schakel.ground.dossiers.tests.pages import address, browser, looks_written, own_statements
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.actions import NewClient
from schakel.ground.people.models import Client
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BSN, OTHER_BSN = "999990019", "999990020"
NAME = "Geheimschrijver"
REASON = "Zij vraagt bijstand aan."


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """Guided by UWV."""
    return world.open(world.marloes, world.uwv, bsn=BSN, family_name=NAME)


def enter(person: Person, **values: Any) -> HttpResponse:
    typed = {"family_name": "Haddou", "responsible": "me", "bsn": BSN}
    return browser(person).post(address("new"), typed | values)


def ask(person: Person, **values: Any) -> HttpResponse:
    typed = {"bsn": BSN, "responsible": "me", "because": REASON}
    return browser(person).post(address("ask_to_join"), typed | values)


def questions(person: Person) -> list[JoinRequest]:
    with person.at_work():
        return list(JoinRequest.objects.order_by("id"))


def answer(world: World, *, is_accepted: bool) -> None:
    [question] = questions(world.marloes)
    with world.marloes.at_work() as actor:
        on = {"dossier_id": question.dossier_id, "request_id": question.pk, "because": "Bel mij eerst."}
        answer_join_request(actor=actor, **on, is_accepted=is_accepted)


def main_of(response: HttpResponse) -> str:
    return response.content.decode().split("<main")[1]


def test_a_client_guided_elsewhere_is_asked_for_and_shown_nothing_of(world: World, dossier_id: UUID) -> None:
    with looks_written() as rows:
        response = enter(world.bas, place="Oosterwaard")
    text = main_of(response)
    assert response.status_code == 200
    assert "Deze persoon is al bekend bij een andere organisatie." in text
    assert [dossier_id.hex in row for row in rows] == [True]
    for secret in (NAME, "UWV", "Marloes", str(dossier_id)):
        assert secret not in text


@pytest.mark.parametrize("sent", [{"join": "yes", "because": REASON}, {"ask": "yes"}, {"join": ""}])
def test_no_button_of_the_form_joins_it(world: World, dossier_id: UUID, sent: dict[str, str]) -> None:
    assert "Vraag of u mag meedoen" in main_of(enter(world.bas, **sent))
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk=dossier_id).exists()


def test_a_question_is_sent_and_its_page_tells_what_comes(world: World, dossier_id: UUID) -> None:
    response = ask(world.bas)
    [question] = questions(world.bas)
    assert response.headers["Location"] == address("own_join_request", question.pk)
    assert (question.dossier_id, question.source, question.because) == (dossier_id, "form", REASON)
    assert question.membership_id == world.bas.membership_id
    text = main_of(browser(world.bas).get(response.headers["Location"]))
    for words in (REASON, "wacht op antwoord", "Bas Kuiper", "Wie de regie van de keten heeft, beslist."):
        assert words in text
    for secret in (NAME, "UWV", "Marloes", str(dossier_id)):
        assert secret not in text
    with world.marloes.at_work():
        assert Entry.objects.filter(dossier_id=dossier_id, verb="join.ask").count() == 1


def test_a_team_may_become_responsible(world: World, dossier_id: UUID) -> None:
    assert ask(world.city_office, responsible=f"team:{world.city_team}").status_code == 302
    assert questions(world.bas)[0].team_id == world.city_team


def test_the_same_question_sent_twice_is_one(world: World, dossier_id: UUID) -> None:
    key = str(uuid4())
    first, second = ask(world.bas, submit_key=key), ask(world.bas, submit_key=key)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(questions(world.bas)) == 1


@pytest.mark.parametrize("again", [enter, ask])
def test_a_second_try_says_that_it_was_asked_and_when(world: World, dossier_id: UUID, again: Any) -> None:
    ask(world.bas)
    response = again(world.bert, because="ook nodig")
    text = main_of(response)
    assert response.status_code == 409
    assert "Uw organisatie heeft dit al gevraagd" in text
    assert long_date(clock.today()) in text
    assert NAME not in text
    assert len(questions(world.bas)) == 1


def test_a_no_is_told_with_its_reason_and_asks_no_second_time(world: World, dossier_id: UUID) -> None:
    ask(world.bas)
    answer(world, is_accepted=False)
    text = main_of(enter(world.bas))
    assert "niet nu" in text
    assert "Bel mij eerst." in text
    assert NAME not in text


def test_what_was_taken_back_may_be_asked_again(world: World, dossier_id: UUID) -> None:
    ask(world.bas)
    [question] = questions(world.bas)
    with world.bas.at_work(Purpose.INTAKE) as actor:
        on = {"organisation_id": world.city, "request_ids": [question.pk]}
        withdraw_join_requests(actor=actor, **on, because="verkeerd nummer")
    assert "Vraag of u mag meedoen" in main_of(enter(world.bas))
    assert ask(world.bas).status_code == 302
    assert len(questions(world.bas)) == 2


def test_nothing_typed_is_lost_on_the_way_back(world: World, dossier_id: UUID) -> None:
    first = main_of(enter(world.bas, place="Oosterwaard", number="K-7"))
    assert '<input type="hidden" name="place" value="Oosterwaard">' in first
    back = enter(world.bas, place="Oosterwaard", number="K-7", because=REASON, change="yes")
    text = main_of(back)
    assert back.status_code == 200
    for value in ("Oosterwaard", "K-7", "Haddou", BSN, REASON):
        assert f'value="{value}"' in text


def test_nothing_typed_is_lost_where_it_was_asked_before(world: World, dossier_id: UUID) -> None:
    ask(world.bas)
    told = main_of(enter(world.bas, responsible=f"team:{world.city_team}"))
    assert f'name="responsible" value="team:{world.city_team}"' in told
    back = browser(world.bas).post(address("new"), {"bsn": BSN, "change": "yes"})
    assert back.status_code == 200
    assert not back.context["form"].errors


@pytest.mark.parametrize(
    ("rotten", "status", "wrong"),
    [
        ({"because": " "}, 422, "because"),
        ({"because": ""}, 422, "because"),
        ({"because": "x" * 301}, 422, "because"),
        ({"because": "a\x00b"}, 422, "because"),
        ({"responsible": ""}, 422, "responsible"),
        ({"responsible": "team:geen"}, 422, "responsible"),
        ({"responsible": f"team:{UUID(int=1)}"}, 422, "responsible"),
        ({"bsn": ""}, 409, "bsn"),
        ({"bsn": "12"}, 409, "bsn"),
        ({"bsn": "9" * 900}, 409, "bsn"),
        ({"bsn": "99999001\x00"}, 409, "bsn"),
        ({"bsn": OTHER_BSN}, 409, "__all__"),
    ],
)
def test_rotten_input_is_refused_in_words(
    world: World, dossier_id: UUID, rotten: dict[str, str], status: int, wrong: str
) -> None:
    response = ask(world.bas, **rotten)
    assert response.status_code == status
    assert wrong in response.context["form"].errors
    assert NAME not in main_of(response)
    assert questions(world.bas) == []


def test_a_team_of_another_organisation_becomes_nobody(world: World, dossier_id: UUID) -> None:
    assert ask(world.bas, responsible=f"team:{world.uwv_team}").status_code == 422
    assert questions(world.bas) == []


def test_an_own_client_is_never_asked_for(world: World) -> None:
    world.open(world.bert, world.city, bsn=BSN)
    for person in (world.bas, world.bert):
        response = ask(person)
        assert response.status_code == 409
        assert "Uw organisatie is al betrokken" in main_of(response)


def test_who_helps_takes_part_already(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        on = {"dossier_id": dossier_id, "because": "kent haar", "membership_id": world.bert.membership_id}
        add_participant(actor=actor, **on, kind=Participation.Kind.HELPING)
    assert "Vraag een collega" in main_of(enter(world.bas))
    assert "Vraag een collega" in main_of(browser(world.bas).post(address("bsn"), {"bsn": BSN}))


def test_a_shielded_dossier_is_not_asked_for(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        new = NewShield("werkt hier", clock.today() + timedelta(days=30))
        shield_dossier(actor=actor, dossier_id=dossier_id, new=new)
    response = ask(world.bas)
    assert response.status_code == 409
    assert "UWV" not in main_of(response)
    assert "Meedoen kan hier niet" in main_of(enter(world.bas))
    assert questions(world.bas) == []


def test_who_asks_reads_nothing_before_the_yes(world: World, dossier_id: UUID) -> None:
    ask(world.bas)
    pages = [address(name, dossier_id) for name in ("dossier", "people", "facts", "documents", "handover")]
    client = browser(world.bas)
    assert {client.get(url).status_code for url in pages} == {404}
    with world.bas.at_work():
        for rows in (Dossier, Client, Fact, Participation, Entry):
            field = "pk" if rows in (Dossier, Client) else "dossier_id"
            assert not rows.objects.filter(**{field: dossier_id}).exists()
    answer(world, is_accepted=True)
    assert {client.get(url).status_code for url in pages} == {200}
    [question] = questions(world.bas)
    told = main_of(client.get(address("own_join_request", question.pk)))
    assert "Uw organisatie doet mee." in told
    assert NAME not in told


def test_a_question_is_told_to_its_own_organisation_only(world: World, dossier_id: UUID) -> None:
    ask(world.bas)
    url = address("own_join_request", questions(world.bas)[0].pk)
    assert browser(world.city_office).get(url).status_code == 200
    assert {browser(who).get(url).status_code for who in (world.marloes, world.joris)} == {404}
    assert browser(world.bas).get(address("own_join_request", UUID(int=5))).status_code == 404


def test_the_page_of_a_question_asks_one_thing(world: World, dossier_id: UUID) -> None:
    ask(world.bas)
    [question] = questions(world.bas)
    assert len(own_statements(world.bas, address("own_join_request", question.pk))) == 1


def test_the_answer_on_a_bsn_leads_to_asking(world: World, dossier_id: UUID) -> None:
    client = browser(world.bas)
    text = main_of(client.post(address("bsn"), {"bsn": BSN}))
    assert address("ask_to_join") in text
    assert "Schrijf in en doe mee" not in text
    first = client.post(address("ask_to_join"), {"bsn": BSN, "start": "yes"})
    assert first.status_code == 200
    assert not first.context["form"].errors
    ask(world.bas)
    text = main_of(client.post(address("bsn"), {"bsn": BSN}))
    assert f"vroeg op {long_date(clock.today())}" in text


def test_a_dossier_that_is_guided_again_is_not_joined_as_if_it_rested(world: World, dossier_id: UUID) -> None:
    clients = {dossier_id: (Responsible(membership_id=world.bas.membership_id), NewClient(""))}
    on: dict[str, Any] = {"organisation_id": world.city, "clients": clients, "because": REASON}
    with pytest.raises(ConflictError, match="zonder te vragen"), world.bas.at_work(Purpose.INTAKE) as actor:
        join_known_clients(actor=actor, **on, is_at_rest=True)
    with world.marloes.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=dossier_id, because="de uitkering is gestopt")
    with world.bas.at_work(Purpose.INTAKE) as actor:
        assert join_known_clients(actor=actor, **on, is_at_rest=True) == [dossier_id]


def test_an_open_question_does_not_keep_who_may_join_at_once(world: World, dossier_id: UUID) -> None:
    ask(world.bas)
    with world.marloes.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=dossier_id, because="de uitkering is gestopt")
    assert "Niemand begeleidt nu." in main_of(enter(world.bas))
    response = enter(world.bas, join="yes", because=REASON)
    assert response.headers["Location"] == address("dossier", dossier_id)


def test_the_act_refuses_a_reason_that_is_too_long(world: World, dossier_id: UUID) -> None:
    clients = {dossier_id: Responsible(membership_id=world.bas.membership_id)}
    with pytest.raises(Exception, match="te lang"), world.bas.at_work(Purpose.INTAKE) as actor:
        ask_to_join(actor=actor, organisation_id=world.city, clients=clients, because="x" * 301)


def test_a_guide_of_a_provider_asks_for_nobody(world: World, dossier_id: UUID) -> None:
    assert ask(world.joris).status_code == 404
    assert browser(world.bas).get(address("ask_to_join")).status_code == 405
