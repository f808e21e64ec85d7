"""Journeys around an intake: a home visit that is weighed, an own route rule, and a step with a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from schakel.jobseekers.intake.actions import NewIntake, open_intake
from schakel.jobseekers.intake.models import HomeVisit, OwnRouteRule
from tests.world import PASSWORD, Person, World, right_to

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
    """A client of Bas in which Bert helps."""
    made = world.open(world.bas, world.city, entitlement=right_to("participatiewet", clock.today()))
    with world.bas.at_work() as actor:
        bert = world.bert.membership_id
        add_participant(actor=actor, dossier_id=made, kind="helping", because="weegt mee", membership_id=bert)
    return made


def begun(world: World, dossier_id: UUID) -> None:
    """An intake since today."""
    with world.bas.at_work(Purpose.INTAKE) as actor:
        new = NewIntake(entry="benefit", mode="talk", first_contact_on=clock.today())
        open_intake(actor=actor, dossier_id=dossier_id, new=new)


def opened(open_browser: Opened, person: Person, path: str) -> Any:
    page = open_browser(person.username, PASSWORD)
    page.goto(path)
    return page


def pick(inside: Any, name: str) -> None:
    """An answer by its role: an invisible input lies over the words."""
    inside.get_by_role("radio", name=name).check()


def press(inside: Any, page: Any, name: str) -> None:
    inside.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def day(page: Any, label: str, ahead: int) -> None:
    page.get_by_label(label).fill((clock.today() + timedelta(days=ahead)).isoformat())


def asked(page: Any) -> None:
    form = page.locator("form[action$='/visits/']")
    pick(form, "er zijn feiten die niet kloppen")
    form.get_by_label("Wat wilt u weten?").fill("Woont zij op dit adres?")
    form.get_by_label("Waarom is dat nodig?").fill("Twee brieven kwamen terug van het adres dat zij opgaf.")
    form.get_by_label("Wat probeerde u eerst").fill("Gebeld en gemaild. Zij kon het niet laten zien.")
    press(form, page, "Vraag het huisbezoek")


def test_a_home_visit_is_asked_weighed_by_another_told_and_looked_back_on(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    begun(world, dossier_id)
    tab = f"/dossiers/{dossier_id}/intake/visits/"
    bas = opened(open_browser, world.bas, tab)
    audit(bas)
    asked(bas)
    audit(bas)
    assert bas.get_by_text("U vroeg dit zelf aan.").is_visible()
    assert bas.locator("form[action$='/decide/']").count() == 0
    bert = opened(open_browser, world.bert, tab)
    weigh = bert.locator("form[action$='/decide/']")
    pick(weigh, "ja, het mag")
    weigh.get_by_label("Waarom?").fill("Er is een feit, en minder ver gaande vragen hielpen niet.")
    press(weigh, bert, "Leg vast")
    audit(bert)
    bas.goto(tab)
    tell = bas.locator("form[action$='/tell/']")
    day(tell, "De cliënt hoorde het op", 0)
    pick(tell, "gesprek")
    day(tell, "Dag van het bezoek", 0)
    press(tell, bas, "Leg vast")
    assert "Het bezoek is op" in bas.content()
    with world.bas.at_work(Purpose.INTAKE):
        row = HomeVisit.objects.get()
        assert (row.state, row.decided_by_id) == ("told", world.bert.reader_id)


def test_an_own_route_rule_is_shown_before_it_counts_and_then_ends(
    world: World, open_browser: Opened, audit: Audit
) -> None:
    page = opened(open_browser, world.city_admin, "/intake/rules/")
    audit(page)
    form = page.locator("section[aria-labelledby=nieuw] form")
    pick(form, "gemeente")
    form.get_by_label("Waarom past deze route?").fill("Wie ouder is, houdt hier een vaste persoon.")
    form.get_by_label("Leeftijd vanaf").fill("60")
    press(form, page, "Wie treft dit?")
    audit(page)
    assert page.get_by_text("Er is nog niets vastgelegd.").is_visible()
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert not OwnRouteRule.objects.exists()
    assert form.get_by_label("Leeftijd vanaf").input_value() == "60"
    press(form, page, "Leg vast")
    own = page.locator("section[aria-labelledby=eigen]")
    assert own.get_by_text("houdt hier een vaste persoon").first.is_visible()
    probe = page.locator("section[aria-labelledby=probeer] form")
    probe.get_by_label("Leeftijd").fill("62")
    press(probe, page, "Welke regel telt?")
    assert probe.get_by_text("houdt hier een vaste persoon").first.is_visible()
    press(own, page, "Beëindig")
    audit(page)
    assert page.get_by_text("Nog geen eigen regels").is_visible()


def test_an_agreed_step_runs_with_a_clock_on_the_intake(
    world: World, dossier_id: UUID, open_browser: Opened, audit: Audit
) -> None:
    admin = opened(open_browser, world.city_admin, "/intake/steps/")
    audit(admin)
    form = admin.locator("section[aria-labelledby=anders] form")
    form.get_by_label("Stap", exact=True).select_option("identity")
    form.get_by_label("Wie doet het?").select_option("client_manager")
    form.get_by_label("Binnen hoeveel werkdagen").fill("10")
    form.get_by_label("Wat komt eruit?").fill("iemand zag een document")
    press(form, admin, "Leg vast")
    audit(admin)
    assert admin.get_by_text("binnen 10 werkdagen").is_visible()
    begun(world, dossier_id)
    page = opened(open_browser, world.bas, f"/dossiers/{dossier_id}/intake/")
    clocked = page.locator("section[aria-labelledby=klok]")
    assert clocked.get_by_text("loopt").is_visible()
    identity = page.locator("form[action$='/identity/']")
    pick(identity, "identiteitskaart")
    press(identity, page, "Identiteit vastgesteld")
    audit(page)
    assert clocked.get_by_text("klaar", exact=True).is_visible()
