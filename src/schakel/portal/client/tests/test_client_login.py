"""A client who can't get in gets a link; a login that is stopped ends everything at once."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from schakel.ground.accounts.models import OneTimeLink
from tests.browsing import former_participant, signed_in
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
CHOSEN = "een-zelf-gekozen-zin"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def amina(world: World, dossier_id: UUID) -> Person:
    return world.client_of(dossier_id, world.marloes)


def renew(person: Person, dossier_id: UUID, key: str = ""):  # type: ignore[no-untyped-def]
    return signed_in(person).post(f"/dossiers/{dossier_id}/login/link/", {"submit_key": key or str(uuid4())})


def stop(person: Person, dossier_id: UUID, reason: str = "op eigen verzoek"):  # type: ignore[no-untyped-def]
    return signed_in(person).post(f"/dossiers/{dossier_id}/login/stop/", {"reason": reason})


def link_in(answer) -> str:  # type: ignore[no-untyped-def]
    [url] = re.findall(r"http://testserver(/link/\w+/)", answer.content.decode())
    return str(url)


def choose(path: str) -> int:
    browser = Client()
    browser.get(path)
    return browser.post("/link/", {"password": CHOSEN, "again": CHOSEN}).status_code


def log_in(person: Person, password: str) -> int:
    return Client().post("/login/", {"username": person.username, "password": password}).status_code


def test_a_client_chooses_a_new_password_through_the_link(
    world: World, dossier_id: UUID, amina: Person
) -> None:
    assert choose(link_in(renew(world.marloes, dossier_id))) == 302
    assert log_in(amina, CHOSEN) == 302
    assert log_in(amina, PASSWORD) == 422


def test_a_link_lets_a_client_in_again_who_tried_too_often(
    world: World, dossier_id: UUID, amina: Person
) -> None:
    for _ in range(5):
        log_in(amina, "dit-is-verkeerd")
    assert log_in(amina, PASSWORD) == 429
    renew(world.marloes, dossier_id)
    assert log_in(amina, PASSWORD) == 302


def test_a_double_click_shows_the_same_link(world: World, dossier_id: UUID, amina: Person) -> None:
    key = str(uuid4())
    first, second = (link_in(renew(world.marloes, dossier_id, key)) for _ in range(2))
    assert first == second
    assert OneTimeLink.objects.count() == 1


def test_a_login_that_stops_ends_at_once_and_opens_again_by_a_link(
    world: World, dossier_id: UUID, amina: Person
) -> None:
    session = signed_in(amina)
    assert session.get("/me/").status_code == 200
    assert stop(world.marloes, dossier_id).status_code == 302
    assert session.get("/me/").status_code == 302
    assert log_in(amina, PASSWORD) == 422
    page = signed_in(world.marloes).get(f"/dossiers/{dossier_id}/login/").content.decode()
    assert "De inlog van deze cliënt is gestopt." in page
    assert choose(link_in(renew(world.marloes, dossier_id))) == 302
    assert session.get("/me/").status_code == 302


def test_the_password_of_a_stopped_login_never_opens_it_again(
    world: World, dossier_id: UUID, amina: Person
) -> None:
    stop(world.marloes, dossier_id, "telefoon gestolen")
    path = link_in(renew(world.marloes, dossier_id))
    assert log_in(amina, PASSWORD) == 422
    assert choose(path) == 302
    assert log_in(amina, CHOSEN) == 302


def test_without_a_reason_nothing_stops(world: World, dossier_id: UUID, amina: Person) -> None:
    assert stop(world.marloes, dossier_id, " ").status_code == 422
    assert log_in(amina, PASSWORD) == 302


def test_a_client_without_a_login_gets_no_link(world: World, dossier_id: UUID) -> None:
    assert renew(world.marloes, dossier_id).status_code == 404
    assert stop(world.marloes, dossier_id).status_code == 404


def test_without_a_right_key_no_link_is_made(world: World, dossier_id: UUID, amina: Person) -> None:
    assert renew(world.marloes, dossier_id, "x").status_code == 404
    assert not OneTimeLink.objects.exists()


@pytest.mark.parametrize("who", ["bert", "former", "city_admin", "amina"])
def test_nobody_else_gives_or_stops_a_login(world: World, dossier_id: UUID, amina: Person, who: str) -> None:
    person = {"former": former_participant, "amina": lambda *_: amina}.get(
        who, lambda *_: getattr(world, who)
    )(world, dossier_id)
    assert renew(person, dossier_id).status_code == 404
    assert stop(person, dossier_id).status_code == 404
    assert log_in(amina, PASSWORD) == 302
