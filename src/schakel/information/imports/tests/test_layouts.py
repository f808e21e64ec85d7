"""Layouts: those that come with Schakel, those an organisation keeps, and files that no longer fit."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.kernel.errors import InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.actions import save_layout
from schakel.information.imports.layouts import BUILT_IN, built_in, fit
from schakel.information.imports.models import ImportLayout, ImportRun
from schakel.information.imports.queries import layout_named, layouts_of
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
OWN = "Naam;Kenmerk;Mobiel\nAarts;K1;0600000001\n"
MAPPING = {"family_name": "Naam", "client_number": "Kenmerk", "phone": "Mobiel"}


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def upload(client: Client, text: str, layout: str) -> Any:
    file = SimpleUploadedFile("lijst.csv", text.encode(), content_type="text/csv")
    return client.post("/imports/", {"file": file, "submit_key": str(uuid7()), "layout": layout}, follow=True)


def saved(world: World, name: str = "Maandbestand", **changes: str) -> str:
    with world.bas.at_work(Purpose.INTAKE) as actor:
        return str(save_layout(actor=actor, organisation_id=world.city, name=name, mapping=MAPPING | changes))


@pytest.mark.parametrize("layout", BUILT_IN, ids=lambda layout: layout.key)
def test_a_layout_that_comes_with_it_reads_its_usual_headings(layout: Any) -> None:
    headers = [headings[0] for headings in layout.columns.values()]
    found = fit(layout, headers)
    assert found.is_whole
    assert found.mapping == {name: headings[0] for name, headings in layout.columns.items()}


def test_a_heading_that_is_gone_is_told_for_its_field() -> None:
    layout = built_in("provider")
    assert layout is not None
    found = fit(
        layout, ["Achternaam", "Uw kenmerk", "Geboortedatum", "Roepnaam", "Mobiel", "Woonplaats", "BSN"]
    )
    assert found.missing == {"prefix": "Voorvoegsel", "email": "E-mail"}
    assert found.unused == ("BSN",)


def test_a_heading_that_stands_twice_is_told() -> None:
    layout = built_in("municipality")
    assert layout is not None
    assert fit(layout, ["BSN", "BSN (2)"]).doubled == {"bsn": "BSN"}


def test_a_layout_gets_a_next_version_only_when_it_changes(world: World) -> None:
    first = saved(world)
    assert saved(world) == first
    saved(world, phone="Telefoon")
    with world.bas.at_work(Purpose.INTAKE):
        assert list(ImportLayout.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
        newest = [layout.version for layout in layouts_of(world.city) if layout.version]
    assert newest == [2]


def test_a_layout_needs_a_name(world: World) -> None:
    with pytest.raises(InvalidError):
        saved(world, name="   ")


def test_another_organisation_knows_no_layout_of_this_one(world: World) -> None:
    key = saved(world)
    with world.marloes.at_work(Purpose.INTAKE) as actor:
        assert layout_named(world.uwv, key) is None
        assert layout_named(world.city, key) is None
        with pytest.raises(NotFoundError):
            save_layout(actor=actor, organisation_id=world.city, name="x", mapping=MAPPING)


def test_a_file_that_fits_is_read_without_a_question(world: World) -> None:
    page = upload(browser(world.bas), OWN, saved(world))
    assert "Verwerk 1 regel" in page.content.decode()
    with world.bas.at_work(Purpose.INTAKE):
        assert ImportRun.objects.get().mapping == MAPPING


def test_what_the_layout_leaves_out_is_not_read(world: World) -> None:
    text = "Naam;Kenmerk;Mobiel;BSN\nAarts;K1;0600000001;123\n"
    assert "Verwerk 1 regel" in upload(browser(world.bas), text, saved(world)).content.decode()


def test_a_file_that_no_longer_fits_asks_what_each_column_is_now(world: World) -> None:
    page = upload(browser(world.bas), OWN.replace("Mobiel", "Gsm"), saved(world)).content.decode()
    assert "De indeling verwacht ‘Mobiel’; die kop staat niet in dit bestand." in page
    assert "Maandbestand (versie 1)" in page
    assert re.search(r'<option value="Kenmerk" selected', page)


def test_what_is_chosen_then_can_be_kept_as_the_next_version(world: World) -> None:
    client = browser(world.bas)
    page = upload(client, OWN.replace("Mobiel", "Gsm"), saved(world))
    chosen = MAPPING | {"phone": "Gsm", "layout_name": "Maandbestand", "submit_key": str(uuid7())}
    client.post(page.redirect_chain[-1][0], chosen)
    with world.bas.at_work(Purpose.INTAKE):
        newest = ImportLayout.objects.get(version=2)
    assert newest.mapping["phone"] == "Gsm"


def test_two_equal_headings_are_asked_and_both_can_be_chosen(world: World) -> None:
    text = "Naam;Kenmerk;Mobiel;Mobiel\nAarts;K1;0600000001;0600000002\n"
    page = upload(browser(world.bas), text, saved(world)).content.decode()
    assert "De kop ‘Mobiel’ staat twee keer in het bestand. Kies welke telt." in page
    assert '<option value="Mobiel (2)">' in page
