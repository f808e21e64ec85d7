"""Estimates: what asks to compare them, who sees the list, and how they came out, nobody by name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import too_small
from schakel.jobseekers.diagnosis.models import Diagnosis, DiagnosisResult, EstimateReview
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible, why_compare
from schakel.jobseekers.diagnosis.queries.estimates import CameOut, _kept, came_out, to_compare
from schakel.jobseekers.diagnosis.reviewing import Prompt, ask_to_compare
from schakel.jobseekers.diagnosis.tests.scene import begin, both_take_part, conclude, concluded, sign
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    with clock.travel(clock.today() - timedelta(days=500)):
        return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    with clock.travel(clock.today() - timedelta(days=500)):
        return both_take_part(world)


def long_ago(world: World, dossier_id: UUID, days: int = 400, **changes: Any) -> UUID:
    with clock.travel(clock.today() - timedelta(days=days)):
        return concluded(world, dossier_id, **changes)


def asked(person: Person, **options: Any) -> list[UUID]:
    with person.at_work() as actor:
        return [row.pk for row in to_compare(actor, **{"limit": 5} | options)]


def why(world: World, dossier_id: UUID, diagnosis_id: UUID) -> str:
    with world.marloes.at_work():
        return why_compare(diagnosis_visible(dossier_id, diagnosis_id), clock.today())


def prompted(person: Person, dossier_id: UUID, because: Prompt = Prompt.PLAN_CLOSED) -> None:
    with person.at_work():
        ask_to_compare(dossier_id, because)


def reviewed(world: World, diagnosis_id: UUID, outcome: str, days: int = 0) -> None:
    with world.marloes.at_work():
        result = DiagnosisResult.objects.get(pk=diagnosis_id)
        said = {"outcome": outcome, "looked_back_on": clock.today() - timedelta(days=days)}
        EstimateReview.objects.update_or_create(
            diagnosis_id=result.pk, defaults={"dossier_id": result.dossier_id, **said}
        )


@pytest.mark.parametrize(("days", "is_asked"), [(300, False), (366, True)])
def test_an_estimate_of_a_year_old_asks_on_the_page_and_in_the_list(
    world: World, dossier_id: UUID, days: int, is_asked: bool
) -> None:
    diagnosis_id = long_ago(world, dossier_id, days)
    assert bool(why(world, dossier_id, diagnosis_id)) is is_asked
    assert asked(world.marloes) == ([diagnosis_id] if is_asked else [])


def test_a_closed_plan_asks_until_somebody_looked_back(world: World, dossier_id: UUID) -> None:
    diagnosis_id = long_ago(world, dossier_id, 30)
    prompted(world.bas, dossier_id)
    assert why(world, dossier_id, diagnosis_id) == "Het plan is afgesloten."
    assert asked(world.marloes) == asked(world.bas) == [diagnosis_id]
    reviewed(world, diagnosis_id, "partly")
    assert why(world, dossier_id, diagnosis_id) == ""
    assert asked(world.marloes) == []


def test_what_happens_after_looking_back_asks_again(world: World, dossier_id: UUID) -> None:
    diagnosis_id = long_ago(world, dossier_id, 30)
    reviewed(world, diagnosis_id, "not", days=3)
    prompted(world.marloes, dossier_id, Prompt.WORK)
    assert asked(world.marloes) == [diagnosis_id]


def test_only_the_latest_outcome_of_a_dossier_asks(world: World, dossier_id: UUID) -> None:
    first = long_ago(world, dossier_id, 450)
    second = long_ago(world, dossier_id, 400)
    assert asked(world.marloes) == [second]
    assert first != second


def test_a_diagnosis_that_runs_or_a_stranger_prompts_nothing(world: World, dossier_id: UUID) -> None:
    begin(world.marloes, dossier_id)
    prompted(world.marloes, dossier_id)
    other = world.open(world.marloes, world.uwv)
    concluded(world, other)
    prompted(world.bert, other)
    with world.marloes.at_work():
        assert not EstimateReview.objects.exists()


def test_an_unknown_prompt_is_not_kept(world: World, dossier_id: UUID) -> None:
    long_ago(world, dossier_id, 30)
    with world.marloes.at_work(), connection.cursor() as cursor:
        cursor.execute("select diagnosis_ask_to_compare(%s, %s)", [dossier_id, "zomaar"])
        assert not EstimateReview.objects.exists()


def test_the_list_goes_on_by_day_and_is_of_the_own_dossiers(world: World) -> None:
    with clock.travel(clock.today() - timedelta(days=500)):
        dossiers = [world.open(world.marloes, world.uwv) for _number in range(3)]
    ids = [long_ago(world, made, 450 - place) for place, made in enumerate(dossiers)]
    assert asked(world.marloes, limit=2) == ids[:2]
    with world.marloes.at_work():
        second = Diagnosis.objects.get(pk=ids[1])
    assert second.concluded_on is not None
    assert asked(world.marloes, after=(second.concluded_on, second.pk)) == ids[2:]
    assert asked(world.bert) == []


def test_figures_count_what_was_looked_back_on_by_chance(world: World, monkeypatch: Any) -> None:
    for number in range(12):
        dossier_id = world.open(world.marloes, world.uwv)
        chance = 70 if number < 11 else 10
        diagnosis_id = begin(world.marloes, dossier_id)
        sign(world.marloes, dossier_id, diagnosis_id)
        conclude(world.marloes, dossier_id, diagnosis_id, chance=chance)
        reviewed(world, diagnosis_id, ("came_true", "partly", "not")[number % 3])
    with world.marloes.at_work(Purpose.STEERING):
        found = came_out()
    assert [(row.team, row.band, row.yes, row.partly, row.no, row.is_small) for row in found] == [
        ("", 0, 0, 0, 0, True),
        ("", 3, 4, 4, 3, False),
    ]
    assert found[1].small == {"yes", "partly", "no"}
    with world.bas.at_work(Purpose.STEERING):
        assert came_out() == []
    page = signed_in(world.marloes).get(reverse("diagnosis:calibration")).content.decode()
    assert "minder dan 10 van 11" in page
    assert "Te weinig om te tonen" in page


def row(team_id: UUID | None, count: int) -> CameOut:
    return CameOut(team_id, "", 3, None, count, 0, 0)


def test_a_small_part_of_a_team_is_hidden_and_does_not_follow_from_the_whole() -> None:
    team, other = uuid4(), uuid4()
    found = {
        one.team_id: one.small
        for one in _kept(
            [
                CameOut(None, "", 3, None, 45, 25, 30),
                CameOut(team, "", 3, None, 20, 4, 16),
                CameOut(other, "", 3, None, 25, 21, 14),
            ]
        )
    }
    assert found[team] == {"partly", "no"}
    assert found[other] == {"partly", "no"}


@pytest.mark.parametrize(
    ("whole", "teams", "shown"),
    [(50, [20, 30], 3), (45, [20, 20], 2), (60, [20, 20], 3), (30, [4, 26], 1), (9, [], 0), (25, [15], 2)],
)
def test_what_could_be_worked_out_is_hidden_too(whole: int, teams: list[int], shown: int) -> None:
    rows = [row(None, whole), *(row(uuid4(), count) for count in teams)]
    assert sum(not one.is_small for one in _kept(rows)) == shown


def test_a_small_group_is_never_hidden_alone() -> None:
    assert too_small({"a": 3, "b": 12, "c": 40}) == {"a", "b"}
    assert too_small({"a": 3}) == {"a"}
    assert too_small({}) == set()


def test_the_list_leads_to_the_comparison_and_costs_the_same_for_many(
    world: World, django_assert_max_num_queries: Any
) -> None:
    with clock.travel(clock.today() - timedelta(days=500)):
        dossiers = [world.open(world.marloes, world.uwv) for _number in range(3)]
    for made in dossiers:
        long_ago(world, made)
    browser, url = signed_in(world.marloes), reverse("diagnosis:estimates")
    assert browser.get(url).content.decode().count("/look-back/") == 3
    with django_assert_max_num_queries(12):
        browser.get(url)
    assert browser.get(f"{url}?after=gisteren").status_code == 200
    assert signed_in(world.joris).get(url).status_code == 404
