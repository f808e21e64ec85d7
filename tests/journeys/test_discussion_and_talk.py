"""A talk held on one page, and two clients discussed with another organisation, from agenda to agreement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.kernel import clock
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.plans.tests.scene import both
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


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def put_on_agenda(page: Any, dossier_id: UUID, question: str) -> None:
    page.goto(f"/dossiers/{dossier_id}/plan/whole/")
    follow(page, "Zet op een agenda")
    page.get_by_role("radio", name="Overleg gezin en werk").check()
    page.get_by_label("Waar wilt u samen uitkomen?").fill(question)
    page.get_by_role("radio", name="de cliënt weet ervan").check()
    press(page, "Zet op de agenda")


def test_a_talk_is_held_on_one_page(world: World, open_browser: Opened, audit: Audit) -> None:
    dossier_id = both(world)
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/contacts/")
    follow(page, "Begin een gesprek")
    audit(page)
    page.get_by_role("region", name="Het gesprek").get_by_label("op kantoor").check()
    page.get_by_role("radio", name="voortgangsgesprek").check()
    page.get_by_label("Wat is er besproken?").fill("Zij wil in de zorg werken.")
    later = (clock.today() + timedelta(days=14)).isoformat()
    page.get_by_label("Dag van het volgende contact").fill(later)
    press(page, "Leg het gesprek vast")
    assert page.get_by_text("Zij wil in de zorg werken.").first.is_visible()
    with world.marloes.at_work():
        assert Agreement.objects.get().what == "Volgend contact"


def test_two_clients_are_discussed_one_after_the_other(
    world: World, open_browser: Opened, audit: Audit
) -> None:
    clients = [both(world), both(world)]
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto("/plans/discussions/new/")
    page.get_by_label("Naam van het overleg").fill("Overleg gezin en werk")
    page.get_by_label("Dag", exact=True).fill(clock.today().isoformat())
    page.get_by_role("checkbox", name="Bas Kuiper").check()
    audit(page)
    press(page, "Roep bijeen")
    for dossier_id in clients:
        put_on_agenda(page, dossier_id, "Wie regelt de opvang?")
    audit(page)
    follow(page, "Begin bij de eerste")
    audit(page)
    for button in ("Leg vast en ga naar de volgende", "Leg vast"):
        page.get_by_role("radio", name="besproken", exact=True).check()
        page.get_by_label("Wat is er besloten?").fill("De gemeente regelt de opvang.")
        press(page, button)
    assert page.get_by_text("De gemeente regelt de opvang.").count() == 2
    press(page, "Leg aanwezigen vast")
    assert page.get_by_text("Vastgelegd wie erbij was").first.is_visible()
