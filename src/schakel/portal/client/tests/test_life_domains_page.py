"""The client's page of life domains: what is open, who asked and why, and the own yes or stop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.dossiers.models import Consent
from schakel.ground.dossiers.tests.agreeing import MONEY, Agreeing
from schakel.ground.dossiers.tests.pages import browser, own_statements
from schakel.ground.kernel import clock

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PAGE = "client:life_domains"


@pytest.fixture
def scene() -> Agreeing:
    return Agreeing()


@pytest.fixture
def amina(scene: Agreeing) -> Client:
    return browser(scene.amina)


def _read(amina: Client) -> str:
    response = amina.get(reverse(PAGE))
    assert response.status_code == 200
    return response.content.decode()


def _give(amina: Client, scene: Agreeing, **changes: str) -> int:
    day = (clock.today() + timedelta(days=30)).isoformat()
    values = {"organisation_id": str(scene.world.city), "purpose": "guidance", "last_day": day}
    return amina.post(reverse("client:give_consent"), values | changes).status_code


def _sees(scene: Agreeing) -> bool:
    url = reverse("dossiers:life_domains", args=[scene.dossier_id])
    return MONEY.question in browser(scene.world.bas).get(url).content.decode()


def test_it_tells_what_is_open_who_asked_and_why(scene: Agreeing, amina: Client) -> None:
    scene.open(scene.cor)
    shown = _read(amina)
    for words in ("Geld en schulden", MONEY.question, MONEY.because[1:], "Cor Zorg", "Uzelf"):
        assert words in shown


def test_empty_it_says_so(amina: Client) -> None:
    assert "Er is geen leefgebied open" in _read(amina)


def test_yes_opens_and_stop_closes_at_once(scene: Agreeing, amina: Client) -> None:
    scene.open(scene.cor)
    assert not _sees(scene)
    assert _give(amina, scene) == 302
    assert _sees(scene)
    with scene.amina.at_work():
        consent_id = Consent.objects.get().pk
    assert amina.post(reverse("client:withdraw_consent", args=[consent_id])).status_code == 302
    assert not _sees(scene)
    assert "gestopt op" in _read(amina)


def test_the_page_says_that_no_is_without_consequence(amina: Client) -> None:
    assert "dan verandert er niets aan uw uitkering" in _read(amina)


@pytest.mark.parametrize(
    "rotten",
    [
        {"last_day": "gisteren"},
        {"last_day": "1999-01-01"},
        {"organisation_id": "geen"},
        {"purpose": ""},
    ],
)
def test_a_rotten_yes_is_refused(scene: Agreeing, amina: Client, rotten: dict[str, str]) -> None:
    assert _give(amina, scene, **rotten) == 422
    with scene.amina.at_work():
        assert not Consent.objects.exists()


def test_a_yes_to_who_has_nothing_to_ask_is_not_found(scene: Agreeing, amina: Client) -> None:
    assert _give(amina, scene, purpose="enforcement") == 404
    assert _give(amina, scene, organisation_id=str(scene.dossier_id)) == 404


def test_another_client_can_not_stop_it(scene: Agreeing) -> None:
    consent_id = scene.agree_oneself(scene.world.city)
    stranger = browser(Agreeing(scene.world).amina)
    assert stranger.post(reverse("client:withdraw_consent", args=[consent_id])).status_code == 404
    with scene.amina.at_work():
        assert not Consent.objects.get().is_withdrawn


def test_stopping_twice_is_told_in_words(scene: Agreeing, amina: Client) -> None:
    url = reverse("client:withdraw_consent", args=[scene.agree_oneself(scene.world.city)])
    amina.post(url)
    response = amina.post(url)
    assert response.status_code == 409
    assert "geldt al niet meer" in response.content.decode()


def test_the_page_takes_few_statements(scene: Agreeing) -> None:
    scene.open(scene.cor)
    scene.agree(scene.world.marloes)
    assert len(own_statements(scene.amina, reverse(PAGE))) <= 8
