"""`schakel norms`: answers in JSON, clear refusals in Dutch, and exit codes 0, 1 and 2."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main
from schakel.ground.norms.tests.registers import SMALL, replaced


def _check(facts: Path, *more: str) -> int:
    return main(["norms", "check", "--register", str(SMALL), "--facts", str(facts), *more])


def _file(folder: Path, text: str) -> Path:
    path = folder / "facts.json"
    path.write_text(text, encoding="utf-8")
    return path


def _norms(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return {norm["id"]: norm for norm in json.loads(capsys.readouterr().out)["norms"]}


def test_check_keeps_its_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = '{"regimes": ["PW"], "leeftijd": 34, "aanvraag_op": "2026-10-02", "besluit_op": null}'
    assert _check(_file(tmp_path, told), "--on", "2026-11-22", "--json") == 0
    norms = _norms(capsys)
    late = norms["T-voorschot"]
    assert (late["applies"], late["state"]) == ("yes", "late")
    assert late["deadline"] == {"kind": "latest", "date": "2026-10-30"}
    assert late["sources"][0]["article"] == "52"
    assert late["because"]
    assert norms["T-werk"]["missing"] == ["zorgtaken"]
    assert norms["T-melden"]["deadline"]["date"] is None


def test_the_day_and_announced_law_make_a_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _file(tmp_path, '{"regimes": ["WW", "PW"], "leeftijd": 70, "dienst": "MON", "zorgtaken": false}')
    answers = []
    for more in (["2007-06-01"], ["2026-11-22"], ["2027-01-02"], ["2027-01-02", "--announced"]):
        _check(told, "--json", "--on", *more)
        norms = _norms(capsys)
        answers.append((norms["T-maand"]["applies"], norms["T-werk"]["applies"]))
    assert answers == [("yes", "no"), ("no", "no"), ("no", "no"), ("no", "yes")]


def test_a_name_that_stands_twice_with_two_values_is_unknown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _file(tmp_path, '{"regimes": "PW", "leeftijd": 20, "leeftijd": 40}')
    assert _check(told, "--on", "2026-11-22", "--json") == 0
    found = _norms(capsys)["T-zoektermijn"]
    assert found["applies"] == "unknown"
    assert found["because"] == ["Leeftijd in jaren: bronnen spreken elkaar tegen."]


def test_what_was_not_yet_known_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _file(
        tmp_path,
        '{"regimes": "PW", "leeftijd": {"value": 20, "source": "BRP", "known_at": "2026-11-10"}}',
    )
    for day, applies in (("2026-11-09", "unknown"), ("2026-11-10", "yes")):
        _check(told, "--on", "2026-11-22", "--known-at", day, "--json")
        assert _norms(capsys)["T-zoektermijn"]["applies"] == applies


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "geen geldige JSON (regel 1)"),
        ("[]", "één object"),
        ("3", "één object"),
        ('{"leeftijd": NaN}', "geen geldige JSON"),
        ("[" * 100_000, "geen geldige JSON"),
        ('{"lengte": 3}', "lengte is geen bekend gegeven"),
        ('{"leeftijd": "oud"}', "leeftijd moet een geheel getal zijn"),
        ('{"leeftijd": true}', "leeftijd moet een geheel getal zijn"),
        ('{"leeftijd": 3.5}', "leeftijd moet een geheel getal zijn"),
        ('{"leeftijd": [1, 2]}', "leeftijd moet een geheel getal zijn"),
        ('{"aanvraag_op": "2026-02-30"}', "aanvraag_op moet een datum"),
        ('{"dienst": "XX"}', "dienst moet een van de codes: IB, MON"),
        ('{"zorgtaken": "ja"}', "zorgtaken moet true of false"),
        ('{"regimes": ["XX"]}', "regimes kent geen XX"),
        ('{"regimes": 3}', "regimes moet een lijst zijn"),
        ('{"leeftijd": {"waarde": 3}}', "een waarde met herkomst heeft value"),
        ('{"leeftijd": {"value": 3, "known_at": "gisteren"}}', "known_at (datum)"),
    ],
)
def test_facts_that_can_not_be_used_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    assert _check(_file(tmp_path, text), "--on", "2026-11-22") == 2
    assert words in capsys.readouterr().err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(tmp_path / "none.json") == 2
    assert "niet te lezen" in capsys.readouterr().err


def test_a_day_that_is_none_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(_file(tmp_path, "{}"), "--on", "gisteren") == 2
    assert "datum als 2026-01-01" in capsys.readouterr().err


def test_a_norm_is_explained_in_the_version_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["norms", "explain", "T-voorschot", "--register", str(SMALL), "--on", "2007-06-01"]) == 0
    assert "WWB art. 52 lid 1" in capsys.readouterr().out


def test_a_norm_is_explained_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["norms", "explain", "T-werk", "--register", str(SMALL), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["exceptions"] == ["T-ontheffing"]
    assert [version["announced"] for version in values["versions"]] == [False, True]


def test_a_norm_that_is_not_there_is_told_with_what_comes_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["norms", "explain", "t-werkt", "--register", str(SMALL)]) == 1
    assert "T-werk" in capsys.readouterr().err


def test_the_small_register_passes_its_test(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["norms", "test", "--register", str(SMALL), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []


def _copy(folder: Path, file: str, old: str, new: str) -> Path:
    shutil.copytree(SMALL, folder / "register")
    replaced(file, old, new)(folder / "register")
    return folder / "register"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'zorgtaken: false}, applies: "yes"',
            'zorgtaken: false}, applies: "no"',
            "verwacht no, gevonden yes",
        ),
        ("deadline: 2007-07-01", "deadline: 2007-07-02", "verwachte termijn 2007-07-02, gevonden 2007-07-01"),
        (
            'facts: {}, applies: "unknown"',
            'facts: {zorgtaken: false}, applies: "no"',
            "geen onbekend scenario",
        ),
    ],
)
def test_a_scenario_that_fails_or_lacks_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    folder = _copy(tmp_path, "subjects/arbeid.yaml", old, new)
    assert main(["norms", "test", "--register", str(folder)]) == 1
    assert words in capsys.readouterr().err


def test_a_register_that_is_wrong_is_refused_with_its_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _copy(tmp_path, "subjects/arbeid.yaml", "mode: power", "mode: wish")
    assert main(["norms", "test", "--register", str(folder)]) == 1
    assert "arbeid.yaml:32: mode is wish" in capsys.readouterr().err


def test_the_legislation_test_gives_findings_and_styles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["norms", "review", "--on", "2026-11-22", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert {finding["check"] for finding in values["findings"]} >= {"unanswered", "difference", "no_term"}
    assert {style["subject"] for style in values["styles"]} >= {"plan", "maatregel"}


def test_the_findings_come_as_a_table_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["norms", "review", "--on", "2026-11-22"]) == 0
    lines = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert all(line["key"] and line["text"] for line in lines)


def test_a_receipt_is_kept_and_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "receipt.json"
    told = _file(tmp_path, '{"regimes": "PW", "leeftijd": 20}')
    assert _check(told, "--on", "2026-11-22", "--receipt", str(kept)) == 0
    assert main(["norms", "verify", str(kept), "--register", str(SMALL), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["ok"]
    kept.write_text(kept.read_text(encoding="utf-8").replace("20", "30", 1), encoding="utf-8")
    assert main(["norms", "verify", str(kept), "--register", str(SMALL)]) == 1
    assert main(["norms", "verify", str(tmp_path / "none"), "--register", str(SMALL)]) == 2
