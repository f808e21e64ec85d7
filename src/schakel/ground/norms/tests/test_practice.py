"""The practice beside the law: counts without persons, of the own organisation, and never of a few."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.journal.decisions import Decision, Option
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.norms.practice import LOOK_BACK, Practice, _shown, practice
from schakel.ground.norms.testing import named_norms
from schakel.ground.signals.refreshing import refresh_all
from schakel.jobseekers.plans.actions import decide
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
PAGE = "/norms/practice/"
NORM = "PW-9a-7"


@pytest.fixture
def world() -> World:
    return World()


def told(person: Person, purpose: Purpose = Purpose.GUIDANCE) -> Practice:
    with person.at_work(purpose):
        return practice()


def choose(world: World, dossier_id: UUID, kind: str) -> None:
    choice = Decision(
        kind=kind,
        question="Welke stap helpt?",
        options=(Option("Scholing"), Option("Niets doen")),
        chosen="Scholing",
        reason="fits_profile",
        reason_text="de cliënt wil dit al lang",
        client_view="agrees",
        norms=named_norms([NORM], clock.today()),
    )
    with world.bas.at_work() as actor:
        decide(actor=actor, dossier_id=dossier_id, decision=choice)


def late(world: World, number: int) -> None:
    for _number in range(number):
        world.open_in_queue(world.bas, world.city, world.city_team)
    with clock.travel(add_working_days(clock.today(), 6)):
        refresh_all()


def test_a_house_norm_that_was_often_exceeded_is_told_with_its_norm(world: World) -> None:
    late(world, 10)
    with clock.travel(add_working_days(clock.today(), 6)):
        (found,) = told(world.bas).exceeded
    assert (found.keys, found.came, found.stands, found.middle) == (("HOUSE-queue",), 10, 10, None)


def test_of_a_few_nothing_is_told(world: World) -> None:
    late(world, 9)
    with clock.travel(add_working_days(clock.today(), 6)):
        assert told(world.bas).exceeded == []
        assert "Nog te weinig om te tonen" in signed_in(world.bas).get(PAGE).content.decode()


def test_another_organisation_s_practice_stays_there(world: World) -> None:
    late(world, 10)
    with clock.travel(add_working_days(clock.today(), 6)):
        assert told(world.marloes).exceeded == []


def test_what_is_longer_ago_than_a_year_is_over(world: World) -> None:
    late(world, 10)
    with clock.travel(add_working_days(clock.today(), 7) + LOOK_BACK):
        assert "nobody" not in str(told(world.bas).exceeded)


def test_choices_that_rest_on_a_norm_are_counted_with_their_deviations(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    for number in range(20):
        choose(world, dossier_id, "deviation" if number % 2 else "direction")
    (found,) = told(world.city_admin, Purpose.ADMINISTRATION).leaned_on
    assert (found.norm_id, found.choices, found.deviations) == (NORM, 20, 10)
    assert told(world.marloes).leaned_on == []
    text = signed_in(world.city_admin).get(PAGE).content.decode()
    assert NORM in text


@pytest.mark.parametrize(
    ("whole", "part", "shown"),
    [(20, 0, 0), (20, 20, 20), (20, 10, 10), (20, 9, None), (20, 11, None), (10, 1, None), (30, 12, 12)],
)
def test_neither_a_small_part_nor_a_small_rest_is_shown(whole: int, part: int, shown: int | None) -> None:
    assert _shown(whole, part, 10) == shown


def test_a_client_is_told_nothing(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    client = world.client_of(dossier_id, world.bas)
    assert signed_in(client).get(PAGE).status_code == 404


def test_the_page_asks_the_same_however_much_there_is(
    world: World, django_assert_max_num_queries: Any
) -> None:
    late(world, 10)
    page = signed_in(world.bas)
    page.get(PAGE)
    with django_assert_max_num_queries(15):
        page.get(PAGE)
