"""What could not be done, as numbers for who leads a team: of the own organisation, and never too few."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.shares import LEAST
from schakel.jobseekers.plans.actions import NewWish, block_wish
from schakel.jobseekers.plans.queries.wish_counts import shown
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def leader(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Wies Leider", Role.TEAM_LEADER, world.uwv_team)


def block(person: Person, dossier_id: UUID, barrier: str, times: int, *, is_own: bool = True) -> None:
    new = NewWish("rijbewijs halen", barrier, "het budget van dit jaar", is_own)
    for _time in range(times):
        with person.at_work() as actor:
            block_wish(actor=actor, dossier_id=dossier_id, new=new)


def rows(person: Person) -> dict[str, tuple[Any, Any]]:
    page = signed_in(person).get(reverse("plans:wish_counts"))
    return {row.barrier.value: (row.wishes, row.own) for row in page.context["rows"]}


def test_numbers_count_clients_that_the_reader_does_not_see(world: World, leader: Person) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    block(world.marloes, dossier_id, "budget", 11)
    found = rows(leader)
    assert found["budget"] == (11, 11)
    assert found["rule"] == (0, 0)


def test_fewer_than_ten_are_not_shown_nor_to_be_derived(world: World, leader: Person) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    for barrier, times in (("budget", 11), ("rule", 4), ("contract", 13)):
        block(world.marloes, dossier_id, barrier, times)
    found = rows(leader)
    assert [found[one] for one in ("rule", "budget", "contract")] == [(None, None), (None, None), (13, 13)]


def test_of_a_shown_number_the_wishes_of_clients_stay_hidden_when_few(world: World, leader: Person) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    block(world.marloes, dossier_id, "budget", 11)
    block(world.marloes, dossier_id, "budget", 2, is_own=False)
    assert rows(leader)["budget"] == (13, None)


def test_another_organisation_counts_for_itself(world: World, leader: Person) -> None:
    dossier_id = world.open(world.bas, world.city)
    block(world.bas, dossier_id, "budget", 11)
    assert rows(leader)["budget"] == (0, 0)


def test_a_coach_finds_no_such_page_and_gets_no_numbers_from_the_database(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    block(world.marloes, dossier_id, "budget", 6)
    assert signed_in(world.marloes).get(reverse("plans:wish_counts")).status_code == 404
    with world.marloes.at_work(), connection.cursor() as cursor:
        cursor.execute("select * from plans_wish_counts('2000-01-01')")
        assert cursor.fetchall() == []


@given(counts=st.dictionaries(st.sampled_from("abcde"), st.integers(0, 30)))
def test_nothing_small_is_shown_and_never_only_one_is_hidden(counts: dict[str, int]) -> None:
    found = shown(counts)
    hidden = [name for name, count in found.items() if count is None]
    assert all(count is None or count == 0 or count >= LEAST for count in found.values())
    others = [name for name, count in counts.items() if count > 0]
    assert len(hidden) != 1 or len(others) == 1
