"""A plan from the diagnosis to two signatures: the coach begins it, the client writes in it and signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from schakel.jobseekers.diagnosis.tests.scene import both_take_part, concluded, in_days
from schakel.jobseekers.plans.tests.scene import offered
from tests.world import PASSWORD, Person, World

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
    return both_take_part(world)


@pytest.fixture
def client(world: World, dossier_id: UUID) -> Person:
    return world.client_of(dossier_id, world.marloes)


def pick(page: Any, question: str, answer: str) -> None:
    """Choose an answer in the set of a question."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_a_plan_starts_from_the_diagnosis_and_is_signed_by_the_client(
    world: World, dossier_id: UUID, client: Person, open_browser: Opened, audit: Audit
) -> None:
    concluded(world, dossier_id)
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/plan/whole/")
    audit(page)
    follow(page, "Begin een plan")
    page.get_by_label("Waar zorgt uw organisatie voor?").fill("Wij zoeken samen naar werk.")
    press(page, "Begin het plan")
    theirs = open_browser(client.username, PASSWORD)
    theirs.goto("/me/plan/")
    follow(theirs, "Lees uw hele plan")
    theirs.get_by_label("Wat wilt u bereiken?").fill("Ik wil chauffeur worden.")
    press(theirs, "Zet in mijn plan")
    audit(theirs)
    follow(page, "Nieuwe stap")
    page.get_by_label("Wat gebeurt er?").fill("Rijles regelen")
    page.get_by_label("Waarom helpt dit?").fill("zonder rijbewijs geen werk als chauffeur")
    pick(page, "Wie doet dit?", "de organisatie")
    page.get_by_label("Uiterlijk op").fill(in_days(20).isoformat())
    press(page, "Voeg de stap toe")
    follow(page, "Leg het begin vast")
    assert page.get_by_label("trede 5: werk met hulp").is_checked()
    audit(page)
    press(page, "Leg het begin vast")
    follow(page, "Kies het ritme")
    page.get_by_label("Contact ten minste elke").fill("4")
    press(page, "Leg het ritme vast")
    assert page.get_by_text("Ik wil chauffeur worden.").is_visible()
    follow(page, "Leg het plan voor")
    press(page, "Onderteken en leg voor")
    audit(page)
    theirs.goto("/me/plan/whole/")
    audit(theirs)
    press(theirs, "Ik ben het eens en onderteken")
    assert theirs.get_by_text("U hebt het plan ondertekend").first.is_visible()
    page.goto(f"/dossiers/{dossier_id}/plan/")
    assert page.get_by_text("Rijles regelen").first.is_visible()


def test_a_client_who_does_not_agree_is_heard_and_somebody_decides(
    world: World, dossier_id: UUID, client: Person, open_browser: Opened, audit: Audit
) -> None:
    offered(world.marloes, dossier_id)
    theirs = open_browser(client.username, PASSWORD)
    theirs.goto("/me/plan/whole/")
    theirs.get_by_text("Ik ben het niet eens").click()
    theirs.get_by_label("Waarom niet, of wat wilt u anders?").fill("Ik wil eerst taalles.")
    press(theirs, "Verstuur")
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/plan/whole/")
    follow(page, "Beslis hoe het verder gaat")
    audit(page)
    page.get_by_label("Wat wil de cliënt anders?").fill("eerst taalles")
    pick(page, "Wat beslist u?", "het plan wordt aangepast en opnieuw voorgelegd")
    page.get_by_label("Waarom beslist u dit?").fill("De taal helpt ook bij het zoeken.")
    press(page, "Leg de beslissing vast")
    assert page.get_by_text("De beslissing is vastgelegd").is_visible()
    assert page.get_by_role("link", name="Leg het plan voor").is_visible()
