"""`schakel process` keeps its contract: one JSON object, exit codes, and the documented example."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main
from tests.house import CHECKOUT

FORMATS = (CHECKOUT / "docs" / "formats" / "events.md").read_text(encoding="utf-8")
COLUMNS = [
    "--case",
    "dossier",
    "--activity",
    "stap",
    "--time",
    "tijd",
    "--resource",
    "wie",
    "--reason",
    "reden",
]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example file of the documentation."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", FORMATS, re.MULTILINE | re.DOTALL)
    (tmp_path / "regels.yaml").write_text(blocks[1], encoding="utf-8")
    (tmp_path / "dossiers.csv").write_text(blocks[0], encoding="utf-8")
    return tmp_path


def analyse(capsys: Any, folder: Path, *words: str, code: int = 1) -> dict[str, Any]:
    file = str(folder / "dossiers.csv")
    assert main(["process", "analyse", file, *COLUMNS, *words, "--json"]) == code
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_example_gives_the_answer_of_the_contract(capsys: Any, example: Path) -> None:
    told = analyse(capsys, example)
    assert (told["cases"], told["events"], told["kept"]) == (3, 7, 6)
    assert [(each["reason"], each["count"]) for each in told["refused"]] == [("no_activity", 1)]
    assert told["notes"] == {"without_zone": 4, "without_hour": 1}
    assert {(e["from"], e["to"]): (e["count"], e["median_working_days"]) for e in told["edges"]} == {
        ("Aanmelding", "Intake"): (1, 4),
        ("Aanmelding", "Plan"): (1, 32),
        ("Intake", "Plan"): (1, 16),
    }
    assert told["variants"][0] == {"trace": ["Aanmelding"], "count": 1}
    assert {(h["from"], h["to"]): h["count"] for h in told["handovers"]} == {
        ("UWV", "gemeente"): 2,
        ("gemeente", "gemeente"): 1,
    }
    assert told["durations"]["median_seconds"] == 2_434_800


def test_every_rule_of_the_example_is_judged(capsys: Any, example: Path) -> None:
    told = analyse(capsys, example, "--rules", str(example / "regels.yaml"), "--end", "Plan")
    counts = {
        each["id"]: tuple(each[k] for k in ("kept", "pending", "with_reason", "without_reason"))
        for each in told["rules"]
    }
    assert counts == {
        "R1": (3, 0, 0, 0),
        "R2": (1, 0, 0, 2),
        "R3": (1, 0, 1, 0),
        "R4": (1, 0, 0, 1),
        "R5": (2, 0, 0, 0),
        "R6": (3, 0, 0, 0),
        "R7": (1, 0, 1, 1),
        "R8": (2, 0, 0, 0),
    }
    assert told["rules"][1]["cases"] == [{"case": "D-2", "reason": ""}, {"case": "D-3", "reason": ""}]


def test_deadlines_and_steps_are_told_per_case(capsys: Any, example: Path) -> None:
    words = ["--deadline", "uiterlijk", "--closed", "klaar", "--between", "Aanmelding", "Plan"]
    told = analyse(capsys, example, *words, "--most-cases", "1")
    assert {k: told["deadlines"][k] for k in ("closed", "passed", "open", "overdue", "cases")} == {
        "closed": 2,
        "passed": 1,
        "open": 1,
        "overdue": 1,
        "cases": ["D-2"],
    }
    [step] = told["between"]
    assert (step["count"], step["without"], step["cases_left_out"]) == (2, 1, 1)
    assert step["cases"] == [{"case": "D-1", "seconds": 2_434_800, "working_days": 20}]


def test_a_report_is_one_page_without_scripts_that_escapes_what_it_reads(capsys: Any, example: Path) -> None:
    file = example / "dossiers.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Intake", "<script>x</script>"), encoding="utf-8"
    )
    analyse(capsys, example, "--report", str(example / "verslag"), "--keep", str(example / "bewaard"))
    page = (example / "verslag" / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<h1>") == 1
    links, names = re.findall(r'href="#([^"]+)"', page), re.findall(r' id="([^"]+)"', page)
    assert set(links) <= set(names)
    assert len(names) == len(set(names))
    assert main(["process", "analyse", str(example / "bewaard"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["kept"] == 6


def test_a_report_in_english_has_no_dutch_sentence(capsys: Any, example: Path) -> None:
    words = ["--rules", str(example / "regels.yaml"), "--deadline", "uiterlijk", "--closed", "klaar"]
    words += ["--between", "Aanmelding", "Plan", "--language", "en"]
    told = analyse(capsys, example, *words, "--report", str(example / "verslag"))
    page = (example / "verslag" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert told["refused"][0]["text"] == "there is no step"
    assert told["rules"][0]["sentence"].startswith("A case begins with")
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert re.findall(r"\b(?:zaken|zaak|van|een|het|wordt|dagen|dag|stappen|niet|met)\b", plain) == []


def test_an_existing_folder_is_not_written_over(capsys: Any, example: Path) -> None:
    file = str(example / "dossiers.csv")
    assert main(["process", "analyse", file, *COLUMNS, "--report", str(example)]) == 2
    assert "niets overschreven" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--case", "zaaknummer"],
        ["--has", "Intaak"],
        ["--deadline", "uiterlijk"],
        ["--end", "Plan", "--closed", "klaar"],
        ["--days-min", "-1"],
        ["--most-cases", "-1"],
        ["--started-from", "gisteren"],
        ["--compare", "wie", "UWV", "gemeente"],
        ["--rules", "er-niet.yaml"],
        ["--time-format", "%Q"],
    ],
)
def test_a_wrong_question_ends_with_2_and_a_sentence(capsys: Any, example: Path, words: list[str]) -> None:
    assert main(["process", "analyse", str(example / "dossiers.csv"), *COLUMNS, *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert len(told.err) > 20


def test_export_writes_ocel_that_reads_again(capsys: Any, example: Path) -> None:
    out = str(example / "uit.sqlite")
    assert main(["process", "export", str(example / "dossiers.csv"), *COLUMNS, "--to", out, "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"events": 6, "objects": 5, "refused": 1}
    assert main(["process", "analyse", out, "--object", "case", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cases"] == 3
