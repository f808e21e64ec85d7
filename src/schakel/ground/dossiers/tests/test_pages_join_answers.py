"""The list of questions to take part: narrowed, leafed through, and answered many at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import Responsible, answer_join_request, ask_to_join
from schakel.ground.dossiers.models import JoinRequest
from schakel.ground.dossiers.queries import join_requests
from schakel.ground.dossiers.tests.pages import address, browser, looks_written, own_statements
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LIST, ANSWER = "join_requests", "answer_join_requests"
NAMES = ("Eersteling", "Tweedeling", "Derdeling")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def request_ids(world: World) -> list[UUID]:
    """Two from a file of the municipality and one by hand, about clients whom Marloes guides."""
    first, second, third = (world.open(world.marloes, world.uwv, family_name=name) for name in NAMES)
    asked(world, [first, second], source="file")
    asked(world, [third], source="form")
    with world.city_office.at_work():
        rows = {row.dossier_id: row.pk for row in JoinRequest.objects.all()}
    return [rows[one] for one in (first, second, third)]


def asked(world: World, dossier_ids: Iterable[UUID], **more: str) -> None:
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        clients = dict.fromkeys(dossier_ids, Responsible(team_id=world.city_team))
        on: dict[str, Any] = {"organisation_id": world.city, "clients": clients, "because": "aanvraag"}
        ask_to_join(actor=actor, **on, **more)


def send(person: Person, **values: Any) -> HttpResponse:
    return browser(person).post(address(ANSWER), values)


def sent(person: Person, chosen: Iterable[UUID], **values: Any) -> HttpResponse:
    given = {"is_sent": "yes", "is_accepted": "yes", "because": "Wij spreken het af."}
    return send(person, chosen=[str(one) for one in chosen], **given | values)


def states(world: World) -> list[str]:
    with world.city_office.at_work():
        return sorted(JoinRequest.objects.values_list("state", flat=True))


def main_of(response: HttpResponse) -> str:
    return response.content.decode().split("<main")[1]


def test_the_list_is_narrowed_by_organisation_and_by_how_it_was_asked(
    world: World, request_ids: list[UUID]
) -> None:
    client = browser(world.marloes)
    with looks_written() as rows:
        shown = main_of(client.get(address(LIST)))
    assert all(name in shown for name in NAMES)
    assert len(rows) == 1
    by_hand = main_of(client.get(address(LIST), {"source": "form"}))
    assert [name in by_hand for name in NAMES] == [False, False, True]
    by_file = main_of(client.get(address(LIST), {"source": "file", "organisation": str(world.city)}))
    assert [name in by_file for name in NAMES] == [True, True, False]
    assert "Gemeente Oosterwaard" in main_of(client.get(address(LIST), {"source": "form"}))


@pytest.mark.parametrize(
    "rotten",
    [
        {"source": "fax"},
        {"organisation": "geen"},
        {"organisation": str(UUID(int=3))},
        {"after": "geen"},
        {"after": str(UUID(int=3))},
        {"source": "a\x00b"},
    ],
)
def test_nonsense_in_the_address_shows_all(
    world: World, request_ids: list[UUID], rotten: dict[str, str]
) -> None:
    response = browser(world.marloes).get(address(LIST), rotten)
    assert response.status_code == 200
    assert all(name in main_of(response) for name in NAMES)


def test_filters_that_hide_all_say_so_with_a_way_back(world: World, request_ids: list[UUID]) -> None:
    sent(world.marloes, request_ids[2:])
    text = main_of(browser(world.marloes).get(address(LIST), {"source": "form"}))
    assert "Geen vraag past bij deze filters" in text


def test_the_list_is_leafed_through(
    world: World, request_ids: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(join_requests, "SHOWN", 2)
    client = browser(world.marloes)
    first = client.get(address(LIST))
    assert [name in main_of(first) for name in NAMES] == [True, True, False]
    second = client.get(first.context["pager"]["next_url"])
    assert [name in main_of(second) for name in NAMES] == [False, False, True]
    assert "next_url" not in second.context["pager"]
    assert (
        client.get(second.context["pager"]["previous_url"]).context["to_answer"] == first.context["to_answer"]
    )


def test_the_list_asks_a_fixed_number_of_things(world: World, request_ids: list[UUID]) -> None:
    assert len(own_statements(world.marloes, address(LIST))) == 4


def test_a_confirm_page_counts_and_changes_nothing(world: World, request_ids: list[UUID]) -> None:
    text = main_of(send(world.marloes, chosen=[str(request_ids[0]), str(request_ids[2])]))
    assert "U beantwoordt 2 vragen." in text
    assert "Gevraagd door Gemeente Oosterwaard." in text
    assert states(world) == ["asked"] * 3


def test_all_of_the_page_is_one_press(world: World, request_ids: list[UUID]) -> None:
    listed = [str(one) for one in request_ids]
    assert "U beantwoordt 3 vragen." in main_of(send(world.marloes, takes_all="on", listed=listed))


def test_an_answer_to_many_is_told_back(world: World, request_ids: list[UUID]) -> None:
    response = sent(world.marloes, request_ids)
    text = main_of(response)
    assert "3 vragen kregen een ja." in text
    assert all(name in text for name in NAMES)
    assert states(world) == ["accepted"] * 3


def test_what_was_answered_meanwhile_is_skipped_and_told(world: World, request_ids: list[UUID]) -> None:
    with world.marloes.at_work() as actor:
        row = JoinRequest.objects.get(pk=request_ids[0])
        on = {"dossier_id": row.dossier_id, "request_id": row.pk, "because": "eerder"}
        answer_join_request(actor=actor, **on, is_accepted=True)
    text = main_of(sent(world.marloes, [*request_ids, uuid4()], is_accepted="no"))
    assert "2 vragen kregen een nee." in text
    assert "2 vragen zijn intussen beantwoord of ingetrokken" in text
    assert states(world) == ["accepted", "refused", "refused"]


def test_nothing_left_to_answer_offers_no_button(world: World, request_ids: list[UUID]) -> None:
    text = main_of(send(world.mia, chosen=[str(one) for one in request_ids]))
    assert "U beantwoordt 0 vragen." in text
    assert "Verstuur het antwoord" not in text
    assert not any(name in text for name in NAMES)
    assert sent(world.mia, request_ids).status_code == 422
    assert states(world) == ["asked"] * 3


@pytest.mark.parametrize("rotten", [{}, {"chosen": "geen"}, {"chosen": ""}, {"takes_all": "on"}])
def test_choosing_nothing_leads_back_to_the_list_as_it_was_narrowed(
    world: World, request_ids: list[UUID], rotten: dict[str, str]
) -> None:
    response = send(world.marloes, query="source=form", **rotten)
    text = main_of(response)
    assert response.status_code == 422
    assert "Kies ten minste één vraag." in text
    assert [name in text for name in NAMES] == [False, False, True]


@pytest.mark.parametrize(
    "rotten",
    [
        {"because": ""},
        {"because": " "},
        {"because": "x" * 301},
        {"because": "a\x00b"},
        {"is_accepted": ""},
        {"is_accepted": "misschien"},
    ],
)
def test_a_rotten_answer_is_refused_and_the_choice_stays(
    world: World, request_ids: list[UUID], rotten: dict[str, str]
) -> None:
    response = sent(world.marloes, request_ids, **rotten)
    text = main_of(response)
    assert response.status_code == 422
    assert all(f'name="chosen" value="{one}"' in text for one in request_ids)
    assert states(world) == ["asked"] * 3


def test_too_many_at_once_are_refused_in_words(world: World, request_ids: list[UUID]) -> None:
    response = sent(world.marloes, [*request_ids, *(uuid4() for _ in range(300))])
    assert response.status_code == 422
    assert "hoogstens 200 vragen" in main_of(response)
    assert states(world) == ["asked"] * 3


def test_the_same_answer_sent_twice_is_given_once(world: World, request_ids: list[UUID]) -> None:
    key = str(uuid4())
    assert sent(world.marloes, request_ids, submit_key=key).status_code == 200
    again = sent(world.marloes, request_ids, submit_key=key)
    assert again.headers["Location"] == address(LIST)


def test_a_provider_answers_nothing(world: World, request_ids: list[UUID]) -> None:
    assert sent(world.joris, request_ids).status_code == 404


def of_menu(person: Person) -> list[str]:
    client = browser(person)
    client.get(address("list"))
    with CaptureQueriesContext(connection) as captured:
        client.get(address("list"))
    return [q["sql"] for q in captured.captured_queries if "dossiers_joinrequest" in q["sql"]]


def test_who_has_no_day_page_reads_in_the_menu_how_many_wait(world: World) -> None:
    dossier_id = world.open(world.uwv_office, world.uwv)
    assert "te beantwoorden" not in browser(world.uwv_office).get(address("list")).content.decode()
    asked(world, [dossier_id])
    text = browser(world.uwv_office).get(address("list")).content.decode()
    assert "1 te beantwoorden" in text
    assert len(of_menu(world.uwv_office)) == 1


def test_who_has_a_day_page_pays_nothing_for_the_menu(world: World, request_ids: list[UUID]) -> None:
    assert "te beantwoorden" not in browser(world.marloes).get(address("list")).content.decode()
    assert of_menu(world.marloes) == []
