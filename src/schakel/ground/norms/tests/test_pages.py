"""The pages of the norms: by subject, one by one, compared, searched, on another day; and the law's test."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from schakel.ground.accounts.models import Account
from schakel.ground.norms.registers import the_register
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


@pytest.fixture
def bas() -> Client:
    return _client(World().bas)


def _text(response: Any) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_start_shows_every_subject_against_every_scheme(bas: Client) -> None:
    text = _text(bas.get("/norms/"))
    assert "/norms/subjects/plan/" in text
    assert "niet geregistreerd" in text


def test_the_pages_ask_the_database_for_no_norm(bas: Client, django_assert_max_num_queries: Any) -> None:
    bas.get("/norms/")
    with django_assert_max_num_queries(11):
        bas.get("/norms/", {"q": "plan"})


def test_words_find_norms_by_what_they_say_and_where_they_stand(bas: Client) -> None:
    text = _text(bas.get("/norms/", {"q": "WW art. 25"}))
    assert "WW-25" in text
    assert "PW-9-1-c" not in text


def test_what_fits_no_norm_says_how_to_go_on(bas: Client) -> None:
    assert "Geen norm past hierbij" in _text(bas.get("/norms/", {"q": "kwibus"}))


def test_the_norms_for_one_addressee_are_shown(bas: Client) -> None:
    text = _text(bas.get("/norms/", {"to": "svb"}))
    assert "PW-47c-14" in text
    assert "WW-25" not in text


def test_a_norm_of_2007_is_shown_on_its_day_only(bas: Client) -> None:
    assert "SA-12" in _text(bas.get("/norms/", {"q": "SA-12", "on": "2007-06-01"}))
    assert "Geen norm past hierbij" in _text(bas.get("/norms/", {"q": "SA-12", "on": "2026-11-22"}))


@pytest.mark.parametrize("on", ["gisteren", "1066-01-01", "2026-02-30"])
def test_a_day_that_can_not_be_is_told_and_the_page_still_shows(bas: Client, on: str) -> None:
    assert "utrecht-form-field-error-message" in _text(bas.get("/norms/", {"on": on}))


def test_a_subject_shows_schemes_with_and_without_norms(bas: Client) -> None:
    text = _text(bas.get("/norms/subjects/proefplaats/"))
    assert "PW-8a-2-d" in text
    assert "Niet geregistreerd." in text


def test_two_schemes_are_compared(bas: Client) -> None:
    text = _text(bas.get("/norms/subjects/plan/", {"regime": ["PW", "WIA"]}))
    assert 'id="regeling-PW"' in text
    assert 'id="regeling-ZW"' not in text


@pytest.mark.parametrize("norm", ["PW-9a-7", "AWB-3:2", "WJ-2:18", "BS-4.1", "WW-77a", "SA-12"])
def test_one_norm_is_shown_with_its_history_and_examples(bas: Client, norm: str) -> None:
    text = _text(bas.get(f"/norms/{norm}/"))
    assert "Geschiedenis" in text
    assert "Voorbeelden" in text


def test_text_that_nobody_checked_says_so(bas: Client) -> None:
    text = _text(bas.get("/norms/PW-9a-7/"))
    assert "tekst nog niet nagekeken" in text
    assert "nog niet door een jurist" in text


@pytest.mark.parametrize("address", ["/norms/XX-1/", "/norms/subjects/niets/"])
def test_what_is_not_there_is_not_found(bas: Client, address: str) -> None:
    assert bas.get(address).status_code == 404


def test_the_test_of_the_law_shows_its_questions_and_gives_them_as_a_table(bas: Client) -> None:
    assert "WW-26-1-k" in _text(bas.get("/norms/law/"))
    table = bas.get("/norms/law/table/")
    assert table["Content-Type"].startswith("text/csv")
    assert table.content.decode().startswith("check,subject,regime,norms,text,key,state,")


def test_regulations_show_when_they_were_adopted_and_came_into_force(bas: Client) -> None:
    text = _text(bas.get("/norms/sources/"))
    assert "Participatiewet" in text
    assert "WWB" in text
    assert "Huisnormen: van ons, geen wet" in text


def test_every_norm_has_an_address() -> None:
    for name in the_register().norms:
        assert resolve(reverse("norms:norm", args=[name])).kwargs == {"norm_id": name}
