"""The examples of the format run as they stand in the document."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main

PAGE = Path(__file__).resolve().parents[5] / "docs" / "formats" / "coordination.md"
EXAMPLE = re.compile(r"^```(\w+) ?([\w.]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Every example as a file, by its name."""
    found = {}
    for kind, name, text in EXAMPLE.findall(PAGE.read_text(encoding="utf-8")):
        path = tmp_path / (name or f"debts.{kind}")
        path.write_text(text, encoding="utf-8")
        found[path.name] = str(path)
    return found


def _json(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> dict[str, Any]:
    assert main(["steering", *words, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_own_table_is_used(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["coordination", "--situation", "debts", "--table", files["debts.yaml"], "--on", "2026-06-01"]
    pairs = {(p["row"], p["column"]): p for p in _json(capsys, 0, *asked)["pairs"]}
    assert len(pairs) == 5
    assert pairs["diagnosis", "debt_help"]["reverse"] is None
    assert (
        pairs["mediation", "budget_advice"]["product"],
        pairs["mediation", "budget_advice"]["process"],
    ) == (
        True,
        False,
    )
    far = _json(capsys, 0, *asked, "--group", "far")["pairs"]
    assert [p["process"] for p in far if p["column"] == "budget_advice"] == [True, True]


def test_gaps_of_the_example(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    asked = [
        "gaps",
        "--agreed",
        files["agreed.csv"],
        "--practised",
        files["practised.csv"],
        "--on",
        "2026-06-01",
    ]
    found = _json(capsys, 0, *asked)
    everyone, far = found["answers"]
    assert (found["kept"], found["refused"], found["outside_period"]) == (6, [], 0)
    assert everyone["agreed"] == {"covered": 2, "unknown": 0, "of": 10, "low": 0.2, "high": 0.2}
    assert everyone["practised"] == {"covered": 1, "unknown": 8, "of": 10, "low": 0.1, "high": 0.9}
    assert (far["group"], far["agreed"]["covered"]) == ("far", 1)
    states = {(p["row"], p["column"]): (p["product"], p["process"]) for p in everyone["pairs"]}
    assert states["diagnosis", "strengthening"] == ("agreed", "not_agreed")
    assert states["diagnosis", "mediation"] == ("in_place", "on_paper")
    assert everyone["shortfalls"][0] == ["diagnosis", "strengthening"]


def test_answers_of_the_example(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["criteria", "mulford_rogers", "--answers", files["answers.csv"], "--on", "2026-06-01"]
    site = _json(capsys, 0, *asked)["sites"][0]
    assert site["share"] == {"low": 0.2, "high": 0.6}
    assert (site["band"], site["counts"]["rules"]) == (None, {"coordination": 1, "cooperation": 1})
    assert site["lines"] == {"used": 5, "repeated": 0, "superseded": 0, "later": 0, "contradicted": 0}
