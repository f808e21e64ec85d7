"""Handing over through the pages: sent, shown to the team that must answer, taken up or given back."""

from __future__ import annotations

import pytest

from schakel.ground.dossiers.models import Handover
from schakel.ground.dossiers.tests.pages import address, browser, hand_over, looks_written, own_statements
from tests.world import World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_the_form_offers_teams_of_other_organisations_only() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    text = browser(world.marloes).get(address("handover", dossier_id)).content.decode()
    assert str(world.city_team) in text
    assert str(world.uwv_team) not in text


def test_an_incomplete_handover_comes_back_with_what_was_typed() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    values = {
        "team_id": str(world.city_team),
        "kind": "warm",
        "message": "Let op het vervoer.",
        "because": "",
    }
    response = browser(world.marloes).post(address("handover", dossier_id), values)
    assert response.status_code == 422
    assert "Let op het vervoer." in response.content.decode()


def test_a_second_handover_to_the_same_organisation_is_refused_in_words() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    hand_over(world.marloes, dossier_id, world.city_team)
    values = {"team_id": str(world.city_team), "kind": "warm", "message": "Nog eens.", "because": "haast"}
    values |= {f"part-{k}": p.text for k, p in filled_parts(world.uwv, world.city_team).items()}
    response = browser(world.marloes).post(address("handover", dossier_id), values)
    assert response.status_code == 409
    assert "Er loopt al een overdracht" in response.content.decode()


def test_the_receiving_team_finds_it_in_its_list_with_the_reason() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou")
    hand_over(world.marloes, dossier_id, world.city_team)
    with looks_written() as rows:
        text = browser(world.bas).get(address("inbox")).content.decode()
    assert "Haddou" in text
    assert "de uitkering eindigt" in text
    assert [dossier_id.hex in row for row in rows] == [True]
    assert "Haddou" not in browser(world.bert).get(address("inbox")).content.decode()


def test_the_sender_follows_what_was_sent() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou")
    hand_over(world.marloes, dossier_id, world.city_team)
    text = browser(world.marloes).get(address("inbox")).content.decode()
    assert "Haddou" in text
    assert "verstuurd" in text


def test_taking_up_moves_the_regie_to_the_receiver() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    sent = hand_over(world.marloes, dossier_id, world.city_team, ends_own_task="on")
    response = browser(world.bas).post(address("take_up", dossier_id, sent.pk), {"version": sent.version})
    assert response.headers["Location"] == address("dossier", dossier_id)
    assert browser(world.bas).get(address("dossier", dossier_id)).status_code == 200
    assert browser(world.marloes).get(address("dossier", dossier_id)).status_code == 404


def test_two_colleagues_cannot_both_take_it_up() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    sent = hand_over(world.marloes, dossier_id, world.city_team)
    url, values = address("take_up", dossier_id, sent.pk), {"version": sent.version}
    assert browser(world.bas).post(url, values).status_code == 302
    assert browser(world.bas).post(url, values).status_code == 409


def test_giving_back_asks_a_reason_and_closes_the_dossier_for_the_team() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    sent = hand_over(world.marloes, dossier_id, world.city_team)
    url = address("return", dossier_id, sent.pk)
    assert browser(world.bas).get(url).status_code == 200
    assert browser(world.bas).post(url, {"because": ""}).status_code == 422
    response = browser(world.bas).post(url, {"because": "hoort bij Hoogmeer", "version": sent.version})
    assert response.headers["Location"] == address("inbox")
    assert browser(world.bas).get(address("dossier", dossier_id)).status_code == 404
    with world.marloes.at_work():
        assert Handover.objects.get().return_reason == "hoort bij Hoogmeer"


def test_the_sender_does_not_give_its_own_handover_back() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    sent = hand_over(world.marloes, dossier_id, world.city_team)
    assert browser(world.marloes).get(address("return", dossier_id, sent.pk)).status_code == 404


def test_a_stranger_answers_no_handover() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    sent = hand_over(world.marloes, dossier_id, world.city_team)
    for page in ("take_up", "return"):
        url = address(page, dossier_id, sent.pk)
        assert browser(world.bert).post(url, {"because": "x", "version": 1}).status_code == 404


def test_the_list_asks_at_most_eight_statements() -> None:
    world = World()
    for _number in range(3):
        hand_over(world.marloes, world.open(world.marloes, world.uwv), world.city_team)
    assert len(own_statements(world.bas, address("inbox"))) <= 8
