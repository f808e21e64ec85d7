"""Criteria of good legislation are worded, weighed and stopped with a reason, and the test follows."""

from __future__ import annotations

from typing import Any

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError, NotFoundError, StaleVersionError
from schakel.ground.norms.actions import set_criterion
from schakel.ground.norms.models import OwnCriterion
from schakel.ground.norms.queries import questions
from schakel.ground.norms.queries.criteria import criteria_in_use
from schakel.ground.norms.registers import the_criteria
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
PAGE = "/norms/law/criteria/no_term/"
SAID = {
    "label": "Te laat is niet te zien",
    "question": "Is te zien wanneer iemand te laat is?",
    "weight": "3",
    "is_used": "on",
    "reason": "duidelijker",
    "version": "0",
}


@pytest.fixture
def world() -> World:
    return World()


def _set(world: World, person: Person | None = None, **said: Any) -> None:
    values = SAID | {"weight": 3, "is_used": True, "check_key": "no_term", "expected_version": 0} | said
    values.pop("version")
    with (person or world.city_admin).at_work(Purpose.ADMINISTRATION) as actor:
        set_criterion(actor=actor, organisation_id=world.city, **values)


def test_without_changes_the_criteria_are_those_of_the_register(world: World) -> None:
    assert criteria_in_use() == the_criteria()


def test_a_criterion_out_of_use_asks_nothing_any_more(world: World) -> None:
    assert "no_term" in {q.finding.check for q in questions(clock.today())}
    _set(world, is_used=False)
    assert "no_term" not in {q.finding.check for q in questions(clock.today())}


def test_a_change_is_in_the_journal_of_the_organisation(world: World) -> None:
    _set(world)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert Entry.objects.get(verb="criterion.set").organisation_id == world.city


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"label": " "}, "label"),
        ({"label": "x" * 121}, "label"),
        ({"question": ""}, "question"),
        ({"question": "x" * 301}, "question"),
        ({"weight": 0}, "weight"),
        ({"weight": 99}, "weight"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_a_criterion_lacks_is_told_at_its_field(world: World, said: Any, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        _set(world, **said)
    assert set(refused.value.fields) == {field}
    assert not OwnCriterion.objects.exists()


def test_two_administrators_do_not_overwrite_each_other(world: World) -> None:
    _set(world)
    with pytest.raises(StaleVersionError):
        _set(world, label="Anders")
    _set(world, label="Anders", expected_version=1)
    assert criteria_in_use().criteria["no_term"].label == "Anders"


def test_only_an_administrator_changes_criteria_and_only_those_there_are(world: World) -> None:
    with pytest.raises(ForbiddenError):
        _set(world, world.bas)
    with pytest.raises(NotFoundError):
        _set(world, check_key="verzonnen")


def test_what_weighs_most_stands_first_in_the_test(world: World) -> None:
    client = signed_in(world.city_admin)
    assert client.post(PAGE, SAID).status_code == 302
    text = client.get("/norms/law/").content.decode()
    assert text.index("Te laat is niet te zien") < text.index("Overlappende plichten")
    assert "duidelijker" in client.get("/norms/law/criteria/").content.decode()


@pytest.mark.parametrize("wrong", [{"label": ""}, {"weight": "zwaar"}, {"version": "8"}, {"reason": ""}])
def test_a_wrong_form_keeps_what_was_typed(world: World, wrong: Any) -> None:
    _set(world)
    answer = signed_in(world.city_admin).post(PAGE, SAID | {"version": "1"} | wrong)
    assert answer.status_code == 422
    assert "Is te zien wanneer iemand te laat is?" in answer.content.decode()


def test_who_is_no_administrator_reads_the_criteria(world: World) -> None:
    client = signed_in(world.bas)
    text = client.get("/norms/law/criteria/").content.decode()
    assert "Plicht zonder termijn" in text
    assert PAGE not in text
    assert client.get(PAGE).status_code == 404


def test_the_list_is_read_at_once(world: World, django_assert_max_num_queries: Any) -> None:
    client = signed_in(world.bas)
    client.get("/norms/law/criteria/")
    with django_assert_max_num_queries(11):
        client.get("/norms/law/criteria/")
