"""How norms stand for one person on a day: schemes, exceptions, terms, eras and announced law."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.ground.norms.engine.evaluating import Evaluator, Finding
from schakel.ground.norms.engine.fact_sets import FactSet, Statement, gather
from schakel.ground.norms.engine.model import REGIMES
from schakel.ground.norms.engine.scenarios import run_scenarios
from schakel.ground.norms.tests.registers import facts, finding, small

TODAY = date(2026, 11, 22)
REGISTER = small()


def _stands(norm: str, on: date = TODAY, *, announced: bool = False, **told: object) -> Finding:
    return finding(REGISTER, norm, facts(REGISTER, **told), on, announced=announced)


def test_the_scenarios_of_the_small_register_come_true() -> None:
    assert run_scenarios(REGISTER).problems == ()


def test_a_norm_of_another_scheme_does_not_apply() -> None:
    found = _stands("T-voorschot", regimes=["WW"], aanvraag_op=TODAY, besluit_op=None)
    assert (found.applies, found.state) == ("no", "other_regime")


def test_a_scheme_that_nobody_told_of_leaves_a_norm_unknown() -> None:
    found = _stands("T-voorschot", aanvraag_op=TODAY, besluit_op=None)
    assert (found.applies, found.missing) == ("unknown", (REGIMES,))


def test_a_scheme_that_nobody_told_of_leaves_a_no_a_no() -> None:
    assert _stands("T-zoektermijn", leeftijd=40).applies == "no"


def test_an_exception_that_applies_lifts_the_norm_and_is_named() -> None:
    found = _stands("T-werk", regimes=["PW"], leeftijd=34, zorgtaken=True)
    assert (found.applies, found.state, found.exempted_by) == ("no", "exempted", "T-ontheffing")


def test_an_exception_that_is_unknown_makes_the_norm_unknown() -> None:
    found = _stands("T-werk", regimes=["PW"], leeftijd=34)
    assert (found.applies, found.missing) == ("unknown", ("zorgtaken",))


def test_an_exception_does_not_matter_where_the_norm_does_not_apply() -> None:
    assert _stands("T-werk", regimes=["PW"], leeftijd=12).state == "not_applicable"


@pytest.mark.parametrize(
    ("on", "decided", "state"),
    [
        (date(2026, 10, 10), None, "running"),
        (date(2026, 10, 20), None, "soon"),
        (date(2026, 10, 30), None, "soon"),
        (date(2026, 10, 31), None, "late"),
    ],
)
def test_a_term_runs_and_ends(on: date, decided: date | None, state: str) -> None:
    found = _stands("T-voorschot", on, regimes=["PW"], aanvraag_op=date(2026, 10, 2), besluit_op=decided)
    assert (found.state, found.deadline) == (state, date(2026, 10, 30))


def test_a_day_before_which_nothing_is_allowed_is_never_late() -> None:
    told = {"regimes": ["PW"], "leeftijd": 20, "gemeld_op": date(2026, 10, 1)}
    assert _stands("T-zoektermijn", date(2026, 10, 15), **told).state == "waiting"
    assert _stands("T-zoektermijn", date(2026, 12, 15), **told).state == "open"


def test_a_passed_term_is_no_breach_while_nobody_tells_whether_it_was_met() -> None:
    told = {"regimes": ["WW"], "dienst": "MON", "start_op": date(2007, 1, 1)}
    assert _stands("T-maand", date(2007, 6, 1), **told).state == "passed"


def test_a_term_without_its_first_day_names_that_day_as_missing() -> None:
    found = _stands("T-zoektermijn", regimes=["PW"], leeftijd=20)
    assert (found.applies, found.state, found.missing) == ("yes", "term_unknown", ("gemeld_op",))


def test_the_old_practice_of_a_scheme_holds_in_its_era_only() -> None:
    told = {"regimes": ["WW"], "dienst": "MON", "start_op": date(2007, 4, 1)}
    assert _stands("T-maand", date(2008, 12, 31), **told).applies == "yes"
    assert _stands("T-maand", date(2009, 1, 1), **told).state == "outside_validity"


def test_announced_law_is_left_out_unless_asked_for_and_begins_on_its_day() -> None:
    told = {"regimes": ["PW"], "leeftijd": 70}
    assert _stands("T-werk", date(2027, 1, 2), **told).applies == "no"
    assert _stands("T-werk", date(2026, 12, 31), announced=True, **told).applies == "no"
    found = _stands("T-werk", date(2027, 1, 1), announced=True, **told)
    assert found.applies == "yes"
    assert found.version is not None
    assert found.version.is_announced


def test_a_day_before_every_version_says_so() -> None:
    assert _stands("T-melden", date(2003, 12, 31)).state == "outside_validity"


def _told_by_two(*ages: int) -> FactSet:
    sources = ["BRP", "gemeente"]
    told = [Statement("leeftijd", age, source) for age, source in zip(ages, sources, strict=False)]
    return gather([*told, Statement(REGIMES, frozenset({"PW"}))], REGISTER)


def test_sources_that_contradict_each_other_give_unknown_never_a_wrong_yes() -> None:
    found = finding(REGISTER, "T-zoektermijn", _told_by_two(20, 21), TODAY)
    assert (found.applies, found.missing) == ("unknown", ("leeftijd",))


def test_sources_that_agree_do_not_contradict() -> None:
    assert finding(REGISTER, "T-zoektermijn", _told_by_two(20, 20), TODAY).applies == "yes"


def test_schemes_that_contradict_are_unknown() -> None:
    told = gather([Statement(REGIMES, frozenset({"PW"})), Statement(REGIMES, frozenset({"WW"}))], REGISTER)
    assert told.regimes is None
    assert told.contradicted == {REGIMES}


def test_what_became_known_later_is_not_used_for_an_earlier_day() -> None:
    told = [
        Statement("leeftijd", 20, "BRP", date(2026, 11, 10)),
        Statement(REGIMES, frozenset({"PW"}), "UWV", date(2026, 1, 1)),
    ]
    early = gather(told, REGISTER, known_at=date(2026, 11, 9))
    assert finding(REGISTER, "T-zoektermijn", early, TODAY).missing == ("leeftijd",)
    late = gather(told, REGISTER, known_at=date(2026, 11, 10))
    assert finding(REGISTER, "T-zoektermijn", late, TODAY).applies == "yes"


def test_a_source_that_corrects_itself_does_not_contradict_itself() -> None:
    told = [
        Statement("leeftijd", 20, "BRP", date(2026, 1, 1)),
        Statement("leeftijd", 30, "BRP", date(2026, 2, 1)),
    ]
    assert gather(told, REGISTER).values["leeftijd"] == 30
    assert gather(told, REGISTER, known_at=date(2026, 1, 15)).values["leeftijd"] == 20


def test_every_norm_has_a_finding_in_the_order_of_the_register() -> None:
    found = Evaluator(REGISTER).check(facts(REGISTER, regimes=["PW"]), TODAY)
    assert [each.norm.id for each in found] == list(REGISTER.norms)
