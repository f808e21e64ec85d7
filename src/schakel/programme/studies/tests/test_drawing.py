"""Drawing: whom, how many, in which order; the same seed gives the same people."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import shield_dossier
from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, NotFoundError
from schakel.ground.organisations.actions import create_team
from schakel.programme.studies.models import Study, StudyPerson, StudySite
from schakel.programme.studies.queries import frame_sizes
from schakel.programme.studies.tests.scene import Scene, order
from tests.world import hire, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def scene() -> Scene:
    return Scene()


def by_hand(seed: str, dossiers: list[UUID]) -> list[UUID]:
    """The order of the draw, worked out in plain Python."""
    return sorted(dossiers, key=lambda one: order(seed, one))


@pytest.mark.parametrize("seed", ["proef", "een andere", "é 3"])
def test_the_first_of_the_order_are_drawn(scene: Scene, seed: str) -> None:
    dossiers = scene.open(6)
    study_id = scene.make(3, seed=seed)
    assert scene.draw(study_id) == 3
    assert scene.drawn(study_id) == by_hand(seed, dossiers)[:3]


def test_the_same_seed_gives_the_same_people_and_other_pseudonyms(scene: Scene) -> None:
    scene.open(5)
    first, second = scene.make(2), scene.make(2)
    scene.draw(first)
    scene.draw(second)
    assert scene.drawn(first) == scene.drawn(second)
    for study_id in (first, second):
        for person in scene.asked(study_id):
            scene.tell(person, "yes")
    names = [{case.pseudonym for case in scene.cases(study_id)} for study_id in (first, second)]
    assert [len(found) for found in names] == [2, 2]
    assert not names[0] & names[1]


def test_without_a_seed_one_is_made_and_kept(scene: Scene) -> None:
    one, other = scene.study(scene.make(seed="")), scene.study(scene.make(seed=" "))
    assert one.seed
    assert one.seed != other.seed


def test_a_site_with_fewer_gives_all_it_has(scene: Scene) -> None:
    dossiers = scene.open(2)
    study_id = scene.make(5)
    assert scene.draw(study_id) == 2
    assert set(scene.drawn(study_id)) == set(dossiers)


def test_each_team_is_drawn_by_itself(scene: Scene) -> None:
    world, actor = scene.world, system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        team = create_team(
            actor=actor, organisation_id=world.city, name="Team Oost", role=Role.CLIENT_MANAGER
        )
        oda = hire(actor, world.city, "Oda Oost", Role.CLIENT_MANAGER, team)
    here = scene.open(4)
    there = [world.open(oda, world.city) for _number in range(4)]
    study_id = scene.make(sizes={world.city_team: 1, team: 2})
    assert scene.draw(study_id) == 3
    with scene.petra.at_work(Purpose.RESEARCH):
        frames = dict(StudySite.objects.filter(study_id=study_id).values_list("team_id", "frame"))
    assert frames == {world.city_team: 4, team: 4}
    assert scene.drawn(study_id) == by_hand("proef", here)[:1]
    with oda.at_work():
        found = set(StudyPerson.objects.filter(study_id=study_id).values_list("dossier_id", flat=True))
    assert found == set(by_hand("proef", there)[:2])


def test_a_dossier_in_the_queue_of_a_team_counts_for_that_team(scene: Scene) -> None:
    world = scene.world
    waiting = world.open_in_queue(world.bas, world.city, world.city_team)
    study_id = scene.make(1)
    scene.draw(study_id)
    assert scene.drawn(study_id) == [waiting]


def test_criteria_leave_others_out(scene: Scene) -> None:
    today = clock.today()
    on_benefit = scene.open(1, entitlement=right_to("participatiewet", today - timedelta(days=30)))
    ended = right_to("participatiewet", today - timedelta(days=900), today - timedelta(days=500))
    scene.open(1, entitlement=ended)
    scene.open(1, entitlement=right_to("ioaw", today - timedelta(days=30)))
    scene.open(1)
    study_id = scene.make(9, regimes=["participatiewet"])
    scene.draw(study_id)
    assert scene.drawn(study_id) == on_benefit


def test_age_is_counted_on_birthdays(scene: Scene) -> None:
    today = clock.today()
    just = today.replace(year=today.year - 27)
    wanted = scene.open(1, birth_date=just)
    scene.open(1, birth_date=just + timedelta(days=1))
    scene.open(1, birth_date=today.replace(year=today.year - 28))
    scene.open(1, birth_date=None)
    study_id = scene.make(9, age_from=27, age_to=27)
    scene.draw(study_id)
    assert scene.drawn(study_id) == wanted


def test_the_day_of_opening_and_the_kind_of_service_count(scene: Scene) -> None:
    scene.open(2)
    today = clock.today()
    for criteria in (
        {"opened_from": today + timedelta(days=1)},
        {"opened_to": today - timedelta(days=1)},
        {"service_content": "training"},
    ):
        with pytest.raises(ConflictError):
            scene.draw(scene.make(9, **criteria))
    assert scene.draw(scene.make(9, opened_from=today, opened_to=today)) == 2


def test_a_shielded_dossier_is_in_no_sample(scene: Scene) -> None:
    shielded, other = scene.open(2)
    with scene.world.bas.at_work() as actor:
        new = NewShield("want bekend bij collega's", clock.today() + timedelta(days=30))
        shield_dossier(actor=actor, dossier_id=shielded, new=new)
    study_id = scene.make(9)
    scene.draw(study_id)
    assert scene.drawn(study_id) == [other]


def test_a_dossier_of_another_organisation_is_in_no_sample(scene: Scene) -> None:
    world = scene.world
    world.open(world.marloes, world.uwv)
    with pytest.raises(ConflictError):
        scene.draw(scene.make(9))


def test_another_organisation_neither_sees_nor_draws(scene: Scene) -> None:
    scene.open(2)
    study_id = scene.make()
    with scene.theirs.at_work(Purpose.RESEARCH):
        assert not Study.objects.exists()
    with pytest.raises(NotFoundError):
        scene.draw(study_id, by=scene.theirs)
    scene.draw(study_id)
    with scene.theirs.at_work(Purpose.RESEARCH):
        row = Study(pk=study_id)
        assert frame_sizes(row) == {}


def test_a_refusal_is_replaced_by_the_next_of_the_order(scene: Scene) -> None:
    order = by_hand("proef", scene.open(5))
    study_id = scene.make(2)
    scene.draw(study_id)
    scene.tell(scene.asked(study_id)[0], "no")
    assert scene.draw(study_id) == 1
    assert scene.drawn(study_id) == order[:3]
    assert [person.is_replaced for person in scene.asked(study_id)] == [True, False, False]
    with pytest.raises(ConflictError):
        scene.draw(study_id)


def test_who_opened_a_dossier_later_comes_after_the_last_that_was_drawn(scene: Scene) -> None:
    opened = scene.open(3)
    study_id = scene.make(2)
    scene.draw(study_id)
    before = scene.drawn(study_id)
    late = scene.open(4)
    for person in scene.asked(study_id):
        scene.tell(person, "no")
    scene.draw(study_id)
    others, last = set(opened) - set(before), order("proef", before[-1])
    next_ones = [one for one in by_hand("proef", [*others, *late]) if order("proef", one) > last][:2]
    assert scene.drawn(study_id)[2:] == next_ones


def test_only_who_drew_draws_replacements(scene: Scene) -> None:
    scene.open(3)
    study_id = scene.make(1)
    scene.draw(study_id)
    scene.tell(scene.asked(study_id)[0], "no")
    with pytest.raises(ForbiddenError):
        scene.draw(study_id, by=scene.wil)


def test_a_coach_makes_no_study(scene: Scene) -> None:
    with pytest.raises(ForbiddenError):
        scene.make(by=scene.world.bas)


def test_without_consent_nobody_is_drawn_from_a_handful(scene: Scene) -> None:
    scene.open(3)
    study_id = scene.make(2, asks_consent=False, why_no_consent="alleen tellen")
    with pytest.raises(ConflictError):
        scene.draw(study_id)
    scene.open(7)
    assert scene.draw(study_id) == 2
    assert len(scene.cases(study_id)) == 2
