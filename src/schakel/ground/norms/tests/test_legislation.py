"""The legislation test finds what is odd in a register, of this law and of any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schakel.ground.norms.engine.criteria import load_criteria
from schakel.ground.norms.engine.entries import RegisterError
from schakel.ground.norms.engine.legislation import CHECKS, LawFinding, review, styles
from schakel.ground.norms.engine.loading import load_register
from schakel.ground.norms.registers import the_criteria, the_register
from schakel.ground.norms.tests.registers import FOLDER

TODAY, THEN = date(2026, 11, 22), date(2007, 6, 1)
LIBRARY = FOLDER / "library"


def _of_law(check: str, on: date = TODAY) -> list[LawFinding]:
    return [f for f in review(the_register(), the_criteria(), on) if f.check == check]


def _of_library(on: date = TODAY) -> dict[str, LawFinding]:
    found = review(load_register(LIBRARY), load_criteria(LIBRARY / "criteria.yaml"), on)
    return {finding.check: finding for finding in found}


def test_the_duty_to_a_plan_that_uwv_does_not_make_for_the_ww_is_found() -> None:
    assert ("WW-26-1-k", "WW") in {(f.norms[0], f.regime) for f in _of_law("unanswered")}


def test_plans_with_different_terms_and_names_are_found() -> None:
    by_subject = {finding.subject: finding for finding in _of_law("difference")}
    assert {"PW-9a-7", "PW-44-4", "BW-658a-3", "WJ-2:18"} <= {*by_subject["plan"].norms}
    assert "plan" in {finding.subject for finding in _of_law("terms")}


def test_a_scheme_without_a_trial_placement_is_told_as_not_registered() -> None:
    empty = {(f.subject, f.regime) for f in _of_law("empty")}
    assert {("proefplaats", "ZW"), ("proefplaats", "IOAW")} <= empty
    assert ("proefplaats", "PW") not in empty


def test_repetition_is_counted_over_two_windows() -> None:
    assert [finding.norms for finding in _of_law("notions")] == [("PW-18-6", "MB-8")]


def test_the_free_period_of_2008_lasts_longer_than_the_power_allows() -> None:
    found = next(f for f in _of_law("difference", THEN) if f.subject == "ontheffing")
    assert "P2M: DIENST-VD" in found.text
    assert "P4W: OV-4" in found.text


def test_terms_and_schemes_that_changed_are_found() -> None:
    assert {"WW-77a", "BS-4.2"} <= {finding.norms[0] for finding in _of_law("changed")}


def test_every_finding_has_a_key_of_its_own() -> None:
    keys = [finding.key for finding in review(the_register(), the_criteria(), TODAY)]
    assert len(keys) == len(set(keys))


def test_every_check_has_its_criterion() -> None:
    assert the_criteria().criteria.keys() == CHECKS.keys()


@pytest.mark.parametrize("check", ["terms", "conflict", "unanswered", "discretion", "changed"])
def test_another_field_of_law_is_tested_by_the_same_model(check: str) -> None:
    assert _of_library()[check].norms


def test_a_regulation_that_was_repealed_is_found_on_later_days_only() -> None:
    assert "stale" not in _of_library()
    assert "stale" in _of_library(date(2030, 1, 1))


def test_a_criterion_out_of_use_finds_nothing() -> None:
    assert "no_consequence" not in _of_library()


def test_the_style_of_a_subject_follows_from_its_norms() -> None:
    found = styles(load_register(LIBRARY), TODAY)
    assert [(s.subject, s.name, s.norms, s.with_term) for s in found] == [("lenen", "commanding", 3, 1)]


def test_criteria_that_are_wrong_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "criteria.yaml"
    path.write_text("criteria:\n  - {check: magic, label: x, question: y, source: z}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="niet te gebruiken") as error:
        load_criteria(path)
    assert "criteria.yaml:2: check is magic" in error.value.lines[0]
