"""The tables and measures hold what the source's tables hold, cell for cell."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from schakel.ground.journal.verbs import ChainTask
from schakel.programme.steering.coordination.deriving import table_on
from schakel.programme.steering.coordination.loading import built_in
from schakel.programme.steering.coordination.measures import measures
from schakel.programme.steering.coordination.model import Pair
from tests.shared import shared

FILES = {"within": "tabel1.csv", "concurrent": "tabel2.csv", "transition": "tabel3.csv"}
RELATIONS = {"parallel": "parallel", "voorgaand": "preceding", "volgend": "following"}
RELATIONS |= {"reciprociteit": "reciprocal"}
TASKS = ["intake", "diagnosis", "strengthening", "mediation", "vacancy_registration"]
CRITERIA = {"rules": "regels", "goals": "doelen", "entanglement": "verstrengeling", "staff": "personele"}
CRITERIA |= {"autonomy": "autonomie"}
AREA_WORDS = {
    "jobseekers": ["intake", "diagnose", "aanbodversterking", "arbeidsbemiddeling"],
    "employers": ["vacatureregistratie", "arbeidsbemiddeling"],
    "resources": ["financiën", "personeel"],
    "information": ["vastleggen", "wijzigen", "toegankelijk"],
    "programme": ["strategieontwikkeling", "doelstellingen", "doelgroepen", "dienstverleningsconcept"],
}


def _rows(name: str) -> list[list[str]]:
    path = shared("mission", name)
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize("situation", FILES)
def test_every_cell_is_that_of_the_source_and_there_are_no_others(situation: str) -> None:
    source = {
        Pair(row, column): RELATIONS[cell.casefold()]
        for row, line in zip(TASKS, _rows(FILES[situation])[1:], strict=True)
        for column, cell in zip(TASKS, line[1:], strict=True)
        if cell
    }
    table = table_on(built_in().situations[situation], "all", date(2026, 11, 23))
    assert table is not None
    assert {pair: cell.relation for pair, cell in table.cells.items()} == source
    assert {cell.origin for cell in table.cells.values()} == {"source"}


def test_rows_and_columns_have_the_tasks_of_the_source_in_its_order() -> None:
    words = [built_in().terms.tasks[task].dutch for task in TASKS]
    for name in FILES.values():
        rows = _rows(name)
        for asked in (rows[0][1:], [row[0] for row in rows[1:]]):
            assert [word[:7] for word in words] == [word.casefold()[:7] for word in asked]


def test_the_criteria_of_mulford_and_rogers_are_those_of_the_source() -> None:
    rows = _rows("mulford_rogers.csv")
    parts = measures()["mulford_rogers"].parts
    assert [part.id for part in parts] == list(CRITERIA)
    assert all(CRITERIA[part.id] in row[0].casefold() for part, row in zip(parts, rows[1:], strict=True))
    assert [
        measures()["mulford_rogers"].answers[end].dutch for end in ("cooperation", "coordination")
    ] == rows[0][1:]


def test_the_areas_are_those_of_table_four_with_all_they_consist_of() -> None:
    areas = measures()["areas"]
    for part, (name, content) in zip(areas.parts, _rows("tabel4.csv")[1:], strict=True):
        assert part.name.dutch.replace(" aan ", " ") == name.casefold()
        words = [areas.items[item].dutch for item in part.items]
        assert all(word in said for word, said in zip(AREA_WORDS[part.id], words, strict=True))
        assert all(word in content.casefold() for word in AREA_WORDS[part.id])


def test_the_task_codes_are_those_of_the_journal() -> None:
    assert list(ChainTask.values) == TASKS
    assert [str(label) for label in ChainTask.labels] == [
        built_in().terms.tasks[task].dutch for task in TASKS
    ]
