"""A service that somebody else must agree with: asked, judged without a name, answered, and read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel.actors import as_actor
from schakel.jobseekers.services.tests.scene import on_ww
from tests.world import PASSWORD, Person, World, hire

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
def leader(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Tess Leiding", Role.TEAM_LEADER, None)


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def test_agreement_is_asked_given_and_read(
    world: World, leader: Person, open_browser: Opened, audit: Audit
) -> None:
    dossier_id = on_ww(world)
    client = world.client_of(dossier_id, world.marloes)
    page = open_browser(world.marloes.username, PASSWORD)
    page.goto(f"/dossiers/{dossier_id}/services/choose/?option=werkervaringsplaats")
    audit(page)
    _choose(page)
    press(page, "Leg keuze vast")
    assert page.get_by_text("Kies wie akkoord geeft").first.is_visible()
    audit(page)
    page.get_by_label("Wie geeft akkoord? teamleider").select_option(index=1)
    press(page, "Leg keuze vast")
    assert page.get_by_text("Deze dienst wacht op akkoord").first.is_visible()
    audit(page)
    _agree(open_browser(leader.username, PASSWORD), audit, dossier_id)
    page.reload()
    assert page.get_by_text("de plek kost niemand een baan").first.is_visible()
    assert page.get_by_role("link", name="Beslis over deze dienst").is_visible()
    audit(page)
    own = open_browser(client.username, PASSWORD)
    own.goto("/me/services/")
    assert own.get_by_text("Tess Leiding vond het goed").is_visible()
    audit(own)


def _choose(page: Any) -> None:
    page.get_by_role("radio", name="Werkervaringsplaats").check()
    page.get_by_role("radio", name="WW loopt tot").check()
    page.get_by_role("radio", name="6 op 10").check()
    page.get_by_text("Eigen woorden, en wat de cliënt vindt").click()
    page.get_by_role("textbox", name="In eigen woorden").fill("hij leert er een vak")


def _agree(page: Any, audit: Audit, dossier_id: UUID) -> None:
    """The team leader finds it behind the menu, sees no way to the dossier, and answers."""
    page.goto("/services/approvals/")
    audit(page)
    follow(page, "Werkervaringsplaats")
    assert page.locator(f"a[href*='{dossier_id}']").count() == 0
    audit(page)
    press(page, "Leg antwoord vast")
    assert page.get_by_text("Kies of u akkoord bent").first.is_visible()
    page.get_by_role("radio", name="ja, akkoord").check()
    page.get_by_role("textbox", name="Waarom?").fill("de plek kost niemand een baan")
    press(page, "Leg antwoord vast")
    assert page.get_by_text("Niemand wacht op uw akkoord").is_visible()
    audit(page)
