"""The list of accounts goes on past its first page, and is narrowed by role and state."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.models import Account
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.queries import accounts as queries
from tests.browsing import signed_in
from tests.world import World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def ada(world: World) -> Client:
    return signed_in(world.city_admin)


def names_on(page: str) -> list[str]:
    return re.findall(r'<a href="/accounts/[0-9a-f-]{36}/">([^<]+)</a>', page)


def shown(ada: Client, **asked: Any) -> list[str]:
    return names_on(ada.get("/accounts/", asked).content.decode())


def all_pages(ada: Client, **asked: Any) -> list[str]:
    """All names, page after page."""
    page, found = ada.get("/accounts/", asked).content.decode(), []
    for _ in range(20):
        found += names_on(page)
        following = re.findall(r'<a href="([^"]+)" rel="next">', page)
        if not following:
            return found
        page = ada.get("/accounts/" + following[0].replace("&amp;", "&")).content.decode()
    raise AssertionError("the pages do not end")


def test_page_after_page_gives_everybody_once_in_order(world: World, ada: Client, monkeypatch: Any) -> None:
    everybody = shown(ada)
    assert len(everybody) == 4
    for size in (1, 2, 3):
        monkeypatch.setattr(queries, "PAGE", size)
        assert all_pages(ada) == everybody


def test_people_of_one_name_are_all_shown(world: World, ada: Client, monkeypatch: Any) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        for _ in range(5):
            hire(actor, world.city, "Jan de Vries", Role.CLIENT_MANAGER, None)
    monkeypatch.setattr(queries, "PAGE", 2)
    assert all_pages(ada).count("Jan de Vries") == 5


def test_a_search_goes_along_to_the_next_page(world: World, ada: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    found = all_pages(ada, role="client_manager")
    assert sorted(found) == ["Bas Kuiper", "Bert de Wit"]


def test_by_role(world: World, ada: Client) -> None:
    assert shown(ada, role="administrator") == ["Ada Beheer"]


def test_by_state(world: World, ada: Client) -> None:
    everybody = shown(ada)
    assert shown(ada, state="closed") == []
    Account.objects.filter(pk=world.bas.account_id).update(is_active=False)
    assert shown(ada, state="closed") == ["Bas Kuiper"]
    assert shown(ada, state="invited") == []
    account = Account.objects.get(pk=world.bert.account_id)
    account.set_unusable_password()
    account.save()
    assert shown(ada, state="invited") == ["Bert de Wit"]
    assert shown(ada, state="one_step") == everybody


@pytest.mark.parametrize(
    "asked",
    [{"state": "x"}, {"role": "x"}, {"after": "x"}, {"after": "0" * 32}, {"q": "x" * 500}, {"q": "\x00"}],
)
def test_what_makes_no_sense_narrows_nothing(world: World, ada: Client, asked: dict[str, str]) -> None:
    assert ada.get("/accounts/", asked).status_code == 200


def test_accounts_of_another_organisation_are_on_no_page(world: World, ada: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    assert "Marloes van Dijk" not in all_pages(ada)
    answer = ada.get("/accounts/", {"after": str(world.marloes.account_id)})
    assert "Marloes van Dijk" not in answer.content.decode()


ADMINISTERED = [
    "organisations:members",
    "organisations:accounts",
    "organisations:locations",
    "organisations:partners",
    "organisations:joint_teams",
    "accounts:machines",
    "access:table",
    "imports:deliveries",
    "services:services",
    "norms:house",
    "norms:local",
    "notices:texts",
    "journal:background",
    "signals:numbers",
]


@pytest.mark.parametrize("name", ADMINISTERED)
def test_everything_an_administrator_keeps_up_stands_on_one_page(ada: Client, name: str) -> None:
    assert f'href="{reverse(name)}"' in ada.get("/administration/").content.decode().split("<main")[1]


def test_the_page_of_administration_is_for_administrators(world: World) -> None:
    assert signed_in(world.bas).get("/administration/").status_code == 404
