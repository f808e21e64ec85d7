"""Route rules of an organisation itself: each with whom it meets and whom it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.access.types import Purpose
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.intake.actions import add_rule, end_rule
from schakel.jobseekers.intake.models import Intake, OwnRouteRule
from schakel.jobseekers.intake.proposing import proposed_for, rules_of
from schakel.jobseekers.intake.queries import parts_of
from schakel.jobseekers.intake.questions import BENEFITS
from schakel.jobseekers.intake.routing import HOUSE_RULES, Rule, counterexample_of, example_of, house_rules
from schakel.jobseekers.intake.tests.scene import holding, opened, saved
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
NEAR = Rule("", "uwv", "Wie binnen een halfjaar kan werken, gaat naar UWV.", months_below=6)
ENTRIES = sorted(Intake.Entry.values)


@pytest.fixture
def world() -> World:
    return World()


def added(world: World, new: Rule = NEAR, place: int = 10) -> UUID:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return add_rule(actor=actor, organisation_id=world.city, new=new, place=place)


def proposed(world: World, person: Person, intake_id: UUID) -> Rule | None:
    with holding(person) as actor:
        intake = Intake.objects.get(pk=intake_id)
        return proposed_for(actor, intake, parts_of(intake))


def test_an_own_rule_goes_before_those_of_the_house(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    intake_id = opened(world, dossier_id, world.bas)
    saved(world.bas, dossier_id, intake_id, "estimate")
    before = proposed(world, world.bas, intake_id)
    rule_id = added(world)
    after = proposed(world, world.bas, intake_id)
    assert before is not None
    assert after is not None
    assert (before.route, after.route) == ("integrated_team", "uwv")
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        end_rule(actor=actor, organisation_id=world.city, rule_id=rule_id)
    assert proposed(world, world.bas, intake_id) == before


def test_an_own_rule_counts_for_the_own_organisation_only(world: World) -> None:
    added(world)
    with holding(world.marloes) as actor:
        assert NEAR.because not in [rule.because for rule in rules_of(actor)]


def test_the_lowest_place_is_asked_first(world: World) -> None:
    added(world, place=20)
    added(world, replace(NEAR, route="municipality"), place=5)
    with holding(world.bas) as actor:
        assert [rule.route for rule in rules_of(actor)][:2] == ["municipality", "uwv"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"route": "elders"}, "route"),
        ({"because": " "}, "because"),
        ({"months_below": 0}, "months_below"),
        ({"age_from": 50, "age_below": 50}, "age_below"),
        ({"age_from": 121}, "age_from"),
        ({"months_below": None}, "age_from"),
        ({"benefits": frozenset({"toeslag"})}, "benefits"),
        ({"entries": frozenset({"zomaar"})}, "entries"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(world: World, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidError) as error:
        added(world, replace(NEAR, **values))
    assert set(error.value.fields) == {field}


@pytest.mark.parametrize("place", [0, 1000])
def test_a_place_outside_the_order_is_refused(world: World, place: int) -> None:
    with pytest.raises(InvalidError) as error:
        added(world, place=place)
    assert set(error.value.fields) == {"place"}


def test_only_the_own_administrator_makes_and_ends_rules(world: World) -> None:
    with world.bas.at_work() as actor, pytest.raises(ForbiddenError):
        add_rule(actor=actor, organisation_id=world.city, new=NEAR, place=1)
    rule_id = added(world)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        with pytest.raises(NotFoundError):
            end_rule(actor=actor, organisation_id=world.city, rule_id=UUID(int=8))
        end_rule(actor=actor, organisation_id=world.city, rule_id=rule_id)
        with pytest.raises(ConflictError):
            end_rule(actor=actor, organisation_id=world.city, rule_id=rule_id)


bounds = st.none() | st.integers(0, 120)


@st.composite
def made_rules(draw: st.DrawFn) -> Rule:
    """Rules that could be made: somebody meets them."""
    found: dict[str, int | None] = {}
    for name in ("age", "months"):
        first = draw(bounds)
        found[f"{name}_from"] = first
        found[f"{name}_below"] = draw(st.none() | st.integers((first or 0) + 1, 121))
    benefits = frozenset(draw(st.sets(st.sampled_from(sorted(BENEFITS)))))
    entries = frozenset(draw(st.sets(st.sampled_from(ENTRIES))))
    return Rule("", "uwv", "zo", **found, benefits=benefits, entries=entries)


@given(made_rules())
def test_the_example_meets_the_rule(rule: Rule) -> None:
    assert rule.fits(example_of(rule))


@given(made_rules())
def test_the_counterexample_misses_it_where_there_is_one(rule: Rule) -> None:
    found = counterexample_of(rule, BENEFITS, ENTRIES)
    is_for_all = not (
        rule.age_from or rule.months_from or rule.age_below is not None or rule.months_below is not None
    )
    is_for_all &= rule.benefits in (frozenset(), frozenset(BENEFITS))
    is_for_all &= rule.entries in (frozenset(), frozenset(ENTRIES))
    assert (found is None) == is_for_all
    assert found is None or not rule.fits(found)


def test_every_rule_of_the_house_is_shown_with_both_cases() -> None:
    for found in house_rules({"youth_age": 27, "short_distance": 3}):
        assert counterexample_of(found.rule, BENEFITS, ENTRIES) is not None
    assert HOUSE_RULES.exists()


def post(world: World, **values: Any) -> Any:
    url = reverse("intake:rules")
    return signed_in(world.city_admin).post(url, {"submit_key": str(uuid7()), "place": "10"} | values)


def test_a_look_at_whom_a_rule_meets_adds_nothing(world: World) -> None:
    said = {"route": "uwv", "because": "zo", "age_from": "60", "preview": "1"}
    page = post(world, **said).content.decode()
    assert "Dit treft de regel" in page
    assert "60 jaar" in page
    assert "59 jaar" in page
    with world.bas.at_work():
        assert not OwnRouteRule.objects.exists()


def test_a_rule_is_made_tried_and_ended_on_the_page(world: World) -> None:
    wrong = post(world, route="uwv", because="bijzonder")
    assert (wrong.status_code, 'value="bijzonder"' in wrong.content.decode()) == (422, True)
    assert post(world, route="uwv", because="bijzonder", age_from="60").status_code == 302
    browser, url = signed_in(world.city_admin), reverse("intake:rules")
    tried = browser.get(url, {"age": "61", "benefit": "ww", "entry": "benefit"})
    assert tried.context["found"].because == "bijzonder"
    with world.bas.at_work():
        rule_id = OwnRouteRule.objects.get().pk
    browser.post(reverse("intake:end_rule", args=[rule_id]), {"submit_key": str(uuid7())})
    assert "Nog geen eigen regels" in browser.get(url).content.decode()


@pytest.mark.parametrize("query", ["?benefit=x", "?benefit=ww&age=-3", "?benefit=ww&entry=x&months=abc"])
def test_somebody_who_cannot_be_is_not_tried(world: World, query: str) -> None:
    response = signed_in(world.city_admin).get(reverse("intake:rules") + query)
    assert (response.status_code, "was_tried" in response.context) == (200, False)
