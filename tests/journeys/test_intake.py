"""Journeys through an intake: by one adviser, the client alone, two together, and UWV then municipality."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.kernel import clock
from schakel.jobseekers.intake.models import Intake, IntakeAdviser, IntakePart
from schakel.jobseekers.profile.actions import note_last_occupation
from tests.world import PASSWORD, Person, World, right_to

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]
MOST_FIELDS = 40
KNOWN = {
    "education": "mbo 3",
    "dutch_level": "B2",
    "driving_licence": "yes",
    "transport": "no",
    "hours_available": "32",
    "wish": "magazijn",
}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """A client of whom much is known already, with people of two organisations around them."""
    made = world.open(world.marloes, world.uwv, entitlement=right_to("ww", clock.today()))
    with world.marloes.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": made}
        for name, value in KNOWN.items():
            state_fact(**on, new=NewFact(name, value))
        note_last_occupation(**on, title="orderpicker")
        add_participant(**on, kind="helping", because="samen", membership_id=world.bas.membership_id)
    return made


class Counter:
    """Counts what an adviser meets (fields) and does (clicks and answers) on the way."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.fields = self.clicks = self.typed = 0

    def meet(self, form: str) -> None:
        """Every field of one form, a set of choices counting once."""
        inside = self.page.locator(form)
        single = inside.locator("input:not([type=hidden]):not([type=radio]), select, textarea").count()
        self.fields += single + inside.locator("fieldset").count()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.clicks += 1

    def choose(self, words: str) -> None:
        self.page.locator("label.sk-chip").filter(has_text=words).first.click()
        self.clicks += 1

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)
        self.typed += 1


def opened(open_browser: Callable[..., Any], person: Person, path: str) -> Any:
    page = open_browser(person.username, PASSWORD)
    page.goto(path)
    return page


def seen(world: World, person: Person) -> Intake:
    with person.at_work(Purpose.INTAKE):
        return Intake.objects.get()


def test_an_adviser_holds_an_intake_for_a_known_person_in_few_fields(
    world: World, dossier_id: UUID, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    tab = f"/dossiers/{dossier_id}/intake/"
    page = opened(open_browser, world.marloes, tab)
    count = Counter(page)
    count.meet("form[action$='/intake/open/']")
    count.choose("in een gesprek")
    count.choose("heeft een uitkering")
    count.press("Open de intake")
    audit(page)
    page.get_by_role("link", name="Werk en mogelijkheden").click()
    audit(page)
    assert page.get_by_label("Hoogste opleiding").input_value() == "mbo 3"
    for _part in range(3):
        count.meet("main form.sk-panel__body")
        count.press("Bewaar en ga verder")
    count.meet("main form.sk-panel__body")
    count.fill("Maanden tot werk, geschat", "2")
    count.fill("Waarop rust de schatting?", "recente ervaring")
    count.press("Bewaar en ga verder")
    for form in ("identity", "route"):
        count.meet(f"form[action$='/{form}/']")
    count.choose("identiteitskaart")
    count.press("Identiteit vastgesteld")
    assert "Voorstel: geïntegreerd team" in page.content()
    count.press("Leg de route vast")
    count.press("Rond de intake af")
    audit(page)
    assert seen(world, world.marloes).finished_at is not None
    assert count.fields <= MOST_FIELDS
    assert count.clicks + count.typed <= 20


def test_a_client_fills_in_alone_and_sends(
    world: World, dossier_id: UUID, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    client = world.client_of(dossier_id, world.marloes)
    page = opened(open_browser, world.marloes, f"/dossiers/{dossier_id}/intake/")
    count = Counter(page)
    count.choose("digitaal, door de cliënt zelf")
    count.choose("heeft een uitkering")
    count.press("Open de intake")
    own = opened(open_browser, client, "/me/")
    own.get_by_role("link", name="Naar mijn intake").click()
    audit(own)
    own.get_by_role("link", name="Werk en mogelijkheden").click()
    audit(own)
    assert own.get_by_label("Laatste beroep").input_value() == "orderpicker"
    own.get_by_label("Reistijd enkele reis, in minuten").fill("45")
    own.get_by_role("button", name="Bewaar en stop").click()
    own.get_by_role("button", name="Verstuur mijn antwoorden").click()
    own.wait_for_load_state()
    page.reload()
    assert "Ingevuld door de cliënt" in page.content()
    assert seen(world, world.marloes).sent_at is not None


def test_two_advisers_hold_an_intake_together(
    world: World, dossier_id: UUID, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    page = opened(open_browser, world.marloes, f"/dossiers/{dossier_id}/intake/")
    count = Counter(page)
    count.choose("in een gesprek met twee adviseurs")
    count.choose("heeft een uitkering")
    count.press("Open de intake")
    page.locator("summary").filter(has_text="Houd de intake samen").click()
    count.choose("Bas Kuiper")
    page.locator("form[action$='/together/'] button").click()
    page.wait_for_load_state()
    audit(page)
    with world.bas.at_work(Purpose.INTAKE):
        found = set(IntakeAdviser.objects.values_list("reader_id", flat=True))
    assert found == {world.marloes.reader_id, world.bas.reader_id}


def test_uwv_begins_and_the_municipality_completes(
    world: World, dossier_id: UUID, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    tab = f"/dossiers/{dossier_id}/intake/"
    page = opened(open_browser, world.marloes, tab)
    count = Counter(page)
    count.choose("in een gesprek")
    count.choose("zoekt werk, zonder uitkering")
    count.press("Open de intake")
    page.get_by_role("link", name="Werk en mogelijkheden").click()
    count.fill("Beschikbaar vanaf", "2027-01-04")
    count.press("Bewaar en stop")
    other = opened(open_browser, world.bas, tab)
    other.get_by_role("button", name="Neem de intake over").click()
    other.wait_for_load_state()
    audit(other)
    other.get_by_role("link", name="Inkomen", exact=True).click()
    other.locator("label.sk-chip").filter(has_text="bijstand").first.click()
    other.get_by_role("button", name="Bewaar en stop").click()
    other.wait_for_load_state()
    other.get_by_role("link", name="Gegevens voor inkomen").click()
    audit(other)
    with world.bas.at_work(Purpose.INTAKE):
        saved = dict(IntakePart.objects.exclude(saved_at=None).values_list("key", "organisation_id"))
    assert saved == {"work": world.uwv, "income": world.city}
    assert seen(world, world.bas).organisation_id == world.city
