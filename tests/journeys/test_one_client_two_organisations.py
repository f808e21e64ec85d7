"""The real-input journey: a file of real titles, two organisations, one client and the client's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schakel.config.connecting import connect
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers import access_report
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.sources import discover
from schakel.information.imports.running import take_in_some
from tests.journeys.steps import choose
from tests.shared import shared
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True),
]

TITLES = ("data", "melo_nl", "nld_q_nl_c_nl", "queries.tsv")
OURS = "Proefpersoon0007"


@pytest.fixture
def world() -> World:
    made = World()
    sources = discover(shared("data"))
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        load_vocabulary(actor=context.actor, concepts=sources.concepts(), mappings=sources.mappings())
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Fictional people, each with one of the 2,605 real titles as last occupation."""
    lines = shared(*TITLES).read_text(encoding="utf-8").splitlines()
    titles = [line.partition("\t")[2].replace('"', "") for line in lines]
    rows = ["achternaam;voornaam;cliëntnummer;geboortedatum;regeling;begindatum;laatste beroep"]
    rows += [
        f'Proefpersoon{n:04};Test;U-{n:04};{n % 28 + 1}-5-1985;WW;1-9-2026;"{title}"'
        for n, title in enumerate(titles)
    ]
    path = tmp_path / "clienten.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def follow(page: Any, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def import_file(page: Any, file: Path, audit: Callable[[Any], None]) -> None:
    choose(page, "Inlezen")
    audit(page)
    page.get_by_label("Bestand", exact=True).set_input_files(str(file))
    page.get_by_label("Team voor wie nog niemand heeft").select_option(label="Team WW")
    press(page, "Kijk bestand na")
    audit(page)
    page.get_by_role("button", name="Verwerk").first.click()
    page.wait_for_load_state()
    audit(page)
    while take_in_some():
        pass
    page.reload()
    page.get_by_role("heading", name="Verwerkt", exact=True).wait_for()
    audit(page)


def guide(page: Any, audit: Callable[[Any], None]) -> str:
    """Marloes takes the client out of the queue and works; returns the address of the dossier."""
    page.goto(f"/dossiers/?q={OURS}")
    audit(page)
    follow(page, OURS)
    audit(page)
    address = page.url
    page.goto(f"{address}people/")
    audit(page)
    take_regie(page)
    confirm_occupation(page, address, audit)
    record_contact(page, address, audit)
    make_agreement(page, address, audit)
    decide(page, address, audit)
    hand_over(page, address, audit)
    return str(address)


def take_regie(page: Any) -> None:
    page.get_by_text("Neem de regie").first.click()
    form = page.locator("form", has=page.get_by_role("button", name="Neem de regie"))
    form.get_by_label("organisatie", exact=False).first.check()
    form.get_by_label("Reden").fill("nieuw in mijn caseload")
    form.get_by_role("button", name="Neem de regie").click()
    page.wait_for_load_state()


def confirm_occupation(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    page.goto(f"{address}profile/")
    audit(page)
    page.locator("input[name=uri]").first.check()
    press(page, "Bevestig beroep")


def record_contact(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    page.goto(f"{address}contacts/")
    audit(page)
    page.get_by_label("telefoon").check()
    page.get_by_label("voortgangsgesprek").check()
    page.locator("textarea[name=summary]").fill("Kennisgemaakt. Wil overdag werken.")
    page.locator("form:has(textarea[name=summary]) button[type=submit]").first.click()
    page.wait_for_load_state()


def make_agreement(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    page.goto(f"{address}plan/")
    audit(page)
    follow(page, "Maak een afspraak")
    audit(page)
    page.locator("input[name=what]").fill("Cv bijwerken")
    page.locator("input[name=because]").fill("er is een vacature die past")
    page.locator("input[name=duty][value=client]").check()
    page.locator("input[name=due_on]").fill(clock.today().isoformat())
    page.locator("form:has(input[name=what]) button[type=submit]").first.click()
    page.wait_for_load_state()


def decide(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    page.goto(f"{address}plan/")
    follow(page, "Leg een keuze vast")
    audit(page)
    page.locator("[name=kind][value=direction]").check()
    page.locator("[name=question]").fill("Welke richting?")
    page.locator("[name=option_1]").fill("eigen beroep")
    page.locator("[name=option_2]").fill("iets anders")
    page.locator("[name=chosen]").first.check()
    page.locator("[name=reason][value=client_wish]").check()
    page.locator("[name=client_view][value=agrees]").check()
    page.locator("form:has([name=question]) button[type=submit]").first.click()
    page.wait_for_load_state()


def hand_over(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    page.goto(f"{address}handover/")
    audit(page)
    page.locator("select[name=team]").select_option(label="Team Werk")
    press(page, "Verder")
    audit(page)
    for area in page.locator("textarea[name^=part-]").all():
        area.fill("Zoals besproken.")
    page.locator("input[name=kind][value=warm]").check()
    page.locator("[name=message]").fill("Het plan staat klaar.")
    page.locator("[name=because]").fill("de WW eindigt")
    page.locator("form:has([name=message]) button[type=submit]").first.click()
    page.wait_for_load_state()


def take_up(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    """Bas finds the handover, takes it up, and sees what UWV knew already."""
    choose(page, "Overdrachten")
    audit(page)
    page.get_by_role("button", name="Pak op").first.click()
    page.wait_for_load_state()
    page.goto(address)
    audit(page)
    for words in ("Regie Gemeente Oosterwaard", "Cv bijwerken", "Kennisgemaakt", "Keuze: eigen beroep"):
        assert page.get_by_text(words).first.is_visible(), words


def give_login(page: Any, address: str, audit: Callable[[Any], None]) -> str:
    """A login for the client; returns the password that is shown once."""
    page.goto(f"{address}login/")
    audit(page)
    page.locator("[name=username]").fill("proefpersoon")
    page.locator("form:has([name=username]) button[type=submit]").first.click()
    page.wait_for_load_state()
    return str(page.locator("main code").nth(1).inner_text())


def test_a_file_two_organisations_one_client_and_who_looked(
    world: World, file: Path, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    marloes = open_browser(world.marloes.username, PASSWORD)
    audit(marloes)
    import_file(marloes, file, audit)
    address = guide(marloes, audit)
    bas = open_browser(world.bas.username, PASSWORD)
    take_up(bas, address, audit)
    password = give_login(bas, address, audit)
    for width in (1280, 320):
        client = open_browser("proefpersoon", password, width=width)
        for path in ("/me/", "/me/plan/", "/me/data/", "/me/looks/"):
            client.goto(path)
            audit(client)
        client.goto("/me/")
        assert client.get_by_text("Cv bijwerken").first.is_visible()
        client.goto("/me/looks/")
        for name in ("Marloes van Dijk", "Bas Kuiper"):
            assert client.get_by_text(name).first.is_visible()
    with connect("owner") as owner, connect("default") as app:
        assert verify(owner).ok
        assert access_report.report(owner, app, clock.today()).leaks == []
