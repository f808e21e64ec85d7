"""`schakel steering`: its contract in JSON, Dutch words, and exit codes 0, 1 and 2."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main

RELATIONS = {"parallel", "preceding", "following", "reciprocal"}
HEAD = "site;situation;row;column;product;process\n"


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["steering", *words])
    out, err = capsys.readouterr()
    return code, out, err


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code, out, _err = _run(capsys, *words, "--json")
    return code, json.loads(out)


@pytest.mark.parametrize(("situation", "cells"), [("within", 20), ("concurrent", 25), ("transition", 25)])
def test_coordination_keeps_its_contract(
    capsys: pytest.CaptureFixture[str], situation: str, cells: int
) -> None:
    code, found = _json(capsys, "coordination", "--situation", situation)
    assert (code, len(found["pairs"])) == (0, cells)
    for pair in found["pairs"]:
        assert {pair["relation"], pair["reverse"]} <= RELATIONS
        assert {type(pair["product"]), type(pair["process"])} == {bool}
        assert pair["product"] or pair["process"]
    by_place = {(pair["row"], pair["column"]): pair for pair in found["pairs"]}
    assert all(pair["reverse"] == by_place[place[::-1]]["relation"] for place, pair in by_place.items())


def test_coordination_in_words_names_both_cells_and_what_the_text_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _err = _run(capsys, "coordination", "--situation", "concurrent", "--on", "2026-01-01")
    assert code == 0
    assert "  Participatiewet – WW" in out
    assert (
        "  diagnose – aanbodversterking: product en proces (voorafgaand, omgekeerd wederkerig; bron)" in out
    )
    assert "C12" in out
    assert "24 niet genoemd" in out


def test_on_a_day_without_a_table_there_is_a_reason_and_no_pair(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = _json(capsys, "coordination", "--situation", "within", "--on", "1999-01-01")
    assert (code, found["pairs"]) == (0, [])
    assert found["reason"]["nl"] == "Op 1999-01-01 geldt er geen tabel voor binnen één uitkering."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["coordination", "--situation", "witin"], "Bedoelt u within?"),
        (["coordination", "--situation", "within", "--group", "farr"], "Bedoelt u far?"),
        (["coordination"], "--situation"),
        (["coordination", "--situation", "within", "--on", "morgen"], "datum als 2026-01-01"),
        (["coordination", "--situation", "within", "--table", "weg.yaml"], "weg.yaml is niet te lezen"),
        (["gaps"], "Geef een bestand met --agreed"),
        (["gaps", "--agreed", "weg.csv"], "weg.csv is niet te lezen"),
        (["gaps", "--agreed", "weg.csv", "--group", "nobody"], "nobody is geen groep"),
        (["criteria", "happiness"], "happiness is geen maat"),
        (["criteria", "phases", "--answers", "weg.csv"], "weg.csv is niet te lezen"),
        (["tables", "--copy", "nowhere"], "nowhere is geen situatie"),
    ],
)
def test_wrong_use_gives_two_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code, out, err = _run(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_an_own_table_that_is_wrong_gives_one_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("situation: own\nrows: {tasks: []}\n", encoding="utf-8")
    code, out, err = _run(capsys, "coordination", "--situation", "own", "--table", str(own), "--json")
    assert (code, out) == (1, "")
    assert "own.yaml:2: tasks is leeg" in err
    code, found = _json(capsys, "tables", "--table", str(own))
    assert code == 1
    assert {"file": "own.yaml", "line": 2, "reason": "tasks is leeg"} in found["problems"]


def test_a_copied_table_is_one_that_can_be_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _err = _run(capsys, "tables", "--copy", "care")
    own = tmp_path / "care.yaml"
    own.write_text(out, encoding="utf-8")
    assert (code, _json(capsys, "tables", "--table", str(own))[1]["problems"]) == (0, [])


def test_tables_lists_every_table_with_its_origin(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = _json(capsys, "tables")
    origins = {(t["situation"], t["group"]): (t["origin"], t["cells"]) for t in found["tables"]}
    assert code == 0
    assert origins["concurrent", "all"] == ("source", 25)
    assert origins["care", "far"][0] == origins["within", "far"][0] == "ours"
    assert "within, all, vanaf 2002-01-01: 20 cellen, bron" in _run(capsys, "tables")[1]


def test_gaps_with_refused_lines_give_one_and_still_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agreed = tmp_path / "agreed.csv"
    agreed.write_text(HEAD + "Aa;within;intake;diagnosis;;ja\nAa;within;intake;koken;;ja\n", encoding="utf-8")
    code, found = _json(capsys, "gaps", "--agreed", str(agreed))
    assert (code, found["kept"], len(found["refused"])) == (1, 1, 1)
    assert found["totals"][0]["agreed"]["covered"] == 1
    code, out, err = _run(capsys, "gaps", "--agreed", str(agreed))
    assert (
        "Aa, binnen één uitkering, alle groepen: afgesproken 10% van 10, in praktijk 0% tot 100% van 10"
        in out
    )
    assert "agreed.csv:3: geweigerd: koken is hier geen taak" in err


def test_gaps_that_contradict_give_one_and_name_the_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agreed = tmp_path / "agreed.csv"
    agreed.write_text(
        HEAD + "Aa;within;intake;diagnosis;;ja\nAa;within;intake;diagnosis;;nee\n", encoding="utf-8"
    )
    code, found = _json(capsys, "gaps", "--agreed", str(agreed))
    assert code == 1
    assert found["contradictions"] == [{"file": "agreed.csv", "lines": [2, 3], "kind": "process"}]
    assert "de regels 2, 3 spreken elkaar tegen" in _run(capsys, "gaps", "--agreed", str(agreed))[2]


def test_a_file_with_headings_only_has_no_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agreed = tmp_path / "agreed.csv"
    agreed.write_text(HEAD, encoding="utf-8")
    code, found = _json(capsys, "gaps", "--agreed", str(agreed))
    assert (code, found["answers"], found["totals"], found["kept"]) == (0, [], [], 0)


@pytest.mark.parametrize(
    ("measure", "answers", "said"),
    [
        ("mulford_rogers", "Aa;rules;samenwerking", "Aa: nog niet te zeggen, 0% tot 80% naar coördinatie"),
        ("toonkamer", "Aa;contact;ja", "Aa: 1 tot 5 van 5 gerealiseerd"),
        ("phases", "Aa;duos;ja", "Aa: fase 2, misschien 3b"),
        ("areas", "Aa;finance;gezamenlijk", "  bronnen: 50% tot 100%"),
    ],
)
def test_every_measure_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], measure: str, answers: str, said: str
) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(f"site;item;answer\n{answers}\n", encoding="utf-8")
    code, out, _err = _run(capsys, "criteria", measure, "--answers", str(path))
    assert code == 0
    assert said in out.splitlines()


def test_a_measure_without_answers_shows_what_to_answer(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = _run(capsys, "criteria", "toonkamer")
    assert code == 0
    assert out.splitlines()[-1] == "Antwoorden: no (nee), partly (deels), yes (ja)"
    assert len(_json(capsys, "criteria", "areas")[1]["items"]) == 15


def test_the_engine_is_a_library_without_django() -> None:
    script = (
        "import sys\n"
        "from schakel.programme.steering.coordination import answering, gaps, loading, showing_gaps, "
        "showing_measures\n"
        "loading.built_in()\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
