"""An own table that is wrong is refused with file, line and reason; one that is right takes its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.steering.coordination.deriving import requirements, table_on
from schakel.programme.steering.coordination.loading import (
    FOLDER,
    TableError,
    built_in,
    load_tables,
    read_tables,
)
from schakel.programme.steering.coordination.model import Pair, Relation

GOOD = """\
situation: small
dutch: klein
english: small
mechanism: network
rows: {tasks: [intake, diagnosis, mediation]}
versions:
  - from: 2020-01-01
    to: 2024-01-01
    origin: own
    source: overleg
    cells:
      intake: {diagnosis: preceding, mediation: ~}
  - from: 2024-01-01
    origin: own
    source: overleg
    cells:
      intake: {diagnosis: parallel}
      diagnosis: {mediation: preceding}
      mediation: {intake: parallel}
"""
LATER = "origin: own\n    source: overleg\n    cells:\n      intake: {diagnosis: par"
WRONG = [
    ("diagnosis: parallel", "diagnose: parallel", "diagnose is hier geen taak; bedoelt u diagnosis?"),
    ("[intake, diagnosis,", "[intake, telepathy,", "telepathy is hier geen taak"),
    ("[intake, diagnosis,", "[intake, intake, diagnosis,", "een taak staat er twee keer"),
    ("tasks: [intake, diagnosis, mediation]", "tasks: []", "tasks is leeg"),
    ("rows:", "lines:", "rows ontbreekt"),
    ("intake: {diagnosis: parallel}", "intake: {intake: parallel}", "intake heeft geen relatie met zichzelf"),
    ("diagnosis: parallel", "diagnosis: near", "diagnosis is near; kies uit parallel"),
    ("{diagnosis: preceding, mediation: ~}", "{diagnosis: ~}", "de tabel is leeg"),
    ("{diagnosis: preceding, mediation: ~}", "3", "hier horen sleutels met waarden"),
    ("mediation: {intake: parallel}", "intake: {diagnosis: parallel}", "intake staat hier twee keer"),
    ("    to: 2024-01-01", "    to: 2024-01-02", "twee tabellen voor all gelden op 2024-01-01"),
    ("    to: 2024-01-01", "    to: 2020-01-01", "de einddag (to) ligt niet na de eerste dag"),
    ("  - from: 2020-01-01\n    to", "  - to", "de eerste dag (from) ontbreekt"),
    ("from: 2020-01-01", "from: vandaag", "from moet een datum zijn"),
    ("mechanism: network", "mechanism: magic", "mechanism is magic; kies uit"),
    (LATER, f"colour: red\n    {LATER}", "colour is hier geen bekende sleutel"),
    (LATER, LATER.replace("own", "source"), "zet origin op own"),
    (LATER, f"group: nobody\n    {LATER}", "group is nobody; kies uit all"),
]


def _own(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _problems(folder: Path, text: str) -> list[str]:
    return [str(problem) for problem in read_tables([_own(folder, text)])[1]]


@pytest.mark.parametrize(("old", "new", "reason"), WRONG, ids=[line[2] for line in WRONG])
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    found = _problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(reason in line for line in found), found
    assert all(line.startswith("own.yaml:") and line.split(":")[1].isdigit() for line in found)


def test_a_group_may_have_its_own_table_beside_that_for_every_group(tmp_path: Path) -> None:
    assert _problems(tmp_path, GOOD) == []
    assert _problems(tmp_path, GOOD.replace("to: 2024-01-01", "group: far")) == []


def test_a_circle_is_named_task_by_task(tmp_path: Path) -> None:
    text = GOOD.replace("intake: {diagnosis: parallel}", "intake: {diagnosis: preceding}")
    text = text.replace("mediation: {intake: parallel}", "mediation: {intake: preceding}")
    (found,) = _problems(tmp_path, text)
    assert "own.yaml:13: de volgorde loopt in een kring" in found
    assert all(task in found for task in ("intake", "diagnosis", "mediation"))


def test_two_tasks_that_each_come_first_are_a_circle_unless_reciprocal(tmp_path: Path) -> None:
    text = GOOD.replace("mediation: {intake: parallel}", "mediation: {diagnosis: preceding}")
    assert ["kring" in line for line in _problems(tmp_path, text)] == [True]
    text = GOOD.replace("mediation: {intake: parallel}", "mediation: {diagnosis: reciprocal}")
    assert _problems(tmp_path, text) == []


def test_a_circle_that_only_a_group_makes_is_found(tmp_path: Path) -> None:
    cells = "{mediation: {diagnosis: preceding}}"
    far = f"  - {{from: 2024-01-01, group: far, origin: own, source: x, cells: {cells}}}\n"
    assert ["kring" in line for line in _problems(tmp_path, GOOD + far)] == [True]


def test_an_own_file_takes_the_place_of_the_situation(tmp_path: Path) -> None:
    text = (FOLDER / "provider.yaml").read_text(encoding="utf-8")
    text = text.replace("intake: {assignment: preceding}", "intake: {assignment: reciprocal}")
    with pytest.raises(TableError, match="niet te gebruiken"):
        load_tables([_own(tmp_path, text)])
    tables = load_tables([_own(tmp_path, text.replace("origin: ours", "origin: own"))])
    table = table_on(tables.situations["provider"], "all", date(2026, 1, 1))
    assert table is not None
    first = requirements(table)[0]
    assert (first.pair, first.relation, first.origin) == (Pair("intake", "assignment"), "reciprocal", "own")
    assert tables.digest != built_in().digest


def test_a_copied_table_may_end_and_be_followed_by_an_own_one(tmp_path: Path) -> None:
    text = (FOLDER / "transition.yaml").read_text(encoding="utf-8")
    text = text.replace("  - from: 2004-01-01", "  - from: 2004-01-01\n    to: 2027-01-01")
    own = "  - {from: 2027-01-01, origin: own, source: x, cells: {intake: {intake: reciprocal}}}\ntexts:"
    situation = load_tables([_own(tmp_path, text.replace("texts:", own, 1))]).situations["transition"]
    found = [table_on(situation, "all", date(year, 6, 1)) for year in (2026, 2027)]
    assert [(table and len(table.cells), table and table.versions[0].origin) for table in found] == [
        (25, "source"),
        (1, "own"),
    ]


def test_one_situation_in_two_own_files_is_refused(tmp_path: Path) -> None:
    files = [_own(tmp_path, GOOD, name) for name in ("one.yaml", "two.yaml")]
    assert [str(p) for p in read_tables(files)[1]] == [
        "two.yaml:1: small staat al in een ander eigen bestand"
    ]


def test_a_situation_without_a_table_for_every_group_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("    origin: own", "    group: far\n    origin: own")
    assert _problems(tmp_path, text)[0].endswith("er is geen tabel voor alle groepen")


@pytest.mark.parametrize(
    "text", ["", "- a\n- b", "situation: [", "3", "situation: !!python/object:os.system x"]
)
def test_rotten_files_are_told_of_and_never_run(tmp_path: Path, text: str) -> None:
    assert _problems(tmp_path, text)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(InvalidError, match=r"weg\.yaml is niet te lezen"):
        load_tables([tmp_path / "weg.yaml"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.sampled_from("{}[]:- \n~x0&*!")), max_size=6))
def test_a_damaged_file_never_breaks_the_reader(tmp_path: Path, blows: list[tuple[int, str]]) -> None:
    text = GOOD
    for place, sign in blows:
        text = text[:place] + sign + text[place + 1 :]
    for problem in _problems(tmp_path, text):
        assert problem.startswith("own.yaml:")


small_tasks = st.sampled_from(["intake", "diagnosis", "mediation"])
relations: list[Relation] = ["preceding", "following"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.dictionaries(st.tuples(small_tasks, small_tasks), st.sampled_from(relations), min_size=1))
def test_an_order_is_refused_exactly_when_it_has_a_circle(
    tmp_path: Path, orders: dict[tuple[str, str], Relation]
) -> None:
    orders = {pair: relation for pair, relation in orders.items() if pair[0] != pair[1]} or {
        ("intake", "diagnosis"): "preceding"
    }
    lines = [
        f"      {row}: {{{_cells(orders, row)}}}" for row in dict.fromkeys(row for row, _column in orders)
    ]
    head = (
        GOOD[: GOOD.index("versions:")] + "versions:\n  - from: 2020-01-01\n    origin: own\n    source: x\n"
    )
    found = _problems(tmp_path, head + "    cells:\n" + "\n".join(lines) + "\n")
    before = {pair if relation == "preceding" else pair[::-1] for pair, relation in orders.items()}
    assert bool(found) is _goes_round(before)


def _cells(orders: dict[tuple[str, str], Relation], row: str) -> str:
    return ", ".join(f"{pair[1]}: {relation}" for pair, relation in orders.items() if pair[0] == row)


def _goes_round(before: set[tuple[str, str]]) -> bool:
    reached = set(before)
    for _round in range(3):
        reached |= {(a, d) for a, b in reached for c, d in reached if b == c}
    return any(a == b for a, b in reached)
