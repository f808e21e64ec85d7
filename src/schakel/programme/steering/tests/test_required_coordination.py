"""What each of the 20 + 25 + 25 cells asks for, written out, and what the texts say beside it."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.programme.steering.coordination.deriving import (
    Requirement,
    compare,
    distinct,
    requirements,
    table_on,
    texts_for,
)
from schakel.programme.steering.coordination.loading import built_in
from schakel.programme.steering.coordination.model import Needs, Pair, Table

TASKS = ["intake", "diagnosis", "strengthening", "mediation", "vacancy_registration"]
NEEDS = {"=": Needs(True, False), ">": Needs(False, True), "#": Needs(True, True)}
# = product, > process, # both, . no cell; rows and columns in the order of TASKS.
REQUIRED = {
    "within": [".>>>>", ">.###", ">#.>#", ">#>.#", ">###."],
    "concurrent": ["=>>>>", ">>#>>", ">####", ">>###", ">>###"],
    "transition": [">>>>>", ">>>>>", ">>>>>", ">>>>>", ">>>>>"],
}
ALONE = {
    "within": [".>>>>", ">.>>>", ">#.>#", ">#>.#", ">###."],
    "concurrent": ["=====", ">>>>=", ">####", ">>###", ">>###"],
    "transition": [">>>>>", ">>===", ">>>>>", ">>>>>", ">>>>>"],
}
TODAY = date(2026, 11, 23)


def _table(situation: str, group: str = "all", on: date = TODAY) -> Table:
    table = table_on(built_in().situations[situation], group, on)
    assert table is not None
    return table


def _required(situation: str, group: str = "all") -> dict[Pair, Requirement]:
    return {each.pair: each for each in requirements(_table(situation, group))}


def _written(signs: list[str]) -> dict[Pair, Needs]:
    return {
        Pair(row, column): NEEDS[sign]
        for row, line in zip(TASKS, signs, strict=True)
        for column, sign in zip(TASKS, line, strict=True)
        if sign != "."
    }


@pytest.mark.parametrize(("situation", "cells"), [("within", 20), ("concurrent", 25), ("transition", 25)])
def test_every_cell_asks_for_what_the_strongest_of_both_asks(situation: str, cells: int) -> None:
    found = _required(situation)
    assert len(found) == cells
    assert {pair: each.needs for pair, each in found.items()} == _written(REQUIRED[situation])
    assert {pair: each.alone for pair, each in found.items()} == _written(ALONE[situation])


def test_both_cells_of_an_asymmetric_pair_are_shown_with_which_one_decided() -> None:
    found = _required("within")
    there, back = found[Pair("diagnosis", "mediation")], found[Pair("mediation", "diagnosis")]
    assert (there.relation, there.reverse, there.decided_by) == ("preceding", "reciprocal", "reverse")
    assert (back.relation, back.reverse, back.decided_by) == ("reciprocal", "preceding", "relation")
    assert found[Pair("intake", "diagnosis")].decided_by == "both"


def test_within_a_benefit_two_tasks_are_one_pair_and_between_benefits_they_are_two() -> None:
    for situation, count in (("within", 10), ("concurrent", 25), ("transition", 25), ("provider", 14)):
        found = list(_required(situation).values())
        assert len(distinct(built_in().situations[situation], found)) == count


def test_far_from_work_reciprocity_is_less_and_care_counts_for_more() -> None:
    strengthening = Pair("strengthening", "diagnosis")
    assert _required("within")[strengthening].needs == Needs(True, True)
    far = _required("within", "far")[strengthening]
    assert (far.needs, far.origin) == (Needs(False, True), "ours")
    assert _required("within", "far")[Pair("diagnosis", "mediation")].needs == Needs(True, True)
    diagnosis = Pair("diagnosis", "debt_help")
    assert _required("care")[diagnosis].needs == Needs(False, True)
    assert _required("care", "far")[diagnosis].needs == Needs(True, True)


def test_a_group_without_cells_of_its_own_has_the_table_for_every_group() -> None:
    assert _table("transition", "far").cells == _table("transition").cells
    assert _table("within", "short").cells == _table("within").cells


def test_own_tables_for_providers_and_care_are_marked_as_ours() -> None:
    for situation in ("provider", "care"):
        cells = _table(situation).cells.values()
        assert {cell.origin for cell in cells} == {"ours"}
        assert {each.reverse for each in _required(situation).values()} == {None}


def test_before_the_first_day_there_is_no_table() -> None:
    situation = built_in().situations["concurrent"]
    assert table_on(situation, "all", date(2003, 12, 31)) is None
    assert table_on(situation, "all", date(2004, 1, 1)) is not None


def test_assistance_has_the_name_of_its_time() -> None:
    terms = built_in().terms
    names = [terms.party_on("assistance", date(year, 1, 1)) for year in (2003, 2014, 2015)]
    assert [name and name.dutch for name in names] == [None, "WWB", "Participatiewet"]


def _compared(situation: str, conflict: str, group: str = "all") -> list[tuple[str, str, int, int, int]]:
    table = _table(situation, group)
    found = [compare(text, requirements(table)) for text in texts_for(table)]
    return [
        (c.text.kind, c.text.level, len(c.agrees), len(c.differs), len(c.silent))
        for c in found
        if c.text.conflict == conflict
    ]


def test_conflict_c11_at_the_transition_theory_and_text_and_practice_differ() -> None:
    assert _compared("transition", "C11") == [
        ("expected", "little", 0, 25, 0),
        ("observed", "process", 25, 0, 0),
        ("observed", "little", 0, 25, 0),
    ]


def test_conflict_c12_the_table_asks_for_more_tasks_than_the_text_names() -> None:
    assert _compared("concurrent", "C12") == [
        ("expected", "both", 1, 0, 24),
        ("observed", "little", 0, 25, 0),
    ]
    reciprocal = [each for each in _required("concurrent").values() if each.relation == "reciprocal"]
    assert len(reciprocal) == 10


def test_the_text_calls_two_tasks_reciprocal_that_the_table_has_in_order() -> None:
    table = _table("within")
    found = compare(texts_for(table)[0], requirements(table))
    assert found.differs == (Pair("strengthening", "mediation"), Pair("mediation", "strengthening"))


def test_what_was_seen_for_a_group_is_told_for_that_group_only() -> None:
    kinds = {group: len(texts_for(_table("within", group))) for group in ("all", "short", "far")}
    assert kinds == {"all": 1, "short": 2, "far": 2}
