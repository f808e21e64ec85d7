"""Each route rule of the house holds for somebody and not for somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.jobseekers.intake.models import Intake, Route
from schakel.jobseekers.intake.questions import BENEFITS
from schakel.jobseekers.intake.routing import HouseRule, Person, house_rules, proposal

FIGURES = {"youth_age": 27, "short_distance": 3}
HOUSE = house_rules(FIGURES)
RULES = [found.rule for found in HOUSE]
KNOWN = Person(age=40, months=12, benefit="ww", entry="benefit")


@pytest.mark.parametrize("found", HOUSE, ids=lambda found: found.rule.key)
def test_a_rule_is_the_one_that_counts_for_its_own_example(found: HouseRule) -> None:
    assert proposal(RULES, found.holds_for) == found.rule


@pytest.mark.parametrize("found", HOUSE, ids=lambda found: found.rule.key)
def test_a_rule_does_not_fit_its_counterexample(found: HouseRule) -> None:
    assert not found.rule.fits(found.not_for)


@pytest.mark.parametrize("found", HOUSE, ids=lambda found: found.rule.key)
def test_a_rule_names_a_route_and_says_why(found: HouseRule) -> None:
    assert found.rule.route in Route.values
    assert found.rule.because.endswith(".")
    assert "%" not in found.rule.because
    assert found.rule.entries <= set(Intake.Entry.values)
    assert found.rule.benefits <= set(BENEFITS)


def test_without_an_estimate_nobody_above_the_age_gets_a_proposal() -> None:
    assert proposal(RULES, replace(KNOWN, months=None)) is None


def test_without_a_birth_date_no_rule_on_age_fits() -> None:
    found = proposal(RULES, replace(KNOWN, age=None, months=2))
    assert found is not None
    assert found.key == "short-distance"


def test_another_age_of_the_organisation_moves_the_rule_for_youth() -> None:
    rules = [found.rule for found in house_rules({"youth_age": 23, "short_distance": 3})]
    found = proposal(rules, replace(KNOWN, age=25, benefit="participatiewet"))
    assert found is not None
    assert found.route == "municipality"


people = st.builds(
    Person,
    age=st.none() | st.integers(0, 120),
    months=st.none() | st.integers(0, 120),
    benefit=st.sampled_from(sorted(BENEFITS)),
    entry=st.sampled_from(sorted(Intake.Entry.values)),
)


@given(people)
def test_a_proposal_is_the_first_rule_that_fits(person: Person) -> None:
    found = proposal(RULES, person)
    before = RULES if found is None else RULES[: RULES.index(found)]
    assert not any(rule.fits(person) for rule in before)
    assert found is None or found.fits(person)
