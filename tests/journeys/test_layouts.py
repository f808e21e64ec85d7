"""The three layouts that come with Schakel: each file from upload to dossiers, without script as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schakel.ground.dossiers.models import Dossier
from schakel.information.imports.tests.files import bsns
from schakel.information.imports.tests.sheets import number_cell, workbook
from tests.journeys.steps import choose
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]


@pytest.fixture
def world() -> World:
    return World()


def municipal_file() -> bytes:
    """A workbook with dates as serials, and a column that nobody asked for."""
    numbers = bsns()
    head = ["BSN", "Clientnr", "Naam", "Voorvoegsel", "Voornamen", "Geboortedatum", "Woonplaats"]
    more = ["Soort uitkering", "Ingangsdatum", "Einddatum", "Klantmanager", "Norm"]
    rows = [
        [next(numbers), "K1", "Berg", "van der", "Noor", number_cell("31170", 1), "Oosterwaard"],
        [next(numbers), "K2", "Çelik", "", "Emre", number_cell("33205", 1), "Oosterwaard"],
    ]
    benefit = ["bijstand", number_cell("45823", 1), "", "", "alleenstaand"]
    return workbook([head + more, *(row + benefit for row in rows)])


def uwv_file() -> bytes:
    numbers = bsns()
    head = (
        "BSN;Geslachtsnaam;Voorvoegsel;Voorletters;Geboortedatum;Woonplaats;Laatste beroep;Wet;"
        "Eerste dag recht;Laatste dag recht;Uren per week;Team\n"
    )
    row = ";Faber;;I.;19790112;Lingemond;kok;WW;1 sep 2026;28-02-2027;32;\n"
    return (head + "".join(f"{next(numbers)}{row}" for _ in range(2))).encode("cp1252")


def provider_file() -> bytes:
    head = "Uw kenmerk;Achternaam;Voorvoegsel;Roepnaam;Geboortedatum;Mobiel;E-mail;Woonplaats\n"
    return (head + "K1;Berg;van der;Noor;3-5-1985;0600000009;noor@example.org;Oosterwaard\n").encode()


def take_in(page: Any, layout: str, name: str, content: bytes, expected: str) -> None:
    choose(page, "Inlezen")
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_label("Indeling van het bestand").select_option(label=layout)
    page.get_by_role("button", name="Kijk bestand na").click()
    page.get_by_role("button", name=expected).click()
    page.get_by_role("heading", name="Verwerkt").wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_a_municipal_file_and_then_the_list_of_a_provider(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None], script: bool
) -> None:
    page = open_browser(world.bas.username, PASSWORD, script=script)
    take_in(page, "Uitkeringsbestand van de gemeente", "bestand.xlsx", municipal_file(), "Verwerk 2 regels")
    take_in(page, "Deelnemerslijst van een aanbieder", "lijst.csv", provider_file(), "Verwerk 1 regel")
    if script:
        audit(page)
    page.get_by_role("link", name="Dossier").click()
    assert "Noor van der Berg" in page.content()
    assert "0600000009" in page.content().replace(" ", "")


def test_a_file_of_uwv(world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None]) -> None:
    page = open_browser(world.marloes.username, PASSWORD)
    take_in(page, "Uitkeringsbestand van UWV", "uitvoer.txt", uwv_file(), "Verwerk 2 regels")
    audit(page)
    with world.marloes.at_work():
        assert Dossier.objects.count() == 2
