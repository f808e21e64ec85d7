"""Everyone at work can find everyone at work; a client or a stranger cannot."""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.ground.accounts.models import Account
from schakel.ground.organisations.models import Professional
from schakel.ground.organisations.views import members as views
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def found(person: Person, query: str = "") -> list[str]:
    return [m.professional.name for m in browser(person).get(f"/directory/{query}").context["people"]]


def test_people_stand_in_dutch_order_without_administrators() -> None:
    assert found(World().bas) == [
        "Ufuk Demir",
        "Marloes van Dijk",
        "Mia Jansen",
        "Bas Kuiper",
        "Joris Meijer",
        "Carla Post",
        "Bert de Wit",
    ]


def test_a_name_an_organisation_or_an_expertise_finds_people() -> None:
    world = World()
    Professional.objects.filter(account_id=world.joris.account_id).update(expertise="logistiek")
    assert found(world.bas, "?q=kuip") == ["Bas Kuiper"]
    assert found(world.bas, "?q=stap+vooruit") == ["Joris Meijer"]
    assert found(world.bas, "?q=LOGIST") == ["Joris Meijer"]


def test_nobody_found_says_what_to_try() -> None:
    html = browser(World().bas).get("/directory/?q=zzz").content.decode()
    assert "Niemand gevonden" in html
    assert "Toon iedereen" in html


def test_somebody_can_be_called_from_the_list() -> None:
    assert 'href="tel:0600000001"' in browser(World().bas).get("/directory/").content.decode()


def test_a_list_that_is_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SHOWN", 3)
    answer = browser(World().bas).get("/directory/")
    assert len(answer.context["people"]) == 3
    assert "Er zijn er meer." in answer.content.decode()


@pytest.mark.parametrize("query", ["?q=%25", "?q=_", "?q=%00", "?q=" + "x" * 500, "?q='"])
def test_odd_words_find_nobody_or_everybody_and_break_nothing(query: str) -> None:
    assert browser(World().bas).get(f"/directory/{query}").status_code == 200


def test_a_client_does_not_find_it() -> None:
    world = World()
    amina = world.client_of(world.open(world.bas, world.city), world.bas)
    assert browser(amina).get("/directory/").status_code == 404


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.get("/directory/").url.startswith("/login/")


def test_the_list_needs_as_few_questions_for_many_as_for_one(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = browser(World().bas)
    client.get("/directory/")
    with django_assert_max_num_queries(10):
        client.get("/directory/")
