"""Closing a plan and looking back, the ladder, and a client who dies."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import merge_clients, unmerge_clients
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.jobseekers.plans.actions import (
    NewAnswers,
    NewRung,
    arrange_ladder,
    check_agreement,
    close_plan,
    evaluate_plan,
    sign_for_organisation,
    take_rung,
)
from schakel.jobseekers.plans.ladder import Rung, as_rows, goes_up, ladder_from
from schakel.jobseekers.plans.models import Agreement, Plan, PlanEvaluation, PlanStep, RungStep
from schakel.jobseekers.plans.presenting import differences, ladder_chart
from schakel.jobseekers.plans.tests.scene import (
    ANSWERS,
    begun,
    both,
    closed,
    in_days,
    offered,
    running,
    signed_by,
)
from tests.browsing import MARKS
from tests.world import World

pytestmark = MARKS
NOTHING = NewAnswers(" ", "")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both(world)


def closing(dossier_id: UUID, plan_id: UUID, **changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"closure": "work", "words": "", "answers": ANSWERS, "expected_version": None}
    return {"dossier_id": dossier_id, "plan_id": plan_id, **values, **changes}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"closure": "tired"}, "closure"),
        ({"closure": "death"}, "closure"),
        ({"closure": "not_able"}, "words"),
        ({"answers": NOTHING}, "went_well"),
    ],
)
def test_a_plan_closes_for_a_reason_and_with_answers(
    world: World, dossier_id: UUID, changes: dict[str, Any], field: str
) -> None:
    plan_id = running(world.marloes, dossier_id)
    with world.marloes.at_work() as actor, pytest.raises(InvalidError) as refused:
        close_plan(actor=actor, **closing(dossier_id, plan_id, **changes))
    assert list(refused.value.fields) == [field]


def test_closing_lets_open_agreements_lapse_and_keeps_those_that_were_done(
    world: World, dossier_id: UUID
) -> None:
    plan_id = running(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        done = Agreement.objects.get(what="Vacatures zoeken")
        check_agreement(actor=actor, dossier_id=dossier_id, agreement_id=done.pk, status="done")
        close_plan(actor=actor, **closing(dossier_id, plan_id))
        states = dict(Agreement.objects.values_list("what", "status"))
        assert states == {"Vacatures zoeken": "done", "Twee keer per week bellen": "dropped"}
        with pytest.raises(ConflictError, match="afgesloten"):
            close_plan(actor=actor, **closing(dossier_id, plan_id))


def test_only_who_leads_closes_and_not_while_somebody_is_about_to_sign(
    world: World, dossier_id: UUID
) -> None:
    plan_id = offered(world.marloes, dossier_id).plan_id
    with world.bas.at_work() as actor, pytest.raises(ForbiddenError):
        close_plan(actor=actor, **closing(dossier_id, plan_id))
    with world.marloes.at_work() as actor, pytest.raises(ConflictError, match="wie het ondertekent"):
        close_plan(actor=actor, **closing(dossier_id, plan_id))


def test_client_guide_and_provider_look_back_once_each(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    version = offered(world.marloes, dossier_id, provider_id=world.city)
    signed_by(client, dossier_id, version)
    on: dict[str, Any] = {"dossier_id": dossier_id, "plan_id": version.plan_id, "answers": ANSWERS}
    with world.bas.at_work() as actor:
        sign_for_organisation(actor=actor, dossier_id=dossier_id, number=1)
        with pytest.raises(NotFoundError):
            evaluate_plan(actor=actor, **on)
    with world.marloes.at_work() as actor:
        close_plan(actor=actor, **closing(dossier_id, version.plan_id))
    for person, purpose in ((world.bas, Purpose.GUIDANCE), (client, Purpose.OWN_DATA)):
        with person.at_work(purpose) as actor:
            with pytest.raises(InvalidError):
                evaluate_plan(actor=actor, **on | {"answers": NOTHING})
            evaluate_plan(actor=actor, **on)
            with pytest.raises(ConflictError, match="al gegeven"):
                evaluate_plan(actor=actor, **on)
    with world.marloes.at_work():
        assert PlanEvaluation.objects.filter(given_on=clock.today()).count() == 3


def test_a_plan_that_nobody_signed_asks_the_client_nothing(world: World, dossier_id: UUID) -> None:
    plan_id = begun(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        close_plan(actor=actor, **closing(dossier_id, plan_id))
        assert [row.voice for row in PlanEvaluation.objects.all()] == ["coach"]


def test_after_a_plan_another_begins(world: World, dossier_id: UUID) -> None:
    closed(world.marloes, dossier_id)
    begun(world.bas, dossier_id)
    with world.bas.at_work():
        assert Plan.objects.count() == 2


def test_a_rung_has_its_day_and_cause_and_is_another_than_before(world: World, dossier_id: UUID) -> None:
    on: dict[str, Any] = {"dossier_id": dossier_id}
    with world.bas.at_work() as actor:
        take_rung(actor=actor, **on, new=NewRung(2, in_days(-9), "Kookclub."))
        for wrong, field in (
            (NewRung(3, in_days(1), "x"), "from_day"),
            (NewRung(3, in_days(-9), "x"), "from_day"),
            (NewRung(2, in_days(-1), "x"), "place"),
            (NewRung(-1, in_days(-1), "x"), "place"),
            (NewRung(3, in_days(-1), " "), "cause"),
        ):
            with pytest.raises(InvalidError) as refused:
                take_rung(actor=actor, **on, new=wrong)
            assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    "rungs",
    [
        [],
        [Rung("een", 1)],
        [Rung("een", 1), Rung("een", 2)],
        [Rung("een", 3), Rung("twee", 2)],
        [Rung("een", 0), Rung("twee", 2)],
        [Rung(" ", 1), Rung("twee", 2)],
        [Rung("een", 1), Rung("x" * 81, 2)],
        [Rung(str(n), 3) for n in range(13)],
    ],
    ids=["empty", "one", "twice", "down", "off", "nameless", "long", "many"],
)
def test_a_ladder_that_is_none_is_refused(world: World, rungs: list[Rung]) -> None:
    on: dict[str, Any] = {"organisation_id": world.city, "rungs": rungs, "expected_version": 0}
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(InvalidError):
        arrange_ladder(actor=actor, **on)


@given(st.lists(st.builds(Rung, st.text(max_size=8), st.integers(1, 6)), max_size=12))
def test_a_ladder_is_read_back_as_it_was_kept(rungs: list[Rung]) -> None:
    assert ladder_from(as_rows(rungs)) == rungs
    assert goes_up(sorted(rungs, key=lambda rung: rung.house))


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 900)), min_size=2, max_size=20))
def test_the_picture_of_a_way_stays_within_its_frame(steps: list[tuple[int, int]]) -> None:
    first = date(2020, 1, 1).toordinal()
    way = [
        RungStep(rung=rung, label="x", from_day=date.fromordinal(first + day))
        for rung, day in sorted(steps, key=lambda step: -step[1])
    ]
    chart = ladder_chart(way)
    assert chart is not None
    assert all(
        0 <= spot["x"] <= chart["width"] and 0 <= spot["y"] <= chart["height"] for spot in chart["spots"]
    )


def test_equal_versions_do_not_differ(world: World, dossier_id: UUID) -> None:
    content = offered(world.marloes, dossier_id).content
    assert differences(content, content) == []
    assert [d.was for d in differences(content, content | {"contact_weeks": 2})] == ["elke 4 weken"]


@pytest.mark.parametrize("make", [offered, running])
def test_of_two_plans_in_merged_dossiers_one_goes_on_and_the_other_comes_back(
    world: World, make: Any
) -> None:
    into, ending = (world.open(world.marloes, world.uwv) for _number in range(2))
    running(world.marloes, into)
    make(world.marloes, ending)
    with world.marloes.at_work():
        first, second = Plan.objects.get(dossier_id=into), Plan.objects.get(dossier_id=ending)
    with world.marloes.at_work() as actor:
        merge_id = merge_clients(actor=actor, dossier_ids=(into, ending), reason="dezelfde")
    with world.marloes.at_work():
        found = {row.pk: (row.status, row.closure) for row in Plan.objects.filter(dossier_id=into)}
        assert found == {first.pk: ("running", ""), second.pk: ("closed", "replaced")}
        assert PlanStep.objects.filter(plan=second, dossier_id=into).count() == 2
    with world.marloes.at_work() as actor:
        unmerge_clients(actor=actor, dossier_id=into, merge_id=merge_id, reason="toch niet")
    with world.marloes.at_work():
        assert Plan.objects.get(dossier_id=ending).status == second.status
