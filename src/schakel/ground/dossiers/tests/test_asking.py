"""One search box: what somebody typed is taken apart into what they meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.dossiers.asking import MOST_WORDS, understood

TODAY = date(2026, 11, 22)
BORN = date(1985, 5, 3)


@pytest.mark.parametrize(
    "text",
    ["3-5-1985", "03-05-1985", "3/5/1985", "3.5.85", "3 mei 1985", "3 Mei 1985", "03051985", "1985-05-03"],
)
def test_a_birth_date_is_understood_in_every_dutch_style(text: str) -> None:
    asked = understood(text, today=TODAY)
    assert (asked.birth_date, asked.words, asked.phone) == (BORN, (), "")


@pytest.mark.parametrize(("text", "year"), [("1-1-25", 2025), ("1-1-27", 1927), ("1 mrt 2001", 2001)])
def test_a_birth_date_has_passed(text: str, year: int) -> None:
    born = understood(text, today=TODAY).birth_date
    assert born is not None
    assert born.year == year


@pytest.mark.parametrize("text", ["31-2-1985", "1-13-1985", "1-1-2030", "0-0-0000"])
def test_a_day_that_is_no_birth_date_counts_as_words(text: str) -> None:
    assert understood(text, today=TODAY).birth_date is None


@pytest.mark.parametrize(
    "text",
    ["06 12345678", "0612345678", "+31 6 1234 5678", "0031612345678", "06-12 34 56 78", "(06) 12345678"],
)
def test_a_telephone_is_understood_in_any_writing(text: str) -> None:
    assert understood(text, today=TODAY).phone == "612345678"


@pytest.mark.parametrize(
    ("text", "postcode", "house"),
    [
        ("1234 AB 12", "1234AB", 12),
        ("1234ab 12", "1234AB", 12),
        ("1234 AB 12-a", "1234AB", 12),
        ("1234AB", "1234AB", None),
    ],
)
def test_an_address_is_a_postcode_with_a_house_number(text: str, postcode: str, house: int | None) -> None:
    asked = understood(text, today=TODAY)
    assert (asked.postcode, asked.house_number, asked.words) == (postcode, house, ())


def test_a_name_may_stand_beside_a_birth_date() -> None:
    asked = understood("el Amrani 3 mei 1985", today=TODAY)
    assert (asked.words, asked.birth_date) == (("amrani",), BORN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("van den Berg", {"berg"}),
        ("Zoë Müller", {"zoe", "muller"}),
        ("J.P. Bakker", {"j", "p", "bakker"}),
        ("Jansen-de Vries", {"jansen", "vries"}),
        ("van de", {"van", "de"}),
        ("Ben Bakker", {"ben", "bakker"}),
        ("'t Hart", {"hart"}),
    ],
)
def test_a_name_is_its_telling_words(text: str, words: set[str]) -> None:
    assert set(understood(text, today=TODAY).words) == words


def test_a_number_is_kept_as_it_was_typed() -> None:
    assert understood(" 2026-000042 ", today=TODAY).said == "2026-000042"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_as_something(text: str) -> None:
    asked = understood(text, today=TODAY)
    assert len(asked.words) <= MOST_WORDS
    assert all(word and len(word) <= 40 for word in asked.words)
    assert asked.birth_date is None or asked.birth_date <= TODAY
