"""A day of a coach and of a client in the other engines: log in, find, write down, read in a file, read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from schakel.jobseekers.contacts.models import ContactMoment
from tests.browsers.conftest import Start
from tests.browsers.engines import PHONE, Engine
from tests.world import PASSWORD, Person, World, right_to

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]
WROTE = "Kennisgemaakt. Wil overdag werken."
INLINE = "const one = document.createElement('script'); one.textContent = '1'; document.body.append(one);"
TOO_WIDE = """
const room = document.documentElement.clientWidth;
return [room, document.documentElement.scrollWidth - room];
"""


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    right = right_to("participatiewet", date(2026, 1, 1))
    return world.open(world.bas, world.city, family_name="Bloemendaal", entitlement=right)


def log_in(browser: Engine, base: str, person: Person) -> None:
    browser.open(f"{base}/login/")
    browser.type("input[name=username]", person.username)
    browser.type("input[name=password]", PASSWORD)
    browser.submit("form[action='/login/'] button[type=submit]")
    assert "/login/" not in browser.url


def pick(browser: Engine, name: str, value: str) -> None:
    """Choose one of a set; what is clicked is the words, as people do."""
    field = f"input[name={name}][value={value}]"
    browser.press(browser.one(f"label:has({field}), input[name={name}][value={value}]"))


def write_contact(browser: Engine, base: str, dossier_id: UUID) -> None:
    browser.open(f"{base}/dossiers/")
    browser.submit(f"main a[href^='/dossiers/{dossier_id}/']")
    assert "Bloemendaal" in browser.text("main")
    browser.open(f"{base}/dossiers/{dossier_id}/contacts/")
    pick(browser, "channel", "phone")
    pick(browser, "kind", "progress")
    browser.type("textarea[name=summary]", WROTE)
    browser.submit("form:has(textarea[name=summary]) button[type=submit]")
    assert WROTE in browser.text("main")


def take_in_file(browser: Engine, base: str, folder: Path) -> None:
    file = folder / "lijst.csv"
    file.write_text("achternaam;voornaam;cliëntnummer;geboortedatum\nProefpersoon;Test;U-1;3-5-1985\n")
    browser.open(f"{base}/imports/")
    browser.press(browser.one("select[name=default_team] option:last-child"))
    browser.type('input[type="file"][name=file]', str(file))
    browser.submit("form[enctype='multipart/form-data'] button[type=submit]")
    assert "lijst.csv" in browser.text("main")
    assert "Verwerk 1 regel" in browser.text("main")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_coach_finds_a_client_writes_a_contact_down_and_reads_in_a_file(
    world: World, dossier_id: UUID, start: Start, live_server: object, tmp_path: Path, script: bool
) -> None:
    base = str(live_server)
    browser = start(script=script)
    log_in(browser, base, world.bas)
    write_contact(browser, base, dossier_id)
    take_in_file(browser, base, tmp_path)
    with world.bas.at_work():
        assert ContactMoment.objects.count() == 1
    assert browser.complaints() == []


def test_a_client_reads_their_own_pages_on_a_phone(
    world: World, dossier_id: UUID, start: Start, live_server: object
) -> None:
    base = str(live_server)
    client = world.client_of(dossier_id, world.bas)
    browser = start(width=PHONE)
    log_in(browser, base, client)
    for path in ("/me/", "/me/plan/", "/me/data/", "/me/letters/"):
        browser.open(f"{base}{path}")
        assert browser.text("main h1")
        room, beyond = browser.evaluate(TOO_WIDE)
        # The window of WebKit's small browser doesn't become narrower than its own bar.
        assert (room <= 340, beyond <= 0) == (True, True), (path, room, beyond)
    assert browser.complaints() == []


@pytest.mark.parametrize("start", ["firefox"], indirect=True)
def test_firefox_tells_what_the_content_policy_held_back(start: Start, live_server: object) -> None:
    browser = start()
    browser.open(f"{live_server}/login/")
    assert browser.complaints() == []
    browser.evaluate(INLINE)
    assert any("Content-Security-Policy" in line for line in browser.complaints())
