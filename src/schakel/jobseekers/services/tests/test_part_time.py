"""The selection of who works part of the week with a small right to WW."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from schakel.jobseekers.services.queries.part_time import small_rights
from schakel.jobseekers.services.tests.scene import choose, on_ww, written
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS
HERE = "services:part_time"


@pytest.fixture
def world() -> World:
    return World()


def listed(world: World, **asked: str) -> list[Any]:
    page = signed_in(world.marloes).get(reverse(HERE), asked)
    return [row.right.client_id for row in page.context["rows"]]


def test_only_rights_of_fewer_hours_than_asked_are_selected(world: World) -> None:
    small, less, _whole, _unknown = (on_ww(world, hours=hours) for hours in (11, 6, 38, None))
    assert set(listed(world)) == {small, less}
    assert listed(world, hours="8") == [less]


def test_the_border_of_twelve_hours_is_no_small_right(world: World) -> None:
    on_ww(world, hours=12)
    assert listed(world) == []


def test_a_right_that_ended_is_not_selected(world: World) -> None:
    on_ww(world, hours=6, left=-1)
    assert listed(world) == []


def test_who_has_an_open_service_can_be_left_out(world: World) -> None:
    helped, waiting = on_ww(world, hours=6), on_ww(world, hours=6)
    choose(world.marloes, helped, "scholing", **written())
    assert set(listed(world)) == {helped, waiting}
    assert listed(world, service="none") == [waiting]


def test_clients_of_a_colleague_are_not_selected(world: World) -> None:
    on_ww(world, hours=6)
    page = signed_in(world.mia).get(reverse(HERE))
    assert page.context["rows"] == []


def test_pages_follow_each_other_without_gap_or_double(world: World) -> None:
    made = {on_ww(world, months=months, hours=6) for months in (2, 2, 5, 9)}
    with world.marloes.at_work() as actor:
        first = small_rights(actor, limit=3)
        last = first[-1].right
        rest = small_rights(actor, limit=3, after=(last.valid_from, last.pk))
    assert len(first) + len(rest) == 4
    assert {row.right.client_id for row in first + rest} == made


@pytest.mark.parametrize("rotten", [{"hours": "many"}, {"after": "x~y"}, {"service": "all"}])
def test_an_address_that_says_nothing_shows_the_top_of_the_list(world: World, rotten: dict[str, str]) -> None:
    dossier_id = on_ww(world, hours=6)
    assert listed(world, **rotten) == [dossier_id]


def test_the_list_takes_as_many_statements_for_many_as_for_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _client in range(6):
        on_ww(world, hours=6)
    browser = signed_in(world.marloes)
    browser.get(reverse(HERE))
    with django_assert_max_num_queries(12):
        browser.get(reverse(HERE))
