"""A register with something wrong is refused, with the file, the line and the reason."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.norms.engine.entries import RegisterError
from schakel.ground.norms.engine.loading import load_register, read_register
from schakel.ground.norms.tests.registers import SMALL, problems_after, replaced, small

WORK, INCOME = "subjects/arbeid.yaml", "subjects/inkomen.yaml"


def test_a_good_register_loads_and_its_scenarios_are_read() -> None:
    register = small()
    assert list(register.norms)[:2] == ["T-werk", "T-ontheffing"]
    assert len(register.norms["T-werk"].scenarios) == 4


def test_the_digest_does_not_depend_on_layout_but_on_content(tmp_path: Path) -> None:
    for name in ("layout", "content"):
        shutil.copytree(SMALL, tmp_path / name)
    work = tmp_path / "layout" / WORK
    work.write_text("# een opmerking\n" + work.read_text(encoding="utf-8"), encoding="utf-8")
    replaced(WORK, "lt: 67", "lt: 68")(tmp_path / "content")
    assert load_register(tmp_path / "layout").digest == small().digest
    assert load_register(tmp_path / "content").digest != small().digest


WRONG = [
    (WORK, "fact: leeftijd, ge: 18}, {", "fact: lengte, ge: 18}, {", "lengte is geen bekend gegeven"),
    (WORK, "unless: [T-ontheffing]", "unless: [T-niets]", "uitzondering T-niets is geen norm"),
    (WORK, "to: null", "to: null\n        colour: red", "colour is hier geen bekende sleutel"),
    (WORK, "id: T-maand", "id: T-werk", "T-werk is er al, in arbeid.yaml:4"),
    (WORK, "addressee: [citizen]", "addressee: [king]", "addressee: king staat niet in de woorden"),
    (WORK, "regimes: [WW08]", "regimes: [XY]", "regimes: XY staat niet in de woorden"),
    (WORK, "mode: power", "mode: wish", "mode is wish; kies uit duty"),
    (WORK, "kind: periodic, ", "", "de termijn zegt niet van welke soort zij is (kind)"),
    (WORK, "term: P3M", "term: 3 maanden", "3 maanden is geen termijn"),
    (WORK, "after: start_op", "after: zorgtaken", "zorgtaken is geen datum"),
    (WORK, "in: [MON]", "in: [ZZ]", "dienst is een van de codes: IB, MON"),
    (WORK, "{fact: leeftijd, ge: 18}, {", "{fact: zorgtaken, ge: 18}, {", "zorgtaken is true of false"),
    (WORK, "{zorgtaken: true}, applies", "{zwaarte: true}, applies", "zwaarte is geen bekend gegeven"),
    (WORK, "facts: {leeftijd: 34}", "facts: {leeftijd: oud}", "leeftijd is een geheel getal"),
    (WORK, "subject: arbeid", "subject: werk", "onderwerp werk staat in een bestand dat arbeid heet"),
    (WORK, "announced_source: voorstel tweede fase", "announced_source: ''", "noemt waar het aangekondigd"),
    (WORK, "plain: U zoekt werk.", "plain: ''", "plain is leeg"),
    (WORK, "from: 2004-01-01\n        to: null", "from: 2004-13-01", "from moet een datum zijn"),
    (WORK, "{fact: zorgtaken, is: true}", "{fact: zorgtaken}", "vergelijk met precies één van"),
    (WORK, "{fact: zorgtaken, is: true}", "{all: []}", "all heeft minstens één voorwaarde"),
    (WORK, "{fact: zorgtaken, is: true}", "{}", "een voorwaarde is precies één van"),
    (WORK, "{fact: zorgtaken, is: true}", "null", "heeft geen voorwaarde en zou deze norm altijd opheffen"),
    (INCOME, "regulation: BWBR0015703", "regulation: BWBR9", "regulation is BWBR9; kies uit"),
    (INCOME, "counterpart: [citizen]", "consequences: [T-weg]", "gevolg T-weg is geen norm"),
    ("facts.yaml", "kind: boolean", "kind: maybe", "kind is maybe"),
    ("facts.yaml", "purpose: guidance", "purpose: fun", "purpose is fun"),
    ("facts.yaml", "name: leeftijd", "name: gemeld_op", "gemeld_op is er al"),
    ("terms.yaml", "part_of: WW", "part_of: ZZ", "WW08: ZZ is geen regeling"),
    ("regulations.yaml", "to: 2015-01-01", "to: 2003-01-01", "een vroegere naam heeft een eerste dag"),
    ("house.yaml", "value: 3", "value: -3", "een huisnorm is nul of meer"),
]


@pytest.mark.parametrize(("file", "old", "new", "reason"), WRONG, ids=[line[3][:40] for line in WRONG])
def test_what_is_wrong_is_named_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, reason: str
) -> None:
    found = problems_after(tmp_path, replaced(file, old, new))
    assert [line for line in found if reason in line], found
    assert all(line.split(":")[1].isdigit() for line in found)


def test_versions_that_overlap_are_refused(tmp_path: Path) -> None:
    later = (
        '      - from: 2020-01-01\n        sources: [{regulation: BWBR0015703, article: "9"}]\n    scenarios'
    )
    found = problems_after(tmp_path, replaced(INCOME, "    scenarios", later))
    assert ["overlappen" in line for line in found] == [True]


def test_exceptions_in_a_circle_are_refused(tmp_path: Path) -> None:
    circle = "when: {fact: zorgtaken, is: true}\n        unless: [T-werk]"
    found = problems_after(tmp_path, replaced(WORK, "when: {fact: zorgtaken, is: true}", circle))
    assert any("lopen in een kring (T-werk → T-ontheffing → T-werk)" in line for line in found)


def test_a_fact_on_health_needs_a_norm_that_is_marked_for_it(tmp_path: Path) -> None:
    found = problems_after(
        tmp_path, replaced(WORK, "{fact: zorgtaken, is: true}", "{fact: belastbaar, is: true}")
    )
    assert ["belastbaar gaat over gezondheid" in line for line in found] == [True]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("norms: [", "geen leesbare YAML"),
        ("", "het bestand is leeg"),
        ("- een lijst", "hier horen sleutels met waarden"),
        ("subject: arbeid\nlabel: x\nnorms: 3", "norms moet een lijst zijn"),
        ("subject: arbeid\nlabel: x\nnorms:\n  - 3", "hier horen sleutels met waarden"),
        ("subject: arbeid\nsubject: arbeid\nlabel: x\nnorms: []", "subject staat hier twee keer"),
        ("subject: !!python/object:os.system arbeid\nlabel: x\nnorms: []", ""),
    ],
)
def test_rotten_files_are_told_of_and_never_run(tmp_path: Path, text: str, reason: str) -> None:
    found = problems_after(tmp_path, lambda folder: _write(folder / WORK, text))
    assert not reason or any(reason in line for line in found)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_bytes_that_are_no_text_are_told_of(tmp_path: Path) -> None:
    found = problems_after(tmp_path, lambda folder: (folder / WORK).write_bytes(b"\xff\xfe\x00\x81"))
    assert any(line.startswith("arbeid.yaml:1:") for line in found)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as error:
        load_register(tmp_path)
    assert len(error.value.lines) >= 3


def test_a_condition_that_names_itself_ends(tmp_path: Path) -> None:
    found = problems_after(tmp_path, replaced(WORK, "{fact: zorgtaken, is: true}", "&me {not: *me}"))
    assert any("te diep genest" in line for line in found)


@given(st.integers(0, 60), st.sampled_from(["remove", "twice", "indent", "cut"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_damage_to_a_file_makes_reading_fall_over(tmp_path: Path, number: int, damage: str) -> None:
    lines = (SMALL / WORK).read_text(encoding="utf-8").splitlines()
    number %= len(lines)
    line = lines[number]
    damaged = {"remove": [], "twice": [line, line], "indent": [f"  {line}"], "cut": [line[: len(line) // 2]]}
    lines[number : number + 1] = damaged[damage]
    copy = Path(mkdtemp(dir=tmp_path))
    shutil.copytree(SMALL, copy, dirs_exist_ok=True)
    _write(copy / WORK, "\n".join(lines))
    _register, problems = read_register(copy)
    assert all(problem.line > 0 and problem.reason for problem in problems.found)
