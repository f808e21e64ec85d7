"""Between organisations: a WW that ends while a trajectory runs, and a move to another municipality."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import create_organisation, create_team
from tests.world import PASSWORD, Person, World, hire, right_to

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]


@pytest.fixture
def world() -> World:
    return World()


def other_municipality(world: World) -> tuple[UUID, Person]:
    """Hoogmeer, with a team and Hanna in it."""
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        actor = context.actor
        hoogmeer = create_organisation(
            actor=actor, name="Gemeente Hoogmeer", kind=OrganisationKind.MUNICIPALITY
        )
        team_id = create_team(
            actor=actor, organisation_id=hoogmeer, name="Team Hoogmeer", role=Role.CLIENT_MANAGER
        )
        return team_id, hire(actor, hoogmeer, "Hanna Prins", Role.CLIENT_MANAGER, team_id)


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def choose_team(page: Any, address: str, occasion: str, team: str) -> None:
    page.goto(f"{address}handover/?occasion={occasion}")
    page.get_by_label("Aan welk team").select_option(label=team)
    press(page, "Verder")


def fill_parts(page: Any) -> None:
    """Words in every part that is asked."""
    for area in page.locator("textarea[name^=part-]").all():
        area.fill("Zoals besproken.")
    page.locator("input[name=kind][value=warm]").check()
    page.get_by_label("Reden", exact=True).fill("de uitkering of de woonplaats verandert")


def start_trajectory(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    page.goto(f"{address}trajectories/")
    audit(page)
    today = clock.today()
    page.get_by_label("Welk traject").fill("Taal op de werkvloer")
    page.get_by_label("Bij wie").select_option(label="Stap Vooruit")
    for name, day in (("began_on", today), ("planned_end", today + timedelta(days=90))):
        page.locator(f"input[name={name}]").fill(day.isoformat())
    page.locator("input[name=paid_until]").fill((today + timedelta(days=90)).isoformat())
    press(page, "Leg vast")


def take_up(page: Any, client_name: str, audit: Callable[[Any], None]) -> None:
    page.goto("/handovers/")
    page.get_by_role("main").get_by_role("link", name=client_name).first.click()
    page.wait_for_load_state()
    audit(page)
    press(page, "Pak op")


def test_a_ww_ends_and_the_trajectory_goes_on(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    end = clock.today() + timedelta(days=30)
    right = right_to("ww", clock.today() - timedelta(days=100), end)
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou", entitlement=right)
    client = world.client_of(dossier_id, world.marloes)
    coach, address = open_browser(world.marloes.username, PASSWORD), f"/dossiers/{dossier_id}/"
    coach.goto("/signals/?watch=gap")
    audit(coach)
    assert "WW eindigt zonder gemeente" in coach.content()
    start_trajectory(coach, address, audit)
    choose_team(coach, address, "ww_end", "Team Werk")
    audit(coach)
    fill_parts(coach)
    coach.locator("input[name=talk_on]").fill(clock.today().isoformat())
    coach.locator("textarea[name=talk_summary]").fill("Zij wil door met taal en naar de gemeente.")
    coach.locator("input[name^=goes-][value=goes]").check()
    press(coach, "Verstuur overdracht")
    coach.goto("/signals/?watch=gap")
    assert "WW eindigt zonder gemeente" not in coach.content()
    own = open_browser(client.username, PASSWORD, width=320)
    audit(own)
    assert "U gaat gewoon door met" in own.content()
    city = open_browser(world.bas.username, PASSWORD)
    take_up(city, "Haddou", audit)
    city.goto(f"{address}trajectories/")
    assert "Daarna betaalt Gemeente Oosterwaard" in city.content()


def test_somebody_moves_to_another_municipality(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    _team_id, hanna = other_municipality(world)
    dossier_id = world.open(world.bas, world.city, family_name="Haddou", place="Oosterwaard")
    client = world.client_of(dossier_id, world.bas)
    old, address = open_browser(world.bas.username, PASSWORD), f"/dossiers/{dossier_id}/"
    choose_team(old, address, "move", "Team Hoogmeer")
    fill_parts(old)
    old.locator("input[name=moves_to]").fill("Hoogmeer")
    old.locator("input[name=moves_on]").fill((clock.today() + timedelta(days=14)).isoformat())
    press(old, "Verstuur overdracht")
    own = open_browser(client.username, PASSWORD, width=320)
    audit(own)
    assert "U verhuist naar Hoogmeer" in own.content()
    own.get_by_role("link", name="Bekijk wat er anders wordt").click()
    own.wait_for_load_state()
    audit(own)
    assert "Nu, bij Gemeente Oosterwaard" in own.content()
    own.goto("/me/")
    assert "Bas Kuiper" in own.content()
    new = open_browser(hanna.username, PASSWORD)
    take_up(new, "Haddou", audit)
    assert "Hoogmeer" in new.content()
    assert old.request.get(address).status == 404
    own.reload()
    assert "Hanna Prins" in own.content()


def test_two_organisations_agree_on_what_they_share(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        pia = hire(context.actor, world.provider, "Pia Beheer", Role.ADMINISTRATOR, None)
    dossier_id = world.open(world.bas, world.city, family_name="Haddou")
    ada = open_browser(world.city_admin.username, PASSWORD)
    ada.goto(f"/partners/{world.provider}/tie/")
    audit(ada)
    ada.get_by_label("Contacten").uncheck()
    ada.get_by_label("Waarvoor is deze band?").fill("raamovereenkomst taal")
    press(ada, "Stel voor")
    audit(ada)
    other = open_browser(pia.username, PASSWORD, width=320)
    other.goto("/partners/")
    audit(other)
    other.get_by_role("link", name="Bekijk het voorstel").click()
    other.wait_for_load_state()
    audit(other)
    press(other, "Stem in")
    assert "De band is afgesproken" in other.content()
    audit(other)
    page = open_browser(world.bas.username, PASSWORD)
    page.goto(f"/partners/{world.provider}/")
    audit(page)
    assert "raamovereenkomst taal" in page.content()
    assert page.request.get(f"/dossiers/{dossier_id}/").status == 200
