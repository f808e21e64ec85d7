"""Each file kind that comes with Schakel: read in, read in again, and brought up to date by a newer one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.models import Entry
from schakel.ground.people.actions import change_client
from schakel.ground.people.models import BenefitEntitlement, Client, ClientNumber
from schakel.information.imports.tests.files import bsns
from schakel.information.imports.tests.sheets import number_cell, workbook
from tests.journeys.steps import choose
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]
Places = tuple[str, str]
BEFORE, AFTER = ("Oosterwaard", "Oosterwaard"), ("Lingemond", "Lingemond")
BY_HAND = "Zuiderwaard"


@pytest.fixture
def world() -> World:
    return World()


def municipal(places: Places) -> bytes:
    """A workbook of the municipality, with days as a spreadsheet counts them."""
    numbers = bsns()
    head = ["BSN", "Clientnr", "Naam", "Voorvoegsel", "Voornamen", "Geboortedatum", "Woonplaats"]
    more = ["Soort uitkering", "Ingangsdatum", "Einddatum", "Klantmanager"]
    rows = [
        [next(numbers), "K1", "Berg", "van der", "Noor", number_cell("31170", 1), places[0]],
        [next(numbers), "K2", "Çelik", "", "Emre", number_cell("33205", 1), places[1]],
    ]
    benefit = ["bijstand", number_cell("45823", 1), "", ""]
    return workbook([head + more, *(row + benefit for row in rows)])


def uwv(places: Places) -> bytes:
    """A text file of UWV in the signs of Windows, with days in two styles."""
    numbers = bsns()
    head = (
        "BSN;Geslachtsnaam;Voorvoegsel;Voorletters;Geboortedatum;Woonplaats;Laatste beroep;Wet;"
        "Eerste dag recht;Laatste dag recht;Uren per week;Team\n"
    )
    rows = (
        f"{next(numbers)};Berg;van der;N.;19850503;{places[0]};kok;WW;1 sep 2026;28-02-2027;32;\n"
        f"{next(numbers)};Çelik;;E.;19901128;{places[1]};tuinman;WW;1 sep 2026;28-02-2027;32;\n"
    )
    return (head + rows).encode("cp1252")


def provider(places: Places) -> bytes:
    """The list of a provider, that knows its participants by the number of who sent them."""
    head = "Uw kenmerk;Achternaam;Voorvoegsel;Roepnaam;Geboortedatum;Mobiel;E-mail;Woonplaats\n"
    rows = (
        f"K1;Berg;van der;Noor;3-5-1985;0600000009;noor@voorbeeld.test;{places[0]}\n"
        f"K2;Çelik;;Emre;28-11-1990;0600000008;emre@voorbeeld.test;{places[1]}\n"
    )
    return (head + rows).encode()


def looked_at(page: Any, layout: str, name: str, content: bytes) -> None:
    """The preview of a file, read by a layout."""
    choose(page, "Inlezen")
    page.get_by_label("Bestand", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_label("Indeling van het bestand").select_option(label=layout)
    page.get_by_role("button", name="Kijk bestand na").click()
    page.get_by_role("heading", name="Nog niets veranderd").wait_for()


def finished(page: Any, button: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("heading", name="Verwerkt").wait_for()


def standing(world: World, name: str) -> list[Any]:
    """What the dossiers hold, and how much was written about them."""
    with getattr(world, name).at_work():
        clients = Client.objects.order_by("sort_key").values_list("family_name", "place", "phone", "version")
        ids = list(Dossier.objects.values_list("pk", flat=True))
        rights = BenefitEntitlement.objects.count()
        entries = Entry.objects.filter(dossier_id__in=ids).count()
        return [list(clients), rights, ClientNumber.objects.count(), entries]


def moved_by_hand(world: World, name: str) -> UUID:
    """A professional heard from the client where they live now."""
    with getattr(world, name).at_work() as actor:
        client = Client.objects.get(family_name="Berg")
        changes = {"place": BY_HAND}
        change_client(actor=actor, dossier_id=client.pk, expected_version=None, changes=changes)
        return client.pk


@pytest.mark.parametrize(
    ("who", "layout", "name", "made"),
    [
        ("bas", "Uitkeringsbestand van de gemeente", "bestand.xlsx", municipal),
        ("marloes", "Uitkeringsbestand van UWV", "uitvoer.txt", uwv),
        ("bas", "Deelnemerslijst van een aanbieder", "lijst.csv", provider),
    ],
)
def test_a_file_read_in_twice_and_then_a_newer_one(
    world: World,
    open_browser: Callable[..., Any],
    audit: Callable[[Any], None],
    who: str,
    layout: str,
    name: str,
    made: Callable[[Places], bytes],
) -> None:
    page = open_browser(getattr(world, who).username, PASSWORD)
    looked_at(page, layout, name, made(BEFORE))
    audit(page)
    finished(page, "Verwerk 2 regels")
    page.get_by_role("link", name="Dossier").first.click()
    page.get_by_role("heading", name="van der Berg").first.wait_for()
    before = standing(world, who)

    looked_at(page, layout, name, made(BEFORE))
    finished(page, "Sluit dit bestand af")
    assert "2 regels waren al bekend zoals ze zijn" in page.content()
    assert standing(world, who) == before

    moved_by_hand(world, who)
    looked_at(page, layout, name, made(AFTER))
    assert "Plaats: in het dossier staat iets anders, dat blijft staan." in page.content()
    audit(page)
    finished(page, "Verwerk 1 regel")
    assert [(client[0], client[1]) for client in standing(world, who)[0]] == [
        ("Berg", BY_HAND),
        ("Çelik", "Lingemond"),
    ]
