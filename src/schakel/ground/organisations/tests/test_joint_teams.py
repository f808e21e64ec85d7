"""Integrated teams: set up by one, joined by others of their own will, each with its own people and queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import (
    NewJointTeam,
    answer_joint_team,
    change_joint_team,
    choose_joint_queue,
    end_joint_team,
    end_membership,
    invite_to_joint_team,
    leave_joint_team,
    make_joint_team,
    place_in_joint_team,
    withdraw_joint_invitation,
)
from schakel.ground.organisations.models import JointTeam, JointTeamMember, JointTeamPartner
from schakel.ground.organisations.queries.joint_teams import shown_team
from schakel.ground.organisations.tests.browsing import browser
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
YOUTH = NewJointTeam("Team Jongeren", "jongeren tot 27 jaar", "shared", "samen op één lijst")
FORM = {"name": "Team Jongeren", "target_group": "jongeren tot 27 jaar", "caseload": "shared"}


@dataclass
class Region:
    """The small world with an administrator of UWV, a leader on each side, and the municipality's team."""

    world: World
    uwv_admin: Person
    city_leader: Person
    uwv_leader: Person
    team_id: UUID


@pytest.fixture
def region() -> Region:
    world, actor = World(), system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        uwv_admin = hire(actor, world.uwv, "Ulla Beheer", Role.ADMINISTRATOR, None)
        city_leader = hire(actor, world.city, "Lars Baas", Role.TEAM_LEADER, None)
        uwv_leader = hire(actor, world.uwv, "Wies Baas", Role.TEAM_LEADER, None)
    team_id = as_(world.city_admin, make_joint_team, world.city, new=YOUTH)
    return Region(world, uwv_admin, city_leader, uwv_leader, team_id)


def as_(person: Person, act: Any, organisation_id: UUID, **values: Any) -> Any:
    with person.at_work(Purpose.ADMINISTRATION) as actor:
        return act(actor=actor, organisation_id=organisation_id, **values)


def place(person: Person, organisation_id: UUID, team_id: UUID, whom: Person, part: str = "member") -> None:
    values = {"joint_team_id": team_id, "membership_id": whom.membership_id, "part": part}
    as_(person, place_in_joint_team, organisation_id, **values)


@pytest.fixture
def both(region: Region) -> Region:
    """UWV takes part as well; each side has a leader, and each has people in it."""
    world, on = region.world, {"joint_team_id": region.team_id}
    as_(world.city_admin, invite_to_joint_team, world.city, **on, invited_id=world.uwv)
    as_(region.uwv_admin, answer_joint_team, world.uwv, **on, is_accepted=True)
    place(world.city_admin, world.city, region.team_id, region.city_leader, "leader")
    place(region.uwv_admin, world.uwv, region.team_id, region.uwv_leader, "leader")
    place(world.city_admin, world.city, region.team_id, world.bas)
    place(region.uwv_admin, world.uwv, region.team_id, world.mia)
    return region


def names(people: list[Any]) -> list[str]:
    return [placed.row.membership.professional.name for placed in people]


def test_a_team_has_leaders_and_people_of_two_organisations(both: Region) -> None:
    with both.world.joris.at_work():
        shown = shown_team(both.team_id)
    assert [names(side.leaders) for side in shown.sides] == [["Lars Baas"], ["Wies Baas"]]
    assert [names(side.people) for side in shown.sides] == [["Bas Kuiper"], ["Mia Jansen"]]


def test_an_organisation_that_only_was_asked_places_nobody(region: Region) -> None:
    world = region.world
    asked = {"joint_team_id": region.team_id, "invited_id": world.uwv}
    as_(world.city_admin, invite_to_joint_team, world.city, **asked)
    with pytest.raises(NotFoundError):
        place(region.uwv_admin, world.uwv, region.team_id, world.mia)


def test_nobody_places_the_people_of_another_organisation(both: Region) -> None:
    with pytest.raises(NotFoundError):
        place(both.world.city_admin, both.world.city, both.team_id, both.world.marloes)


def test_the_database_refuses_a_leader_of_an_organisation_outside_the_team(both: Region) -> None:
    joris = both.world.joris.membership_id
    row = JointTeamMember(team_id=both.team_id, membership_id=joris, part="leader", valid_from=clock.today())
    with pytest.raises(ConflictError) as no, both.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        _save_then_act(row, actor, both)
    assert "integraal team" in no.value.why


def _save_then_act(row: JointTeamMember, actor: Any, both: Region) -> None:
    """Any act judges the rules at its end."""
    from schakel.ground.kernel.database_errors import in_words

    with in_words():
        row.save(force_insert=True)
        place_in_joint_team(
            actor=actor,
            organisation_id=both.world.city,
            joint_team_id=both.team_id,
            membership_id=both.world.bert.membership_id,
            part="member",
        )


def test_an_invitation_can_be_refused_or_withdrawn(region: Region) -> None:
    world, on = region.world, {"joint_team_id": region.team_id}
    for _again in range(2):
        as_(world.city_admin, invite_to_joint_team, world.city, **on, invited_id=world.uwv)
        as_(region.uwv_admin, answer_joint_team, world.uwv, **on, is_accepted=False)
    as_(world.city_admin, invite_to_joint_team, world.city, **on, invited_id=world.uwv)
    as_(world.city_admin, withdraw_joint_invitation, world.city, **on, invited_id=world.uwv)
    assert list(JointTeamPartner.objects.on(clock.today()).values_list("organisation_id", flat=True)) == [
        world.city
    ]
    with pytest.raises(NotFoundError):
        as_(region.uwv_admin, answer_joint_team, world.uwv, **on, is_accepted=True)


def test_an_organisation_is_asked_once(both: Region) -> None:
    asked = {"joint_team_id": both.team_id, "invited_id": both.world.uwv}
    with pytest.raises(ConflictError):
        as_(both.world.city_admin, invite_to_joint_team, both.world.city, **asked)


def test_who_leaves_the_organisation_leaves_the_team(both: Region) -> None:
    values = {"membership_id": both.world.mia.membership_id, "reason": "andere baan"}
    as_(both.uwv_admin, end_membership, both.world.uwv, **values)
    with both.world.joris.at_work():
        assert names(shown_team(both.team_id).sides[1].people) == []


def test_an_organisation_leaves_with_its_people_and_the_last_one_ends_the_team(both: Region) -> None:
    world, on = both.world, {"joint_team_id": both.team_id, "reason": "project klaar"}
    as_(both.uwv_admin, leave_joint_team, world.uwv, **on)
    with world.joris.at_work():
        assert [side.partner.organisation_id for side in shown_team(both.team_id).sides] == [world.city]
    as_(world.city_admin, leave_joint_team, world.city, **on)
    assert not JointTeam.objects.on(clock.today()).exists()
    assert not JointTeamMember.objects.on(clock.today()).exists()


def test_only_who_set_it_up_ends_it_for_all(both: Region) -> None:
    on = {"joint_team_id": both.team_id, "reason": "klaar"}
    with pytest.raises(NotFoundError):
        as_(both.uwv_admin, end_joint_team, both.world.uwv, **on)
    as_(both.world.city_admin, end_joint_team, both.world.city, **on)
    assert browser(both.world.bas).get(f"/joint-teams/{both.team_id}/").status_code == 404


def test_a_team_is_never_a_part_of_itself_through_another(both: Region) -> None:
    world = both.world
    part = NewJointTeam("Team Kansen", "jongeren zonder diploma", "own", part_of_id=both.team_id)
    part_id = as_(world.city_admin, make_joint_team, world.city, new=part)
    around = NewJointTeam(**{**FORM, "part_of_id": part_id})
    with pytest.raises(ConflictError, match="in zichzelf"):
        as_(world.city_admin, change_joint_team, world.city, joint_team_id=both.team_id, new=around)


def test_each_organisation_sees_how_many_wait_in_its_own_queue_only(both: Region) -> None:
    world, on = both.world, {"joint_team_id": both.team_id}
    as_(world.city_admin, choose_joint_queue, world.city, **on, queue_id=world.city_team)
    as_(both.uwv_admin, choose_joint_queue, world.uwv, **on, queue_id=world.uwv_team)
    world.open_in_queue(world.bas, world.city, world.city_team)
    world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    seen = {}
    for person in (world.bas, both.uwv_leader, world.joris):
        with person.at_work():
            seen[person.username] = [side.waiting for side in shown_team(both.team_id).sides]
    assert list(seen.values()) == [[1, None], [None, 2], [None, None]]


def test_a_queue_of_another_organisation_is_no_choice(both: Region) -> None:
    values = {"joint_team_id": both.team_id, "queue_id": both.world.uwv_team}
    with pytest.raises(InvalidError):
        as_(both.world.city_admin, choose_joint_queue, both.world.city, **values)


def test_being_in_one_team_opens_no_dossier_of_the_other_organisation(both: Region) -> None:
    dossier_id = both.world.open(both.world.mia, both.world.uwv)
    for person in (both.world.bas, both.city_leader):
        assert browser(person).get(f"/dossiers/{dossier_id}/").status_code == 404


def test_what_happens_is_told_to_every_organisation_in_it(both: Region) -> None:
    place(both.world.city_admin, both.world.city, both.team_id, both.world.bert)
    with both.world.city_admin.at_work(Purpose.ADMINISTRATION):
        entry = Entry.objects.filter(verb="joint_team.place").order_by("-id").first()
        assert entry is not None
        assert str(both.team_id) in entry.header


def test_the_page_shows_everyone_and_changes_for_who_keeps_it_up(
    both: Region, django_assert_max_num_queries: Any
) -> None:
    page, address = browser(both.world.marloes), f"/joint-teams/{both.team_id}/"
    page.get(address)
    with django_assert_max_num_queries(16):
        html = page.get(address).content.decode()
    assert "Lars Baas" in html
    assert "Samen op één lijst" in html
    assert page.get(f"{address}edit/").status_code == 404
    for person in (both.world.city_admin, both.uwv_admin, both.uwv_leader):
        assert browser(person).get(f"{address}edit/").status_code == 200


def test_the_list_shows_those_of_the_own_organisation_first(
    both: Region, django_assert_max_num_queries: Any
) -> None:
    page = browser(both.world.joris)
    page.get("/joint-teams/")
    with django_assert_max_num_queries(11):
        assert page.get("/joint-teams/").context["teams"] == []
    found = page.get("/joint-teams/", {"show": "all"}).context["teams"]
    assert [(one.name, one.size) for one in found] == [("Team Jongeren", 2)]


def test_a_team_is_made_asked_and_answered_in_the_browser(region: Region) -> None:
    world, edit = region.world, f"/joint-teams/{region.team_id}/edit/"
    ada, ulla = browser(world.city_admin), browser(region.uwv_admin)
    assert ada.post(edit, {"deed": "invite", "invite-invited": str(world.uwv)}).status_code == 302
    assert "vraagt uw organisatie" in ulla.get("/joint-teams/").content.decode()
    answered = ulla.post(f"/joint-teams/{region.team_id}/answer/", {"answer": "yes"})
    assert answered.headers["Location"] == edit
    placed = {"deed": "place", "place-membership": str(world.mia.membership_id), "place-part": "leader"}
    assert ulla.post(edit, placed).status_code == 302
    assert "Mia Jansen" in ada.get(f"/joint-teams/{region.team_id}/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"name": "x" * 100},
        {"target_group": ""},
        {"caseload": "chaos"},
        {"location": "00000000-0000-0000-0000-000000000000"},
        {"part_of": "no-uuid"},
    ],
)
def test_a_team_that_cannot_be_is_refused_with_what_was_typed(region: Region, wrong: Any) -> None:
    sent = FORM | {"name": "Team Twee", "caseload_words": "ons eigen woord"} | wrong
    answer = browser(region.world.city_admin).post("/joint-teams/new/", sent)
    assert answer.status_code == 422
    assert "ons eigen woord" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"deed": "invite", "invite-invited": "rot"},
        {"deed": "place", "place-membership": "", "place-part": "leader"},
        {"deed": "place", "place-part": "koning"},
        {"deed": "queue", "queue-queue": "rot"},
        {"deed": "end", "end-reason": " "},
        {"deed": "team", "name": ""},
    ],
)
def test_a_rotten_change_is_refused_and_changes_nothing(both: Region, wrong: Any) -> None:
    answer = browser(both.world.city_admin).post(f"/joint-teams/{both.team_id}/edit/", wrong)
    assert answer.status_code == 422
    assert JointTeamMember.objects.on(clock.today()).count() == 4


def test_nobody_overwrites_a_colleagues_change(both: Region) -> None:
    page, edit = browser(both.world.city_admin), f"/joint-teams/{both.team_id}/edit/"
    new = FORM | {"deed": "team", "version": "1", "name": "Team Jong"}
    assert page.post(edit, new).status_code == 302
    answer = page.post(edit, new | {"name": "Team Oud"})
    assert answer.status_code == 422
    assert JointTeam.objects.get().name == "Team Jong"
