"""The page of one handover: what it shows to whom, and every act on it from its forms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from schakel.ground.dossiers.models import Handover, HandoverTalk
from schakel.ground.dossiers.tests.handing import row, send
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from tests.world import Person, World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def place(world: World) -> tuple[UUID, UUID]:
    dossier_id = world.open(world.marloes, world.uwv)
    return dossier_id, send(world, dossier_id, world.city_team)


def post(person: Person, where: tuple[UUID, UUID], deed: str, **values: Any) -> int:
    answer = browser(person).post(address("handover_page", *where), {"deed": deed, "version": 1} | values)
    return answer.status_code


def text(person: Person, place: tuple[UUID, UUID]) -> str:
    return browser(person).get(address("handover_page", *place)).content.decode()


def test_choosing_the_team_comes_first_and_then_what_was_agreed(world: World) -> None:
    url = address("handover", world.open(world.marloes, world.uwv))
    page = browser(world.marloes)
    assert 'name="part-income"' not in page.get(url).content.decode()
    asked = page.get(url, {"team": str(world.city_team)}).content.decode()
    assert 'name="part-income"' in asked
    assert "5 werkdagen" in asked
    form = page.get(url, {"team": str(world.city_team)}).context["form"]
    needed = {name for name, field in form.fields.items() if name.startswith("part-") and field.required}
    assert needed == {f"part-{key}" for key in filled_parts(world.uwv, world.city_team)}
    for rotten in ("", "x", str(world.uwv_team)):
        assert page.get(url, {"team": rotten}).status_code == 422


def test_the_receiver_reads_the_parts_and_may_answer(world: World, place: tuple[UUID, UUID]) -> None:
    shown = text(world.bas, place)
    assert "Over beeld van de cliënt." in shown
    assert "Vraag om aanvulling" in shown
    assert "Trek de overdracht in" not in shown


def test_the_sender_follows_it_and_may_withdraw(world: World, place: tuple[UUID, UUID]) -> None:
    shown = text(world.marloes, place)
    assert "Trek de overdracht in" in shown
    assert "Vraag om aanvulling" not in shown


def test_asking_and_completing_through_the_page(world: World, place: tuple[UUID, UUID]) -> None:
    assert post(world.bas, place, "ask", what="") == 422
    assert post(world.bas, place, "ask", what="Welke auto?") == 302
    assert "Welke auto?" in text(world.marloes, place)
    answer = {"part-experiences": "Een bestelbus.", "version": 2}
    assert post(world.marloes, place, "complete", **answer) == 302
    assert "Een bestelbus." in text(world.bas, place)


def test_a_stale_form_is_refused_with_its_words_kept(world: World, place: tuple[UUID, UUID]) -> None:
    answer = browser(world.bas).post(
        address("handover_page", *place), {"deed": "ask", "version": 9, "what": "Welke auto?"}
    )
    assert answer.status_code == 409
    assert "Welke auto?" in answer.content.decode()


def test_withdrawing_asks_why(world: World, place: tuple[UUID, UUID]) -> None:
    assert post(world.marloes, place, "withdraw", because="") == 422
    assert post(world.marloes, place, "withdraw", because="zij vond werk") == 302
    assert row(world.marloes, place[1]).status == Handover.Status.WITHDRAWN


def test_an_act_that_is_not_offered_does_nothing(world: World, place: tuple[UUID, UUID]) -> None:
    assert post(world.bas, place, "withdraw", because="ik wil niet") == 302
    assert row(world.bas, place[1]).status == Handover.Status.SENT


def test_a_talk_is_planned_held_and_confirmed_through_the_page(
    world: World, place: tuple[UUID, UUID]
) -> None:
    before = (clock.now() - timedelta(hours=2)).astimezone(clock.AMSTERDAM).strftime("%Y-%m-%dT%H:%M")
    talk = {"planned_at": before, "place": "spreekkamer", "agenda": "Wie doet wat", "with_client": "on"}
    assert post(world.marloes, place, "plan", **talk | {"planned_at": "morgen"}) == 422
    assert post(world.marloes, place, "plan", **talk | {"location": str(uuid4())}) == 422
    assert post(world.marloes, place, "plan", **talk | {"place": " "}) == 422
    assert post(world.marloes, place, "plan", **talk) == 302
    assert post(world.bas, place, "report", agreed="Bas belt.", client_was_there="on") == 302
    assert "wacht op bevestiging" in text(world.marloes, place)
    assert post(world.marloes, place, "confirm", version=2) == 302
    assert "warm overgedragen" in text(world.bas, place)
    with world.bas.at_work():
        assert HandoverTalk.objects.get().has_happened


def test_the_tab_lists_every_handover_of_the_dossier(world: World, place: tuple[UUID, UUID]) -> None:
    shown = browser(world.marloes).get(address("handovers", place[0])).content.decode()
    assert "Gemeente Oosterwaard" in shown
    assert len(own_statements(world.marloes, address("handovers", place[0]))) <= 8


def test_the_page_asks_at_most_eleven_statements(world: World, place: tuple[UUID, UUID]) -> None:
    assert len(own_statements(world.bas, address("handover_page", *place))) <= 11
