"""The parts of a trajectory: each has its own days and its own result."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.jobseekers.services.actions.parts import NewPart, end_part, plan_part
from schakel.jobseekers.services.models import ServiceUse, TrajectoryPart
from schakel.jobseekers.services.tests.scene import in_days, on_ww, running
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


def trajectory(world: World, dossier_id: UUID) -> UUID:
    """A trajectory that runs for sixty days from today."""
    use_id = running(world, dossier_id)
    with world.marloes.at_work():
        ServiceUse.objects.filter(pk=use_id).update(content="trajectory", name="Traject")
    return use_id


def plan(world: World, dossier_id: UUID, use_id: UUID, **changes: Any) -> UUID:
    values = {
        "kind": "training",
        "what": "heftruckcursus",
        "starts_on": clock.today(),
        "ends_on": in_days(20),
    }
    with world.marloes.at_work() as actor:
        return plan_part(actor=actor, dossier_id=dossier_id, use_id=use_id, new=NewPart(**values | changes))


def end(world: World, dossier_id: UUID, use_id: UUID, part_id: UUID, **changes: Any) -> None:
    values = {"ended_on": clock.today(), "reached": "partly", "result": "theorie gehaald"} | changes
    with world.marloes.at_work() as actor:
        end_part(
            actor=actor,
            dossier_id=dossier_id,
            use_id=use_id,
            part_id=part_id,
            expected_version=None,
            **values,
        )


def test_each_part_ends_with_its_own_result(world: World) -> None:
    dossier_id = on_ww(world)
    use_id = trajectory(world, dossier_id)
    training = plan(world, dossier_id, use_id)
    plan(world, dossier_id, use_id, kind="placement_plan", what="tien werkgevers benaderen")
    end(world, dossier_id, use_id, training)
    shown = signed_in(world.marloes).get(reverse("services:use", args=[dossier_id, use_id])).content.decode()
    assert "theorie gehaald" in shown
    assert "tien werkgevers benaderen" in shown
    with pytest.raises(ConflictError):
        end(world, dossier_id, use_id, training)


def test_aftercare_goes_on_after_the_trajectory_and_other_parts_do_not(world: World) -> None:
    dossier_id = on_ww(world)
    use_id = trajectory(world, dossier_id)
    plan(world, dossier_id, use_id, kind="aftercare", ends_on=in_days(200))
    with pytest.raises(InvalidError) as refused:
        plan(world, dossier_id, use_id, ends_on=in_days(200))
    assert list(refused.value.fields) == ["ends_on"]


@pytest.mark.parametrize(
    ("rotten", "field"),
    [
        ({"kind": "holiday"}, "kind"),
        ({"what": " "}, "what"),
        ({"starts_on": date(2001, 1, 1)}, "starts_on"),
        ({"ends_on": date(2001, 1, 1)}, "ends_on"),
    ],
)
def test_a_part_that_can_not_be_is_refused(world: World, rotten: dict[str, Any], field: str) -> None:
    dossier_id = on_ww(world)
    use_id = trajectory(world, dossier_id)
    with pytest.raises(InvalidError) as refused:
        plan(world, dossier_id, use_id, **rotten)
    assert list(refused.value.fields) == [field]


def test_a_part_does_not_end_tomorrow_nor_without_a_result(world: World) -> None:
    dossier_id = on_ww(world)
    use_id = trajectory(world, dossier_id)
    part_id = plan(world, dossier_id, use_id)
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(InvalidError) as refused:
        end(world, dossier_id, use_id, part_id, ended_on=tomorrow, reached="", result="")
    assert set(refused.value.fields) == {"ended_on", "reached", "result"}


def test_only_a_trajectory_has_parts(world: World) -> None:
    dossier_id = on_ww(world)
    with pytest.raises(ConflictError):
        plan(world, dossier_id, running(world, dossier_id))


def test_a_part_of_another_dossier_is_not_there(world: World) -> None:
    dossier_id, other = on_ww(world), on_ww(world)
    use_id = trajectory(world, dossier_id)
    part_id = plan(world, dossier_id, use_id)
    with pytest.raises(NotFoundError):
        end(world, other, use_id, part_id)


def test_parts_are_planned_and_rounded_off_on_pages(world: World) -> None:
    dossier_id = on_ww(world)
    use_id = trajectory(world, dossier_id)
    browser = signed_in(world.marloes)
    days = {"starts_on": clock.today().isoformat(), "ends_on": in_days(9).isoformat()}
    new = {"kind": "orientation", "what": "bedrijven bezoeken"} | days
    assert browser.post(reverse("services:add_part", args=[dossier_id, use_id]), {}).status_code == 422
    assert browser.post(reverse("services:add_part", args=[dossier_id, use_id]), new).status_code == 302
    with world.marloes.at_work():
        part = TrajectoryPart.objects.get()
    said = {
        "ended_on": clock.today().isoformat(),
        "reached": "yes",
        "result": "zorg past het best",
        "version": part.version,
    }
    done = browser.post(reverse("services:end_part", args=[dossier_id, use_id, part.pk]), said)
    assert done.status_code == 302
