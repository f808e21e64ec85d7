"""Compiled conditions equal a truth table that was written apart from them, and are never wrong."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.ground.norms.engine.conditions import All, AnyOf, Compare, In, Is, Known, Not, all_tests
from schakel.ground.norms.engine.judging import NO, UNKNOWN, YES, compile_condition

DOMAINS: dict[str, list[Any]] = {
    "age": [None, 1, 2, 3],
    "care": [None, True, False],
    "service": [None, "IB", "MON"],
    "day": [None, date(2026, 1, 1), date(2026, 2, 1)],
}
TESTS = st.one_of(
    st.builds(Compare, st.just("age"), st.sampled_from(["lt", "le", "gt", "ge"]), st.sampled_from([1, 2, 3])),
    st.builds(Compare, st.just("day"), st.sampled_from(["lt", "ge"]), st.just(date(2026, 2, 1))),
    st.builds(Is, st.just("care"), st.booleans()),
    st.builds(In, st.just("service"), st.sampled_from([("IB",), ("IB", "MON")])),
    st.builds(Known, st.sampled_from(list(DOMAINS)), st.booleans()),
)


def _branches(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(All, parts), st.builds(AnyOf, parts), st.builds(Not, inner))


CONDITIONS = st.recursive(TESTS, _branches, max_leaves=6)
FACTS = st.fixed_dictionaries({}, optional={name: st.sampled_from(d) for name, d in DOMAINS.items()})


def table(condition: Any, facts: dict[str, Any]) -> float:
    """Kleene's tables with numbers: no 0, unknown a half, yes 1."""
    if isinstance(condition, All):
        return min(table(part, facts) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return max(table(part, facts) for part in condition.parts)
    if isinstance(condition, Not):
        return 1 - table(condition.part, facts)
    if condition.fact not in facts:
        return 0.5
    value = facts[condition.fact]
    if isinstance(condition, Known):
        return float((value is None) != condition.is_known)
    if value is None:
        return 0
    if isinstance(condition, Is):
        return float(value == condition.value)
    if isinstance(condition, In):
        return float(any(value == each for each in condition.values))
    order = (value > condition.bound) - (value < condition.bound)
    return float({"lt": order < 0, "le": order <= 0, "gt": order > 0, "ge": order >= 0}[condition.sign])


@given(CONDITIONS, FACTS)
@settings(max_examples=400)
def test_a_condition_judges_as_the_truth_table(condition: Any, facts: dict[str, Any]) -> None:
    assert compile_condition(condition)(facts).verdict == 2 * table(condition, facts)


@given(CONDITIONS, FACTS)
@settings(max_examples=150)
def test_no_completion_of_the_facts_contradicts_a_yes_or_a_no(condition: Any, facts: dict[str, Any]) -> None:
    verdict = compile_condition(condition)(facts).verdict
    open_names = [name for name in DOMAINS if name not in facts]
    if verdict == UNKNOWN:
        return
    for values in product(*(DOMAINS[name] for name in open_names)):
        completed = facts | dict(zip(open_names, values, strict=True))
        assert 2 * table(condition, completed) == verdict


@given(CONDITIONS, FACTS)
def test_the_reasons_alone_lead_to_the_same_answer(condition: Any, facts: dict[str, Any]) -> None:
    outcome = compile_condition(condition)(facts)
    named = {ground.test.fact: ground.value for ground in outcome.because}
    if outcome.verdict in (NO, YES):
        assert compile_condition(condition)(named).verdict == outcome.verdict
        assert outcome.missing == ()


@given(CONDITIONS, FACTS)
def test_an_unknown_names_facts_of_the_condition_that_nobody_told(
    condition: Any, facts: dict[str, Any]
) -> None:
    outcome = compile_condition(condition)(facts)
    used = {test.fact for test in all_tests(condition)}
    assert (outcome.verdict == UNKNOWN) == bool(outcome.missing)
    assert set(outcome.missing) <= used - facts.keys()


def test_kleene_says_less_than_every_completion_would() -> None:
    care = Is("care", True)
    assert compile_condition(AnyOf((care, Not(care))))({}).verdict == UNKNOWN
