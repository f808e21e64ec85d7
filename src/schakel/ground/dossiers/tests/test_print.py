"""The dossier on paper: without contact details, and told to the client as a look to print."""

from __future__ import annotations

import pytest

from schakel.ground.dossiers.tests.pages import address, browser, looks_written, own_statements
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_paper_says_who_printed_it_where_and_what_for() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, family_name="Haddou")
    text = browser(world.marloes).get(address("print", dossier_id)).content.decode()
    assert "afgedrukt op" in text
    assert "door Marloes van Dijk, UWV Oosterwaard · doel: begeleiding naar werk" in " ".join(text.split())
    assert "Dossier" in text


def test_no_address_and_no_phone_number_of_the_client_stands_on_it() -> None:
    world = World()
    contact = {"phone": "06 11 22 33 44", "place": "Veilighem", "email": "a@example.org"}
    dossier_id = world.open(world.marloes, world.uwv, **contact)
    text = browser(world.marloes).get(address("print", dossier_id)).content.decode()
    assert not [value for value in contact.values() if value in text]
    assert "06 11 22 33 44" in browser(world.marloes).get(address("dossier", dossier_id)).content.decode()


def test_printing_is_a_look_of_its_own_kind() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with looks_written() as looks:
        browser(world.marloes).get(address("print", dossier_id))
    assert len(looks) == 1
    assert "dossiers:print" in looks[0]


def test_it_asks_no_more_however_long_the_course() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    assert len(own_statements(world.marloes, address("print", dossier_id))) <= 9
