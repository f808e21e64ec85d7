"""A service chosen in four clicks; one against the rules; extended, rounded off, and the client's word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from schakel.jobseekers.services.tests.scene import GUIDED, ended, in_days, on_ww, running, tell
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]

Opened = Callable[..., Any]
Audit = Callable[[Any], None]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return on_ww(world)


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_a_service_is_chosen_in_four_clicks_without_typing(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    tell(world.marloes, dossier_id, **GUIDED)
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/services/choose/")
    audit(page)
    assert page.locator("form#keuze input:checked").count() == 0
    clicks = [
        page.locator(".sk-option__top", has_text="Intensieve begeleiding"),
        page.locator("label.sk-chip", has_text="WW loopt tot"),
        page.locator("label.sk-chip", has_text="6 op 10"),
        page.get_by_role("button", name="Leg keuze vast"),
    ]
    for target in clicks:
        target.click()
    page.wait_for_load_state()
    assert page.get_by_role("link", name="Begin met deze dienst").is_visible()
    audit(page)


def test_a_service_against_the_rules_asks_a_sentence_and_goes_on(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    tell(world.marloes, dossier_id, bemiddelbaar=False)
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/services/choose/?option=jobhunting")
    page.locator(".sk-option__top", has_text="Jobhunting").click()
    page.locator("label.sk-chip", has_text="WW loopt tot").click()
    page.locator("label.sk-chip", has_text="4 op 10").click()
    press(page, "Leg keuze vast")
    assert page.get_by_text("Deze dienst past alleen met een reden").first.is_visible()
    audit(page)
    page.get_by_role("textbox", name="In eigen woorden").fill("begint over twee weken")
    press(page, "Leg keuze vast")
    follow(page, "Beslis over deze dienst")
    audit(page)
    page.get_by_role("group", name="Is dit de kortste weg naar werk?").get_by_label("ja").check()
    page.get_by_label("Wie beslist").select_option(str(world.uwv))
    press(page, "Leg vast")
    follow(page, "Begin met deze dienst")
    press(page, "Leg vast")
    follow(page, "Voeg toe")
    page.get_by_label("Wat is er gedaan?").fill("Drie bedrijven gebeld.")
    press(page, "Leg vast")
    assert page.get_by_text("Drie bedrijven gebeld.").is_visible()


def test_a_service_gets_more_time_is_rounded_off_and_the_client_says_what_it_brought(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    use_id = running(world, dossier_id, ends_on=in_days(20))
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto("/services/running/?kind=soon")
    audit(page)
    follow(page, "Intensieve begeleiding")
    assert page.get_by_text("De laatste dag komt dichtbij").is_visible()
    follow(page, "Geef meer tijd")
    page.get_by_label("Nieuwe laatste dag").fill(in_days(60).isoformat())
    page.get_by_label("Waarom is meer tijd nodig?").fill("twee werkgevers beslissen nog")
    press(page, "Leg vast")
    assert page.get_by_text("twee werkgevers beslissen nog").first.is_visible()
    ended(world.marloes, dossier_id, use_id, reason="work")
    client = world.client_of(dossier_id, world.marloes)
    own = open_browser(client.username, PASSWORD)
    own.goto("/me/services/")
    audit(own)
    follow(own, "Zeg of het hielp")
    own.get_by_role("group", name="Is gelukt wat u wilde?").get_by_label("ja").check()
    own.get_by_role("group", name="Hoeveel hielp het u").get_by_label("veel").check()
    press(own, "Bewaar mijn antwoord")
    assert own.get_by_text("U zei: het hielp veel.").is_visible()
