"""A choice on screen: nothing preselected, all that is missing said at once, its reason's origin kept."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.dossiers.actions.facts import NewFact, state_fact
from schakel.ground.journal.timeline import Show, timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import long_date
from schakel.ground.kernel.ids import uuid7
from schakel.ground.norms.house import Figure
from schakel.jobseekers.plans.offers import offered_sentences
from tests.browsing import MARKS, signed_in
from tests.world import World, right_to

pytestmark = MARKS
WISH = "eigen wens van de cliënt: in een magazijn werken"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    right = right_to("ww", date(2026, 1, 1), date(2099, 2, 14))
    dossier_id = world.open(world.marloes, world.uwv, entitlement=right)
    with world.marloes.at_work() as actor:
        for name, value in (("wish", "in een magazijn werken"), ("hours_available", "24")):
            state_fact(actor=actor, dossier_id=dossier_id, new=NewFact(name, value))
    return dossier_id


def told(**changes: str) -> dict[str, str]:
    values = {
        "kind": "service",
        "question": "Welke stap?",
        "option_1": "Heftruckcertificaat",
        "option_2": "Voorlopig niets veranderen",
        "chosen": "1",
        "reason": "client_wish",
        "client_view": "agrees",
        "submit_key": str(uuid7()),
    }
    return {**values, **changes}


def choices(world: World, dossier_id: UUID) -> list[dict[str, Any]]:
    with world.marloes.at_work():
        return [entry.content for entry in timeline(dossier_id, show=Show.CHOICES)]


def post(world: World, dossier_id: UUID, **changes: str) -> Any:
    return signed_in(world.marloes).post(reverse("plans:decide", args=[dossier_id]), told(**changes))


def test_nothing_is_preselected(world: World, dossier_id: UUID) -> None:
    page = signed_in(world.marloes).get(reverse("plans:decide", args=[dossier_id])).content.decode()
    assert "checked" not in page


def test_an_everyday_choice_is_recorded_with_what_was_considered(world: World, dossier_id: UUID) -> None:
    assert post(world, dossier_id, known_1="38 vacatures in de regio").status_code == 302
    (choice,) = choices(world, dossier_id)
    assert choice["chosen"] == "Heftruckcertificaat"
    assert choice["options"][0] == {"name": "Heftruckcertificaat", "known": "38 vacatures in de regio"}
    assert choice["expected"] is None


def test_everything_that_is_missing_is_said_at_its_field_in_one_round(world: World, dossier_id: UUID) -> None:
    response = post(
        world, dossier_id, chosen="", reason="", option_2="", client_view="", expected_what="werk"
    )
    assert response.status_code == 422
    wrong = set(response.context["form"].errors)
    assert {"chosen", "reason", "option_2", "client_view", "expected_chance"} <= wrong
    assert "Heftruckcertificaat" in response.content.decode()
    assert choices(world, dossier_id) == []


def test_an_empty_option_cannot_be_chosen(world: World, dossier_id: UUID) -> None:
    response = post(world, dossier_id, chosen="4")
    assert response.context["form"].errors["chosen"] == ["Kies een van de genoemde opties."]


def test_a_deviation_asks_for_one_sentence(world: World, dossier_id: UUID) -> None:
    response = post(world, dossier_id, kind="deviation")
    assert response.context["form"].errors["reason_text"] == ["Schrijf de reden in één zin op."]


def test_sentences_are_offered_from_what_is_known(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work():
        sentences = offered_sentences(dossier_id)
    assert sentences == [WISH, "de cliënt kan 24 uur per week werken", "WW loopt tot 14 februari 2099"]


def test_a_provider_is_offered_nothing_about_the_benefit(world: World, dossier_id: UUID) -> None:
    from schakel.ground.access.types import Purpose
    from schakel.ground.dossiers.actions import add_participant

    with world.marloes.at_work() as actor:
        member = world.joris.membership_id
        add_participant(
            actor=actor, dossier_id=dossier_id, kind="helping", because="dienst", membership_id=member
        )
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert not any("WW" in sentence for sentence in offered_sentences(dossier_id))


@pytest.mark.parametrize(
    ("typed", "origin", "kept"), [("", "offered", WISH), ("mijn eigen zin", "written", "mijn eigen zin")]
)
def test_the_origin_of_the_reason_is_kept(
    world: World, dossier_id: UUID, typed: str, origin: str, kept: str
) -> None:
    post(world, dossier_id, offered=WISH, reason_text=typed)
    (choice,) = choices(world, dossier_id)
    assert (choice["reason_origin"], choice["reason_text"]) == (origin, kept)


def test_a_sentence_that_no_longer_holds_is_refused(world: World, dossier_id: UUID) -> None:
    response = post(world, dossier_id, offered="eigen wens van de cliënt: verzonnen")
    assert response.status_code == 422
    assert "klopt niet meer" in response.content.decode()


def test_the_expected_outcome_is_kept_with_its_chance(world: World, dossier_id: UUID) -> None:
    post(world, dossier_id, expected_what="werk", expected_by="2099-03-01", expected_chance="5")
    assert choices(world, dossier_id)[0]["expected"] == {"what": "werk", "by": "2099-03-01", "chance": 5}


def test_without_a_day_the_house_norm_says_when_to_look_back(world: World, dossier_id: UUID) -> None:
    day = Figure(6, "months").ahead(clock.today())
    page = signed_in(world.marloes).get(reverse("plans:decide", args=[dossier_id])).content.decode()
    assert long_date(day) in page
    post(world, dossier_id, expected_what="werk", expected_by="", expected_chance="5")
    assert choices(world, dossier_id)[0]["expected"]["by"] == day.isoformat()


def test_the_clients_own_words_stand_with_the_choice(world: World, dossier_id: UUID) -> None:
    post(world, dossier_id, client_view="wants_other", client_words="eerst iets leren")
    page = signed_in(world.marloes).get(reverse("plans:list", args=[dossier_id])).content.decode()
    assert "eerst iets leren" in page


def test_a_double_click_records_one_choice(world: World, dossier_id: UUID) -> None:
    key = str(uuid7())
    for _click in range(2):
        assert post(world, dossier_id, submit_key=key).status_code == 302
    assert len(choices(world, dossier_id)) == 1
