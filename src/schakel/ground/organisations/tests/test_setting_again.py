"""What an organisation set for itself is listed in the plan of a merger, and moves to nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.norms.actions import NewLocalNorm, enter_local_norm
from schakel.ground.norms.models import LocalNorm
from schakel.ground.organisations.queries.setting_again import set_again
from schakel.ground.organisations.tests.test_succession_pages import browser, plan
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
RULE = NewLocalNorm(
    "PW-8a-2-d",
    "ordinance",
    "Verordening werk 2026",
    "12",
    "De proefplaats duurt twee maanden.",
    date(2025, 12, 10),
    date(2026, 1, 1),
)


@pytest.fixture
def world() -> World:
    world = World()
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        enter_local_norm(actor=actor, organisation_id=world.city, new=RULE)
    return world


def listed(page: Any, url: str) -> list[tuple[str, int]]:
    return [(str(one.label), one.count) for one in page.get(url).context["again"]]


def test_the_plan_lists_it_and_says_that_it_is_set_again(world: World) -> None:
    page = browser(world.city_admin)
    url = plan(page)
    assert listed(page, url) == [("plaatselijke regels", 1)]
    assert "Wat u opnieuw instelt" in page.get(url).content.decode()


def test_carried_out_it_is_still_listed_and_the_rule_stays_with_who_made_it(world: World) -> None:
    world.open(world.bas, world.city)
    page = browser(world.city_admin)
    url = plan(page)
    page.post(url, {"deed": "agree"})
    for _step in range(3):
        page.post(url, {"deed": "carry_out"})
    assert LocalNorm.objects.get().organisation_id == world.city
    assert [(str(one.label), one.count) for one in set_again([world.city])] == [("plaatselijke regels", 1)]


def test_what_ended_is_not_listed(world: World) -> None:
    LocalNorm.objects.update(valid_to=clock.today())
    assert set_again([world.city]) == []


def test_what_is_to_begin_is(world: World) -> None:
    LocalNorm.objects.update(valid_from=clock.today() + timedelta(days=30))
    assert [one.count for one in set_again([world.city])] == [1]


def test_where_nothing_was_set_there_is_no_list(world: World) -> None:
    assert set_again([world.uwv]) == []


def test_it_takes_a_statement_for_each_kind(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        set_again([world.city, world.uwv])
