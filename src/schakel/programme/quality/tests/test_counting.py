"""What the worker counts: what is asked, what is known, of which team, and how a count goes on and ends."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from schakel.ground.access.types import Purpose, Role, Section
from schakel.ground.dossiers.actions import add_participant, judge_source, state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.actions.sources import NewJudgement
from schakel.ground.dossiers.completeness import all_fields
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.picture import Standing, told_by_rooms
from schakel.ground.dossiers.recorded import recorded_of
from schakel.ground.dossiers.tests.agreeing import Agreeing
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.people.models import Client
from schakel.jobseekers.profile.actions import NewCompetence, add_competence
from schakel.programme.quality import counting
from schakel.programme.quality.models import CompletenessGap, CompletenessRun
from schakel.programme.quality.tests.counted import IN_TEST, count, known, picture_for
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def _state(world: World, dossier_id: UUID, name: str, value: str) -> None:
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact(name, value))


def _join(actor: Actor, dossier_id: UUID, person: Person) -> None:
    add_participant(
        actor=actor,
        dossier_id=dossier_id,
        kind="involved",
        because="samen",
        membership_id=person.membership_id,
    )


def test_a_field_counts_as_known_where_it_is_filled(world: World) -> None:
    first = world.open(world.marloes, world.uwv, phone="06 00 00 00 09")
    world.open(world.marloes, world.uwv)
    _state(world, first, "dutch_level", "B1")
    count()
    seen = {f: known(world.marloes, world.uwv, world.uwv_team, f) for f in ("birth_date", "reach", "lead")}
    assert seen == {"birth_date": (2, 2), "reach": (1, 2), "lead": (2, 2)}
    assert known(world.marloes, world.uwv, world.uwv_team, "fact_dutch_level") == (1, 2)
    assert known(world.marloes, world.uwv, world.uwv_team, "plan") == (0, 2)


def test_each_field_that_a_room_names_is_counted_and_no_other() -> None:
    scene = Agreeing()
    scene.agree(scene.world.marloes)
    scene.open(scene.world.marloes)
    with scene.world.marloes.at_work() as actor:
        new = NewCompetence("lassen", "subject")
        add_competence(actor=actor, dossier_id=scene.dossier_id, new=new)
    count()
    told = set(picture_for(scene.world.marloes, scene.world.uwv).parts)
    assert told == {field.key for field in all_fields()}


def test_a_life_domain_that_nobody_opened_is_not_asked_and_an_opened_one_is() -> None:
    scene = Agreeing()
    world, field = scene.world, "domain_taken_up"
    scene.agree(world.marloes)
    count()
    assert known(world.marloes, world.uwv, world.uwv_team, field) is None
    scene.open(world.marloes)
    count()
    assert known(world.marloes, world.uwv, world.uwv_team, field) == (0, 1)


def test_the_count_and_the_picture_of_a_dossier_miss_the_same(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    _state(world, dossier_id, "dutch_level", "B1")
    count()
    labels = {field.key: str(field.label) for field in all_fields()}
    with world.marloes.at_work():
        gaps = {labels[key] for key in CompletenessGap.objects.values_list("field", flat=True)}
        pictured = _pictured(dossier_id)
    both = set(labels.values()) & pictured.keys()
    assert len(both) > 14
    assert gaps & both == {label for label in both if pictured[label] == Standing.MISSING}


def _pictured(dossier_id: UUID) -> dict[str, Standing]:
    """By label, what the page with the one picture says is recorded."""
    sections = Section(sum(Section) & ~(Section.HEALTH | Section.ENFORCEMENT))
    dossier = Dossier.objects.select_related("client").get(pk=dossier_id)
    told = recorded_of(dossier, list(dossier.regies.all()), sections, Role.WORK_COACH)
    told += [one for room in told_by_rooms(dossier_id, sections) for one in room.recorded]
    return {str(one.label): one.standing for one in told}


def test_what_a_source_holds_back_is_neither_known_nor_missing_to_others(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        _join(actor, dossier_id, world.bas)
    with world.bas.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("dutch_level", "B1"))
    day = clock.today() + timedelta(days=90)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        new = NewJudgement(Section.WORK_PROFILE, "suspended", "steekproef", day)
        judge_source(actor=actor, organisation_id=world.city, new=new)
    count()
    assert known(world.marloes, world.uwv, world.uwv_team, "fact_dutch_level") is None
    assert known(world.bas, world.city, world.city_team, "fact_dutch_level") == (1, 1)


def test_an_organisation_is_asked_only_what_its_holder_may_see(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        _join(actor, dossier_id, world.joris)
    count()
    asked = set(picture_for(world.joris, world.provider).parts)
    assert "birth_date" in asked
    assert "benefit" not in asked


def test_a_dossier_in_a_queue_counts_for_the_team_of_the_queue(world: World) -> None:
    world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    count()
    assert known(world.marloes, world.uwv, world.uwv_team, "lead") == (0, 1)


def test_a_count_that_was_broken_off_goes_on_where_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _one in range(3):
        world.open(world.marloes, world.uwv)
    monkeypatch.setattr(counting, "PORTION", 2)
    counting.ask_all(IN_TEST)
    counting.count_some(IN_TEST)
    with world.marloes.at_work():
        run = CompletenessRun.objects.get()
        assert (run.status, run.done, run.total) == ("counting", 2, 3)
    counting.count_all(IN_TEST)
    assert known(world.marloes, world.uwv, world.uwv_team, "birth_date") == (3, 3)


def test_gaps_are_those_of_the_newest_count_and_a_day_keeps_one(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    count()
    _state(world, dossier_id, "dutch_level", "B1")
    count()
    with world.marloes.at_work():
        assert CompletenessRun.objects.count() == 1
        fields = set(CompletenessGap.objects.values_list("field", flat=True))
    assert "fact_dutch_level" not in fields
    assert "fact_education" in fields


def test_of_months_long_past_the_last_count_is_kept() -> None:
    first = clock.today().replace(day=1) - timedelta(days=120)
    days = [first.replace(day=3), first.replace(day=9), clock.today()]
    with clock.travel(days[0]):
        world = World()
        world.open(world.marloes, world.uwv)
    for day in days:
        with clock.travel(day):
            count()
    with world.marloes.at_work():
        kept = set(CompletenessRun.objects.values_list("counted_on", flat=True))
    assert kept == set(days[1:])


def test_a_count_that_fails_stops_and_keeps_no_other_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.open(world.marloes, world.uwv)
    counting.ask_all(IN_TEST)
    monkeypatch.setattr(counting, "counted_rooms", lambda: ["a_room_that_is_not_there"])
    assert counting.count_some(IN_TEST) == 1
    with world.marloes.at_work():
        assert CompletenessRun.objects.get().status == "stopped"
    assert counting.count_some(IN_TEST) == 0


def test_a_client_who_died_is_not_asked_for_a_phone_number(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work():
        Client.objects.filter(pk=dossier_id).update(deceased_on=clock.today())
    count()
    assert known(world.marloes, world.uwv, world.uwv_team, "reach") is None


@pytest.mark.parametrize(
    "call",
    [
        "quality_ask_all(current_date, now())",
        "quality_next_run()",
        "quality_stop(gen_random_uuid(), now())",
        "quality_count_some(gen_random_uuid(), array['plans'], 10, now())",
    ],
)
def test_who_acts_for_an_organisation_can_not_count(world: World, call: str) -> None:
    with (
        pytest.raises(DatabaseError, match="only the worker"),
        world.marloes.at_work(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select {call}")


@pytest.mark.parametrize("room", ["dossiers", "profile", "plans", "diagnosis"])
def test_no_page_asks_a_room_s_function_itself(world: World, room: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        world.marloes.at_work(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select * from completeness_of_{room}(array[]::uuid[], null, current_date)")
