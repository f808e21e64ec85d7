"""Work at the head of intakes and benefits later: by hand over a few intakes, small groups left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.jobseekers.intake.actions import NewOffer, answer_offer, offer_work
from schakel.jobseekers.intake.queries import work_offered as module
from schakel.jobseekers.intake.queries.work_offered import WorkOffered, work_offered
from schakel.jobseekers.intake.tests.scene import holding, opened
from tests.browsing import MARKS, signed_in
from tests.world import World, right_to

pytestmark = MARKS
LONG_AGO = 120


@pytest.fixture
def world() -> World:
    with clock.travel(clock.today() - timedelta(days=200)):
        return World()


def held(
    world: World, *, days: int = LONG_AGO, right: tuple[int, int | None] | None = None, **values: Any
) -> UUID:
    """An intake some days ago; a right begins and ends so many days after the first contact."""
    begun = clock.today() - timedelta(days=days)
    told = None
    if right is not None:
        start, end = (None if day is None else begun + timedelta(days=day) for day in right)
        told = right_to("ww", start or begun, end)
    answers = values.pop("answers", ())
    with clock.travel(begun):
        dossier_id = world.open(world.marloes, world.uwv, entitlement=told)
        intake_id = opened(world, dossier_id, first_contact_on=begun, **values)
        for answer in answers:
            offered(world, dossier_id, intake_id, answer)
    return dossier_id


def offered(world: World, dossier_id: UUID, intake_id: UUID, answer: str) -> None:
    on = {"dossier_id": dossier_id, "intake_id": intake_id}
    with holding(world.marloes) as actor:
        offer_id = offer_work(actor=actor, **on, new=NewOffer("work_first", "magazijnwerk"))
    if answer:
        with holding(world.marloes) as actor:
            answer_offer(actor=actor, **on, offer_id=offer_id, answer=answer, words="te ver reizen")


def figures(
    world: World, monkeypatch: Any, least: int = 1, first: date | None = None
) -> dict[str, WorkOffered]:
    monkeypatch.setattr(module, "LEAST", least)
    today = clock.today()
    with world.marloes.at_work(Purpose.STEERING):
        return {row.answer: row for row in work_offered(first or today - timedelta(days=190), today)}


def test_each_answer_counts_its_own_intakes_and_their_benefits(world: World, monkeypatch: Any) -> None:
    held(world, answers=["taken"])
    held(world, answers=["taken"], right=(-10, 20))
    held(world, answers=["refused"], right=(0, None))
    held(world, answers=[""])
    held(world, right=(30, None))
    found = figures(world, monkeypatch)
    taken = found["taken"]
    assert (taken.intakes, taken.judged, taken.began_with, taken.with_right) == (2, 2, 1, 0)
    assert (found["refused"].began_with, found["refused"].with_right) == (1, 1)
    assert (found["waiting"].intakes, found["waiting"].with_right) == (1, 0)
    assert (found["not_offered"].began_with, found["not_offered"].with_right) == (0, 1)


def test_who_took_one_offer_after_refusing_another_took_work(world: World, monkeypatch: Any) -> None:
    held(world, answers=["refused", "taken", ""])
    found = figures(world, monkeypatch)
    assert {answer: row.intakes for answer, row in found.items()} == {"taken": 1}


def test_an_intake_of_less_than_three_months_ago_is_counted_and_not_judged(
    world: World, monkeypatch: Any
) -> None:
    held(world, days=20, right=(0, None))
    row = figures(world, monkeypatch)["not_offered"]
    assert (row.intakes, row.judged, row.with_right) == (1, 0, 0)
    assert not row.is_judged


def test_a_right_that_ends_on_the_day_itself_is_no_right_any_more(world: World, monkeypatch: Any) -> None:
    begun = clock.today() - timedelta(days=LONG_AGO)
    month = begun.month + 3
    later = date(begun.year + (month > 12), (month - 1) % 12 + 1, min(begun.day, 28))
    held(world, right=(0, (later - begun).days))
    assert figures(world, monkeypatch)["not_offered"].with_right == (1 if begun.day < later.day else 0)


def test_an_intake_without_a_benefit_in_question_is_left_out(world: World, monkeypatch: Any) -> None:
    held(world, entry="no_benefit")
    assert figures(world, monkeypatch) == {}


def test_another_organisations_intakes_are_not_in_it(world: World, monkeypatch: Any) -> None:
    held(world)
    monkeypatch.setattr(module, "LEAST", 1)
    with world.bas.at_work(Purpose.STEERING):
        assert work_offered(clock.today() - timedelta(days=190), clock.today()) == []


def test_a_small_group_is_hidden_with_the_one_that_would_tell_it(world: World, monkeypatch: Any) -> None:
    for _number in range(3):
        held(world)
    for _number in range(2):
        held(world, answers=["taken"])
    for _number in range(4):
        held(world, answers=["refused"])
    found = figures(world, monkeypatch, least=3)
    assert {answer for answer, row in found.items() if row.is_small} == {"taken", "not_offered"}
    assert (found["taken"].intakes, found["refused"].intakes) == (0, 4)


def test_the_share_has_its_interval_and_a_small_part_no_number(world: World, monkeypatch: Any) -> None:
    rows = [WorkOffered("taken", 40, 40, 20, 3), WorkOffered("refused", 60, 9, 2, 7)]
    monkeypatch.setattr("schakel.jobseekers.intake.views.work_offered.work_offered", lambda *_period: rows)
    page = signed_in(world.marloes).get(reverse("intake:work_offered")).content.decode()
    assert "50% (35 tot 65) · 20 van 40" in page
    assert "minder dan 10 van 40" in page
    assert "Nog geen 10 van drie maanden geleden" in page


def test_the_page_says_what_it_does_not_prove_and_shows_no_small_group(world: World) -> None:
    held(world, answers=["taken"])
    browser = signed_in(world.marloes)
    page = browser.get(reverse("intake:work_offered")).content.decode()
    assert "Te weinig intakes om te tonen" in page
    assert "een vergelijking zonder controlegroep" in page
    assert reverse("intake:work_offered") in browser.get(reverse("intake:lead_times")).content.decode()


def test_the_page_takes_a_fixed_number_of_statements(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        held(world)
    browser = signed_in(world.marloes)
    browser.get(reverse("intake:work_offered"))
    with django_assert_max_num_queries(12):
        assert browser.get(reverse("intake:work_offered")).status_code == 200


@pytest.mark.parametrize(
    "query", ["?first=x", "?first=2030-01-01&last=2020-01-01", "?first=0001-01-01&last=9999-12-31"]
)
def test_a_period_that_cannot_be_shows_a_page(world: World, query: str) -> None:
    assert signed_in(world.bas).get(reverse("intake:work_offered") + query).status_code == 200


def test_a_provider_has_no_such_page(world: World) -> None:
    assert signed_in(world.joris).get(reverse("intake:work_offered")).status_code == 404
