"""Everyone at work can find everyone at work; a client or a stranger cannot."""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.ground.organisations.models import Professional
from schakel.ground.organisations.tests.browsing import browser
from schakel.ground.organisations.tests.test_covering import away
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def found(person: Person, query: str = "") -> list[str]:
    return [
        p["member"].professional.name for p in browser(person).get(f"/directory/{query}").context["people"]
    ]


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


def test_a_long_list_goes_on_where_the_page_before_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schakel.ground.organisations.queries.directory.PAGE", 3)
    world = World()
    seen, url = [], "/directory/"
    while url:
        answer = browser(world.bas).get(url)
        seen += [p["member"].professional.name for p in answer.context["people"]]
        url = answer.context["pager"].get("next_url", "")
    assert seen == [
        "Ufuk Demir",
        "Marloes van Dijk",
        "Mia Jansen",
        "Bas Kuiper",
        "Joris Meijer",
        "Carla Post",
        "Bert de Wit",
    ]


def test_words_role_and_organisation_narrow_the_list() -> None:
    world = World()
    assert found(world.bas, "?q=bas+kuiper") == ["Bas Kuiper"]
    assert found(world.bas, "?q=kuiper+oosterwaard") == ["Bas Kuiper"]
    assert found(world.bas, "?role=trajectory_guide") == ["Joris Meijer"]
    assert found(world.bas, f"?organisation={world.provider}") == ["Joris Meijer"]
    assert found(world.bas, "?role=zzz&organisation=zzz&place=zzz&after=zzz")


def test_who_is_away_and_who_stands_in_is_shown() -> None:
    world = World()
    away(world, world.mia, 0, 3, world.marloes)
    html = browser(world.bas).get("/directory/").content.decode()
    assert "vandaag vrij, terug op" in html
    assert "Marloes van Dijk neemt waar" in html


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
    with django_assert_max_num_queries(15):
        client.get("/directory/")
