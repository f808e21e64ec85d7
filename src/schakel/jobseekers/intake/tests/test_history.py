"""Work that is told of in an intake stands in the work profile, and the other way round."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.jobseekers.intake.actions import save_part
from schakel.jobseekers.intake.prefilling import known_answers
from schakel.jobseekers.intake.questions import HISTORY
from schakel.jobseekers.intake.tests.scene import holding, opened, saved
from schakel.jobseekers.profile.actions import NewPeriod, add_work_period
from schakel.jobseekers.profile.models import WorkPeriod
from tests.browsing import MARKS
from tests.world import World

pytestmark = MARKS
JOB = {"worked_as": "bakker", "employer": "De Oven", "worked_from": "2019-03-01", "left_because": "running"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def intake_id(world: World, dossier_id: UUID) -> UUID:
    return opened(world, dossier_id)


def standing(world: World) -> list[tuple[str, str, date | None, str]]:
    with world.marloes.at_work():
        rows = WorkPeriod.objects.filter(removed_on=None).order_by("id")
        return list(rows.values_list("occupation", "employer", "ended_on", "left_because"))


def test_a_job_stands_in_the_work_profile_too(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "history", answers=JOB)
    assert standing(world) == [("bakker", "De Oven", None, "")]


def test_the_same_job_saved_again_stands_there_once(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "history", answers=JOB)
    saved(world.marloes, dossier_id, intake_id, "history", answers=JOB)
    assert len(standing(world)) == 1


def test_how_a_job_ended_takes_the_place_of_what_was_said(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "history", answers=JOB)
    ended = JOB | {"worked_until": "2025-06-30", "left_because": "contract"}
    saved(world.marloes, dossier_id, intake_id, "history", answers=ended)
    assert standing(world) == [("bakker", "De Oven", date(2025, 6, 30), "contract")]


def test_a_client_does_not_take_off_what_somebody_else_wrote(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    client = world.client_of(dossier_id, world.marloes)
    saved(world.marloes, dossier_id, intake_id, "history", answers=JOB)
    ended = JOB | {"worked_until": "2025-06-30"}
    with client.at_work(Purpose.OWN_DATA) as actor:
        save_part(actor=actor, dossier_id=dossier_id, intake_id=intake_id, key="history", answers=ended)
    assert [row[2] for row in standing(world)] == [None, date(2025, 6, 30)]


@pytest.mark.parametrize("lacks", ["worked_as", "worked_from"])
def test_half_a_job_stays_in_the_intake(world: World, dossier_id: UUID, intake_id: UUID, lacks: str) -> None:
    saved(world.marloes, dossier_id, intake_id, "history", answers=JOB | {lacks: ""})
    assert standing(world) == []


def test_a_job_that_is_still_to_begin_is_refused(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    later = clock.today().replace(year=clock.today().year + 1, day=1).isoformat()
    with pytest.raises(InvalidError) as error:
        saved(world.marloes, dossier_id, intake_id, "history", answers=JOB | {"worked_from": later})
    assert set(error.value.fields) == {"worked_from"}


def test_what_the_work_profile_has_is_offered_with_its_source(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with world.marloes.at_work() as actor:
        new = NewPeriod("lasser", date(2018, 1, 1), date(2020, 1, 1), "De Vonk", "contract")
        add_work_period(actor=actor, dossier_id=dossier_id, new=new)
    with holding(world.marloes):
        known = known_answers(dossier_id, HISTORY)
    assert (known["worked_as"].value, known["left_because"].value) == ("lasser", "contract")
    assert "UWV Oosterwaard" in known["employer"].source
