"""The people with an occupation of one group: counted over the organisation, and small groups never told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.sources import read_demo
from schakel.ground.vocabulary.sources.demo import DEMO_BASE
from schakel.jobseekers.profile.actions import confirm_occupation, note_last_occupation
from schakel.jobseekers.services.queries.group_picture import GroupPicture, group_picture, picture_of
from schakel.jobseekers.services.tests.scene import choose, ended, running, started
from tests.browsing import MARKS, former_participant
from tests.world import Person, World, right_to

IN_DATABASE = MARKS[0]
RECEPTIONIST, CLERK = DEMO_BASE + "receptionist", DEMO_BASE + "administratief-medewerker"


@pytest.fixture
def world() -> World:
    world, actor = World(), system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_vocabulary(actor=actor, concepts=read_demo(), mappings=[])
    return world


def guided(world: World, uri: str = RECEPTIONIST, *, by: str = "marloes", months: int | None = None) -> UUID:
    """A dossier with a confirmed last occupation, and WW since some months."""
    person: Person = getattr(world, by)
    organisation_id = world.city if by in {"bas", "bert"} else world.uwv
    right = None if months is None else right_to("ww", clock.today() - timedelta(days=31 * months))
    dossier_id = world.open(person, organisation_id, entitlement=right)
    with person.at_work() as actor:
        note_last_occupation(actor=actor, dossier_id=dossier_id, title="werk")
        confirm_occupation(actor=actor, dossier_id=dossier_id, uri=uri)
    return dossier_id


def counted(person: Person, group: str = "422", by: str = "last") -> dict[tuple[str, str], int]:
    """The counts before anything is hidden."""
    with person.at_work(), connections["default"].cursor() as cursor:
        cursor.execute("select * from services_group_picture(%s, %s)", [group, by])
        return {(kind, key): people for kind, key, people in cursor.fetchall()}


def shown(person: Person, group: str = "422") -> GroupPicture:
    with person.at_work():
        return group_picture(group, "last")


@IN_DATABASE
def test_the_group_is_that_of_the_confirmed_occupation_in_the_own_organisation(world: World) -> None:
    guided(world, months=2)
    guided(world, months=9)
    guided(world, CLERK)
    guided(world, by="bas")
    unsure = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        note_last_occupation(actor=actor, dossier_id=unsure, title="receptionist")
    found = counted(world.marloes)
    assert found[("people", "")] == 2
    assert (found[("benefit", "half_year")], found[("benefit", "year")]) == (1, 1)
    assert counted(world.bas)[("benefit", "none")] == 1
    assert counted(world.marloes, "411")[("people", "")] == 1
    assert counted(world.marloes, "")[("people", "")] == 0


@IN_DATABASE
def test_the_own_team_is_counted_beside_the_organisation(world: World) -> None:
    guided(world)
    guided(world, by="mia")
    guided(world, by="bas")
    guided(world, by="bert")
    assert counted(world.marloes)[("team", "Team WW")] == 2
    found = counted(world.bas)
    assert (found[("people", "")], found[("team", "Team Werk")]) == (2, 1)
    assert not [key for key in counted(world.bert) if key[0] == "team"]


@IN_DATABASE
def test_of_services_the_latest_of_a_person_counts_by_how_it_ended(world: World) -> None:
    dossier_id = guided(world, months=9)
    ended(world.marloes, dossier_id, running(world, dossier_id), reason="client_stopped")
    again = choose(world.marloes, dossier_id)
    started(world.marloes, dossier_id, again)
    ended(world.marloes, dossier_id, again, reason="work")
    found = counted(world.marloes)
    assert {key: n for key, n in found.items() if key[0] == "service"} == {("service", "work"): 1}


@IN_DATABASE
def test_a_wish_counts_where_it_is_literally_an_occupation(world: World) -> None:
    for words in ("Receptionist", "iets met mensen"):
        dossier_id = world.open(world.marloes, world.uwv)
        with world.marloes.at_work() as actor:
            state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("wish", words))
    assert counted(world.marloes, by="wish")[("people", "")] == 1
    assert counted(world.marloes, by="last")[("people", "")] == 0


@IN_DATABASE
def test_who_is_no_longer_guided_is_not_counted_as_guided(world: World) -> None:
    former = former_participant(world, guided(world))
    assert counted(world.marloes)[("people", "")] == 1
    assert counted(former)[("people", "")] == 0


@IN_DATABASE
def test_fewer_than_ten_people_give_no_figure(world: World) -> None:
    guided(world, months=2)
    found = shown(world.marloes)
    assert (found.people, found.team_people, found.benefit) == (None, None, [])


def picture(people: int, team: int = 0, **parts: dict[str, int]) -> GroupPicture:
    counts: dict[str, dict[str, int]] = {"people": {"": people}, "team": {"Team": team}}
    return picture_of({**counts, **parts})


@pytest.mark.parametrize(
    ("people", "team", "of_people", "of_team"),
    [
        (9, 9, None, None),
        (10, 10, 10, 10),
        (19, 10, 19, None),
        (20, 10, 20, 10),
        (20, 9, 20, None),
        (0, 0, None, None),
    ],
)
def test_a_team_is_told_only_where_neither_it_nor_the_rest_is_small(
    people: int, team: int, of_people: Any, of_team: Any
) -> None:
    found = picture(people, team)
    assert (found.people, found.team_people) == (of_people, of_team)


def test_a_small_part_is_hidden_with_the_one_that_would_tell_it() -> None:
    found = picture(60, benefit={"half_year": 30, "year": 25, "longer": 5})
    assert [(one.label, one.people) for one in found.benefit] == [
        ("korter dan een half jaar", 30),
        ("een half jaar tot een jaar", None),
        ("langer dan twee jaar", None),
    ]
    assert found.benefit[0].percent is not None
    assert found.benefit[0].percent.value == 50


def test_endings_of_fewer_than_ten_people_are_not_told() -> None:
    found = picture(60, plan={"work": 6, "other": 3}, service={"work": 12})
    assert found.plans == []
    assert [one.people for one in found.services] == [12]
