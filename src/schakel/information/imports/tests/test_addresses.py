"""Addresses in a client file: whole or refused, kept for who is new, and never a move of who is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.access.types import Purpose
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.models import Address
from schakel.information.imports.columns import recognised
from schakel.information.imports.entries import entry_of
from schakel.information.imports.models import ImportRow
from schakel.information.imports.people import People
from schakel.information.imports.tests.files import applied, previewed
from schakel.information.imports.tests.test_rows import QUEUE
from schakel.information.imports.types import Entry
from tests.world import World

PEOPLE = People({}, {}, QUEUE)
WHOLE = {"street": "Kade", "house_number": "4", "postcode": "1234 ab", "place": "Westerveen"}


def entry(**values: str) -> Entry:
    return entry_of(2, {"family_name": "Aarts", "client_number": "K1"} | values, PEOPLE)


@pytest.mark.parametrize(
    ("values", "number", "suffix"),
    [
        ({}, 4, ""),
        ({"house_number": "4-A"}, 4, "A"),
        ({"house_number": "4 bis"}, 4, "bis"),
        ({"house_number": "4/2"}, 4, "2"),
        ({"house_number": "4a", "house_suffix": "hs"}, 4, "a hs"),
        ({"house_suffix": "II"}, 4, "II"),
    ],
)
def test_an_address_is_read_as_people_write_it(values: dict[str, str], number: int, suffix: str) -> None:
    found = entry(**WHOLE | values)
    assert found.problems == ()
    assert found.client.address == NewAddress("Kade", number, "1234AB", "Westerveen", suffix)


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ({"street": ""}, "Adres: niet compleet, straat ontbreekt"),
        ({"street": "", "place": ""}, "Adres: niet compleet, straat, plaats ontbreekt"),
        ({"postcode": "12345"}, "Adres: Een postcode heeft vier cijfers"),
        ({"postcode": "1234SS"}, "Adres: Een postcode heeft vier cijfers"),
        ({"house_number": "0"}, "Adres: Vul een huisnummer in"),
        ({"house_number": "bis"}, "Huisnummer: begint niet met een getal"),
        ({"house_number": "-4"}, "Huisnummer: begint niet met een getal"),
        ({"house_number": "123456"}, "Huisnummer: begint niet met een getal"),
        ({"house_suffix": "x" * 11}, "Toevoeging: te lang"),
        ({"street": "x" * 81}, "Straat: 81 tekens is te lang"),
        ({"place": "x" * 81}, "Plaats: 81 tekens is te lang"),
    ],
)
def test_a_rotten_address_gets_a_sentence_and_is_not_kept(values: dict[str, str], start: str) -> None:
    found = entry(**WHOLE | values)
    assert [problem for problem in found.problems if problem.startswith(start)], found.problems


def test_a_row_without_street_number_and_postcode_tells_a_place_only() -> None:
    found = entry(street="", house_number="", postcode="", place="Westerveen")
    assert (found.problems, found.client.address, found.client.place) == ((), None, "Westerveen")


@pytest.mark.parametrize("left_out", list(WHOLE))
def test_a_file_that_lacks_a_column_has_no_addresses(left_out: str) -> None:
    found = entry(**{name: text for name, text in WHOLE.items() if name != left_out})
    assert (found.problems, found.client.address) == ((), None)


@given(st.fixed_dictionaries({name: st.text(max_size=20) for name in (*WHOLE, "house_suffix")}))
def test_whatever_stands_in_the_cells_it_is_an_address_or_a_sentence(values: dict[str, str]) -> None:
    found = entry(**values)
    address = found.client.address
    if address is not None:
        assert len(address.house_suffix) <= 10
        assert address.house_number > 0
    elif any(values[name] for name in ("street", "house_number", "postcode")):
        assert found.problems


def test_its_headings_are_known() -> None:
    found = recognised(["Straat", "Huisnr.", "Toevoeging", "Postcode", "Woonplaats"])
    assert set(found) == {"street", "house_number", "house_suffix", "postcode", "place"}


FILE = "achternaam;cliëntnummer;geboortedatum;straat;huisnummer;postcode;plaats\n"


@pytest.mark.django_db(databases=["default", "owner"])
def test_who_is_new_gets_the_address_and_who_is_known_keeps_theirs() -> None:
    world = World()
    first = taken_in(world, "Kade;4-A;1234AB")
    again = taken_in(world, "Singel;9;1234AC")
    with world.bas.at_work():
        address = Address.objects.get()
        assert (address.street, address.house_number, address.house_suffix) == ("Kade", 4, "A")
    assert first.outcome == ImportRow.Outcome.NEW
    assert again.outcome == ImportRow.Outcome.SAME
    assert any("verhuist niet door een bestand" in note for note in again.notes)


def taken_in(world: World, address: str) -> ImportRow:
    """The only row of a file that was applied."""
    text = f"{FILE}Aarts;K1;3-5-1985;{address};Westerveen\n"
    run_id = previewed(world.bas, world.city, text.encode())
    applied(world.bas, world.city, run_id)
    with world.bas.at_work(Purpose.INTAKE):
        return ImportRow.objects.get(run_id=run_id)
