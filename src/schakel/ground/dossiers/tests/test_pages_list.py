"""The list of clients: whose, in which order, why found, and never a BSN in an address."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.ground.dossiers.tests.pages import address, browser, looks_written, own_statements
from tests.world import World, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
BSN = "999990019"


def test_the_list_shows_my_clients_by_family_name() -> None:
    world = World()
    for name in ("Zwart", "van den Akker", "Mulder"):
        world.open(world.marloes, world.uwv, family_name=name)
    text = browser(world.marloes).get(address("list")).content.decode()
    assert text.index("Akker") < text.index("Mulder") < text.index("Zwart")
    assert "Op achternaam" in text


def test_the_list_hides_what_others_guide() -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou")
    assert "Haddou" not in browser(world.bas).get(address("list") + "?who=all").content.decode()


def test_the_queue_shows_who_waits_for_my_team() -> None:
    world = World()
    world.open_in_queue(world.bas, world.city, world.city_team, family_name="Wachtman")
    text = browser(world.bas).get(address("list") + "?who=queue").content.decode()
    assert "Wachtman" in text
    assert "in wachtrij sinds" in text
    assert "Wachtman" not in browser(world.bas).get(address("list")).content.decode()


def test_a_search_says_why_someone_was_found() -> None:
    world = World()
    world.open(world.marloes, world.uwv, family_name="Haddou")
    text = browser(world.marloes).get(address("list") + "?q=hadou").content.decode()
    assert "Haddou" in text
    assert "lijkt op ‘hadou’" in text


def test_the_list_names_the_benefit() -> None:
    world = World()
    world.open(world.marloes, world.uwv, entitlement=right_to("ww", date(2026, 1, 1)))
    assert "WW" in browser(world.marloes).get(address("list")).content.decode()


def test_a_provider_gets_no_column_of_benefits() -> None:
    world = World()
    assert "Uitkering</th>" not in browser(world.joris).get(address("list")).content.decode()


def test_a_second_page_goes_on_where_the_first_stopped() -> None:
    world = World()
    for number in range(52):
        world.open(world.marloes, world.uwv, family_name=f"Naam{number:02}")
    client = browser(world.marloes)
    first = client.get(address("list"))
    second = client.get(first.context["pager"]["next_url"])
    assert [item["row"].family_name for item in second.context["rows"]] == ["Naam50", "Naam51"]
    assert "naam49" not in first.context["pager"]["next_url"].lower()


def test_a_bsn_in_the_search_box_is_taken_out_of_the_address() -> None:
    world = World()
    response = browser(world.marloes).get(address("list") + f"?q={BSN}", follow=True)
    assert response.redirect_chain == [(address("list"), 302)]
    assert BSN not in response.content.decode()
    assert "Een BSN hoort niet in het adres" in response.content.decode()


def test_the_list_is_written_in_the_read_log() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    with looks_written() as rows:
        browser(world.marloes).get(address("list"))
    assert len(rows) == 1
    assert dossier_id.hex in rows[0]


def test_the_list_asks_at_most_ten_statements() -> None:
    world = World()
    for _number in range(5):
        world.open(world.marloes, world.uwv, entitlement=right_to("ww", date(2026, 1, 1)))
    assert len(own_statements(world.marloes, address("list"))) <= 10
    assert len(own_statements(world.marloes, address("list") + "?q=proef&who=all")) <= 10


def test_a_bsn_of_my_own_client_opens_the_dossier() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, bsn=BSN)
    response = browser(world.marloes).post(address("bsn"), {"bsn": BSN})
    assert response.headers["Location"] == address("dossier", dossier_id)


def test_a_bsn_known_elsewhere_names_whom_to_ask_and_is_logged() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv, bsn=BSN, family_name="Haddou")
    with looks_written() as rows:
        text = browser(world.bas).post(address("bsn"), {"bsn": BSN}).content.decode()
    assert "want u bent daar niet bij betrokken" in text
    assert "UWV Oosterwaard" in text
    assert "Haddou" not in text
    assert [dossier_id.hex in row for row in rows] == [True]


def test_an_unknown_bsn_offers_a_new_dossier() -> None:
    world = World()
    text = browser(world.bas).post(address("bsn"), {"bsn": BSN}).content.decode()
    assert "Niet bekend" in text
    assert "Open een nieuw dossier" in text


def test_a_wrong_bsn_says_what_is_wrong() -> None:
    world = World()
    response = browser(world.bas).post(address("bsn"), {"bsn": "99999001"})
    assert response.status_code == 422
    assert "Dit nummer telt 8 cijfers" in response.content.decode()


def test_a_provider_may_not_look_up_a_bsn() -> None:
    world = World()
    assert browser(world.joris).post(address("bsn"), {"bsn": BSN}).status_code == 404


def test_a_colleague_s_client_is_not_offered_for_joining() -> None:
    world = World()
    world.open(world.bert, world.city, bsn=BSN)
    text = browser(world.bas).post(address("bsn"), {"bsn": BSN}).content.decode()
    assert "Vraag een collega" in text
    assert "Schrijf in en doe mee" not in text
