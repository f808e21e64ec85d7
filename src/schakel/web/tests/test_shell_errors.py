"""A refusal is a page with the menu around it, that says what happened, why and what to do."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from schakel.ground.accounts.models import Account
from tests.world import World

pytestmark = [
    pytest.mark.django_db(databases=["default", "owner"]),
    pytest.mark.urls("schakel.web.tests.failing_urls"),
]


@pytest.fixture
def bas() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(pk=World().bas.account_id))
    return client


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("404", "Wij kunnen deze pagina niet tonen"),
        ("403", "Want dit hoort bij een ander."),
        ("409", "Want een ander was eerder."),
        ("422", "Kies een dag die nog komt."),
    ],
)
def test_a_refusal_stands_in_the_shell(bas: Client, kind: str, says: str) -> None:
    answer = bas.get(f"/refuse/{kind}/")
    html = answer.content.decode()
    assert answer.status_code == int(kind)
    assert says in html
    assert "Bas Kuiper" in html
    assert "Log uit" in html


def test_an_address_that_leads_nowhere_keeps_the_menu(bas: Client) -> None:
    answer = bas.get("/nergens/")
    assert answer.status_code == 404
    assert "Bas Kuiper" in answer.content.decode()


def test_a_stranger_gets_the_bare_page(client: Client) -> None:
    answer = client.get("/nergens/")
    assert answer.status_code == 404
    assert "Log uit" not in answer.content.decode()


def test_a_fault_of_ours_tells_nothing_of_anyone(bas: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    answer = bas.get("/refuse/500/")
    assert answer.status_code == 500
    assert "Haddou" not in answer.content.decode()
    assert "Er ging iets mis bij ons" in answer.content.decode()


def test_a_form_without_its_token_says_it_was_not_sent() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=World().bas.account_id))
    answer = client.post("/logout/")
    assert answer.status_code == 403
    assert "Uw formulier is niet verstuurd" in answer.content.decode()
