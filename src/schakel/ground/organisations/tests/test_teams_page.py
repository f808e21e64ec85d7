"""Who is in which team since when; making and ending teams, and moving people from a day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for, system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import (
    NewJointTeam,
    answer_joint_team,
    choose_joint_queue,
    end_membership,
    end_team,
    found_team,
    invite_to_joint_team,
    make_joint_team,
    place_in_joint_team,
    place_in_team,
)
from schakel.ground.organisations.following import follow_teams
from schakel.ground.organisations.models import Membership, Team
from schakel.ground.organisations.tests.browsing import browser
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def day(ahead: int) -> date:
    return clock.today() + timedelta(days=ahead)


def act(world: World, function: Any, **values: Any) -> Any:
    with world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        return function(actor=actor, organisation_id=world.city, **values)


def made(world: World, name: str = "Team Jong", role: str = "client_manager") -> UUID:
    return act(world, found_team, name=name, role=role)  # type: ignore[no-any-return]


def move(world: World, person: Person, team_id: UUID | None, ahead: int = 0) -> None:
    act(world, place_in_team, membership_id=person.membership_id, team_id=team_id, on=day(ahead))


def queues(person: Person) -> tuple[int, ...]:
    return actor_for(Reader.objects.get(pk=person.reader_id)).readers


def queue(team_id: UUID) -> int:
    return Team.objects.get(pk=team_id).reader_id


def html(world: World, path: str = "/teams/") -> str:
    answer = browser(world.city_admin).get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_people_stand_in_their_team_with_since_and_those_in_none_apart(world: World) -> None:
    page = html(world)
    before, after = page.split('id="zonder"')
    assert "Team Werk" in before
    assert "Bas Kuiper" in before
    assert "Bert de Wit" in after
    assert "Team WW" not in page
    assert "Carla Post" not in page, "the back office fits no team of guides"


def test_a_move_of_today_opens_the_new_queue_and_closes_the_old_one(world: World) -> None:
    young = made(world)
    move(world, world.bas, young)
    assert queues(world.bas) == (queue(young),)
    assert Membership.objects.get(pk=world.bas.membership_id).team_id == young
    move(world, world.bas, None)
    assert queues(world.bas) == ()


@pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
def test_a_planned_move_counts_from_its_day_and_stands_with_the_member_by_the_daily_task() -> None:
    world = World()
    young = made(world)
    move(world, world.bas, young, 3)
    assert queues(world.bas) == (queue(world.city_team),)
    page = html(world)
    assert "gaat weg op" in page
    assert "Komt erbij" in page
    with clock.travel(day(3)):
        assert queues(world.bas) == (queue(young),)
    assert follow_teams() == 0


@pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
def test_by_the_daily_task_the_membership_itself_names_the_new_team() -> None:
    with clock.travel(day(-3)):
        world = World()
        young = made(world)
        move(world, world.bas, young, 2)
    assert Membership.objects.get(pk=world.bas.membership_id).team_id == world.city_team
    assert (follow_teams(), follow_teams()) == (1, 0)
    assert Membership.objects.get(pk=world.bas.membership_id).team_id == young


def test_an_earlier_move_takes_the_place_of_a_later_one_and_a_role_can_end_before_it(world: World) -> None:
    young = made(world)
    move(world, world.bert, young, 5)
    move(world, world.bert, world.city_team, 2)
    with clock.travel(day(6)):
        assert queues(world.bert) == (queue(world.city_team),)
    act(world, end_membership, membership_id=world.bert.membership_id, reason="andere baan")
    with clock.travel(day(6)):
        assert queues(world.bert) == ()


@pytest.mark.parametrize("ahead", [-1, 367])
def test_a_day_that_passed_or_is_too_far_is_refused(world: World, ahead: int) -> None:
    with pytest.raises(InvalidError) as refused:
        move(world, world.bert, world.city_team, ahead)
    assert set(refused.value.fields) == {"on"}


def test_who_does_not_fit_the_team_is_refused_so_that_nobody_sees_more_than_their_role(world: World) -> None:
    system = system_actor()
    with as_actor(system, Purpose.ADMINISTRATION.value):
        leader = hire(system, world.city, "Tara Leider", Role.TEAM_LEADER, None)
    for person in (leader, world.city_admin, world.city_office):
        with pytest.raises(InvalidError):
            move(world, person, world.city_team)
        assert queues(person) == ()


def test_nothing_to_change_is_said_and_another_organisation_is_not_found(world: World) -> None:
    with pytest.raises(ConflictError):
        move(world, world.bas, world.city_team)
    with pytest.raises(NotFoundError):
        move(world, world.marloes, world.city_team)
    with pytest.raises(NotFoundError):
        move(world, world.bas, world.uwv_team)


def test_a_team_ends_when_nobody_is_in_it_and_nothing_waits(world: World) -> None:
    young = made(world)
    move(world, world.bert, young, 4)
    with pytest.raises(ConflictError, match="komt nog iemand bij"):
        act(world, end_team, team_id=young, reason="opgeheven")
    move(world, world.bert, world.city_team, 1)
    act(world, end_team, team_id=young, reason="opgeheven")
    page = html(world)
    assert "Eerdere teams" in page
    with pytest.raises(NotFoundError):
        act(world, end_team, team_id=young, reason="nog eens")


def test_a_team_with_clients_in_its_queue_does_not_end(world: World) -> None:
    young = made(world)
    world.open_in_queue(world.bas, world.city, young)
    with pytest.raises(ConflictError, match="In de wachtrij staat nog 1 dossier"):
        act(world, end_team, team_id=young, reason="opgeheven")
    assert "In de wachtrij staat nog 1 dossier" in html(world, f"/teams/{young}/end/")


def test_an_integrated_team_stands_with_two_leaders_and_holds_its_queue(world: World) -> None:
    young = made(world)
    team = NewJointTeam("Jongerenteam", "jongeren tot 27 jaar", "own")
    joint = act(world, make_joint_team, new=team)
    act(world, invite_to_joint_team, joint_team_id=joint, invited_id=world.uwv)
    act(world, choose_joint_queue, joint_team_id=joint, queue_id=young)
    system = system_actor()
    with as_actor(system, Purpose.ADMINISTRATION.value):
        theirs = hire(system, world.uwv, "Ulla Beheer", Role.ADMINISTRATOR, None)
    on = {"membership_id": world.bert.membership_id, "part": "leader", "joint_team_id": joint}
    act(world, place_in_joint_team, **on)
    with theirs.at_work(Purpose.ADMINISTRATION) as actor:
        of = {"actor": actor, "organisation_id": world.uwv, "joint_team_id": joint}
        answer_joint_team(**of, is_accepted=True)
        place_in_joint_team(**of, membership_id=world.mia.membership_id, part="leader")
    page = html(world)
    assert "Teamleiders:" in page
    assert "Bert de Wit (Gemeente Oosterwaard" in page
    assert "Mia Jansen (UWV Oosterwaard" in page
    with pytest.raises(ConflictError, match="Jongerenteam"):
        act(world, end_team, team_id=young, reason="opgeheven")


def test_a_team_needs_a_name_of_its_own_and_a_role_that_opens_dossiers(world: World) -> None:
    for values in ({"name": " ", "role": "client_manager"}, {"name": "X", "role": "administrator"}):
        with pytest.raises(InvalidError):
            act(world, found_team, **values)
    answer = browser(world.city_admin).post("/teams/new/", {"name": "Team Werk", "role": "client_manager"})
    assert answer.status_code == 409
    assert answer.context["form"].data["name"] == "Team Werk"


def test_rotten_input_is_refused_on_each_page(world: World) -> None:
    office = browser(world.city_admin)
    path = f"/members/{world.bas.membership_id}/team/"
    for rotten in (
        {"team_id": "x", "on": "morgen"},
        {"team_id": str(world.uwv_team), "on": "2026-13-01"},
        {},
    ):
        assert office.post(path, rotten).status_code == 422
    assert office.post("/teams/new/", {"name": "x" * 81, "role": "baas"}).status_code == 422
    assert office.post(f"/teams/{world.city_team}/end/", {"reason": ""}).status_code == 422
    assert office.get(f"/teams/{world.uwv_team}/end/").status_code == 404


def test_the_pages_make_and_move(world: World) -> None:
    office = browser(world.city_admin)
    assert office.post("/teams/new/", {"name": "Team Jong", "role": "client_manager"}).url == "/teams/"
    young = Team.objects.get(name="Team Jong").pk
    path = f"/members/{world.bert.membership_id}/team/"
    assert "Nu in geen team" in html(world, path)
    values = {"team_id": str(young), "on": clock.today().isoformat(), "version": "1"}
    assert office.post(path, values).url == "/teams/"
    assert office.post(path, values | {"team_id": ""}).status_code == 409
    assert office.post(f"/teams/{world.city_team}/end/", {"reason": "oud"}).status_code == 409


def test_where_there_is_no_team_the_page_says_what_a_team_is(world: World) -> None:
    system = system_actor()
    with as_actor(system, Purpose.ADMINISTRATION.value):
        admin = hire(system, world.provider, "Piet Beheer", Role.ADMINISTRATOR, None)
    page = browser(admin).get("/teams/").content.decode()
    assert "Er is nog geen team." in page
    assert "Uw organisatie zit in geen integraal team" in page


def test_the_list_takes_a_fixed_number_of_statements(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        made(world, f"Team {number}")
    office = browser(world.city_admin)
    office.get("/teams/")
    with django_assert_max_num_queries(15):
        office.get("/teams/")
