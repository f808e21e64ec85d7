"""`schakel effects`: answers in JSON, refusals with exit code 0, and wrong use in Dutch with exit code 2."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main
from schakel.programme.effects.simulator import TRAITS
from schakel.programme.effects.tests.samples import plain_file, sample_of, written
from tests.house import CHECKOUT

ACROSS = (
    "--treatment",
    "course",
    "--outcome",
    "work",
    "--covariates",
    "skill,distance",
    "--person",
    "client",
)
CONTRACT = {
    "status", "reason", "effect", "se", "low", "high", "n_treated", "n_comparison", "groups", "sensitivity",
    "checks",
}  # fmt: skip
BY_MONTH = (
    "--treatment", "service", "--outcome", "work", "--covariates", ",".join(TRAITS), "--person", "client",
    "--start", "start", "--month", "month",
)  # fmt: skip


def _estimate(capsys: pytest.CaptureFixture[str], file: Path, *more: str) -> dict[str, Any]:
    assert main(["effects", "estimate", str(file), *more, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_plain_table_keeps_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = _estimate(capsys, plain_file(tmp_path / "t.csv", sample_of(2_500, 0)), *ACROSS)
    assert set(values) >= CONTRACT
    assert values["status"] == "answered"
    assert values["rows"] == {"rows": 2_500, "kept": 2_500, "refused_rows": []}


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("months") / "months.csv"
    assert main(["effects", "simulate", str(path), "--clients", "2500"]) == 0
    return path


def test_a_simulated_file_is_answered_by_sequential_trials(
    months: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    values = _estimate(capsys, months, *BY_MONTH, "--service", "talks", "--estimate", "estimate")
    assert values["status"] == "answered"
    assert values["checks"]["trials"]["starts"] > 200
    assert [step["months"] for step in values["course"]] == [3, 6, 12]
    assert values["sensitivity"]["recorded_estimate"]


def test_one_service_is_set_against_another(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    values = _estimate(capsys, months, *BY_MONTH, "--service", "talks", "--against", "workshop")
    assert (values["service"], values["against"]) == ("talks", "workshop")
    assert values["checks"]["trials"]["comparison_months_taken"] < values["checks"]["trials"]["starts"] * 2
    assert main(["effects", "estimate", str(months), *BY_MONTH, "--against", "workshop"]) == 2


def test_several_services_ask_for_a_choice(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["effects", "estimate", str(months), *BY_MONTH]) == 2
    assert "talks" in capsys.readouterr().err
    assert main(["effects", "estimate", str(months), *BY_MONTH, "--service", "unknown"]) == 2


@pytest.mark.parametrize(
    ("more", "reason"),
    [(("--start", "start"), "ever_never"), (("--start", "start", "--month", "month"), "one_month")],
)
def test_starts_without_a_course_of_months_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], reason: str
) -> None:
    rows = [
        {"client": f"k{i}", "course": i % 2, "start": "2026-01" if i % 2 else "", "month": "2026-01",
         "work": i % 3 % 2, "skill": i % 7, "distance": i % 5}
        for i in range(600)
    ]  # fmt: skip
    values = _estimate(capsys, written(tmp_path / "t.csv", rows), *ACROSS, *more)
    assert (values["status"], values["reason"], values["effect"]) == ("refused", reason, None)


def _course(start: str, row: int, month: int) -> dict[str, Any]:
    return {
        "client": f"k{row}", "month": f"2025-{month + 1:02}", "start": start, "course": int(row % 2 == 0),
        "work": int(month == 11 and row % 3 == 0), "skill": row % 7, "distance": row % 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "reason"),
    [(lambda row: "", "start_missing"), (lambda row: f"2025-0{1 + row % 8}-28", "start_rounded"),
     (lambda row: "2026-02", "outcome_before_start")],
)  # fmt: skip
def test_a_clock_that_cannot_be_right_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], start: Any, reason: str
) -> None:
    rows = [
        _course(start(row) if row % 2 == 0 else "", row, month) for row in range(300) for month in range(12)
    ]
    file = written(tmp_path / "t.csv", rows)
    values = _estimate(capsys, file, *ACROSS, "--start", "start", "--month", "month", "--horizon", "3")
    assert reason in [refusal["code"] for refusal in values["refusals"]]


def test_a_column_that_ends_is_no_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{**_course("", r, m), "einddatum": "2025-03"} for r in range(60) for m in range(12)]
    file = written(tmp_path / "t.csv", rows)
    values = _estimate(capsys, file, *ACROSS, "--start", "einddatum", "--month", "month")
    assert values["reason"] == "end_for_start"


@pytest.mark.parametrize(
    "words",
    [
        ("gone.csv", *ACROSS),
        ("t.csv", "--treatment", "nothing", "--outcome", "work", "--covariates", "skill"),
        ("t.csv", "--treatment", "course", "--outcome", "work"),
        ("t.csv", *ACROSS, "--month", "client"),
        ("t.csv", *ACROSS, "--horizon", "0"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    plain_file(tmp_path / "t.csv", sample_of(50, 0))
    assert main(["effects", "estimate", str(tmp_path / words[0]), *words[1:], "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


def test_without_json_the_answer_is_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["effects", "estimate", str(plain_file(tmp_path / "t.csv", sample_of(60, 0))), *ACROSS]) == 0
    assert "Hier kunnen wij geen eerlijke uitspraak over doen" in capsys.readouterr().out


def test_providers_are_told_with_a_funnel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"provider": "abcde"[i % 5] if i < 1_900 else "klein", "work": int(i * 7 % 10 < 4), "skill": i % 11}
        for i in range(1_910)
    ]
    words = ["effects", "providers", str(written(tmp_path / "t.csv", rows)), "--provider", "provider"]
    words += ["--outcome", "work", "--covariates", "skill", "--funnel", str(tmp_path / "f.svg")]
    assert main([*words, "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert {each["provider"]: each["statement"] for each in values["providers"]}["klein"] == "too_few"
    assert (tmp_path / "f.svg").read_text().startswith("<svg")
    assert main(words) == 0
    assert "te weinig cliënten" in capsys.readouterr().out
    assert main([*words[:3], "--provider", "work", *words[5:]]) == 2


BENEFITS = ("--person", "client", "--month", "month", "--start", "inflow", "--ended", "work")


def test_benefit_volume_keeps_the_contract(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    asked = ["effects", "benefits", str(months), *BENEFITS, "--covariates", ",".join(TRAITS)]
    asked += ["--groups", "language", "--from", "2017-01", "--until", "2017-12"]
    assert main([*asked, "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["status"] == "answered"
    assert values["low"] < values["difference"] < values["high"]
    assert values["difference"] == pytest.approx(values["actual"] - values["theoretical"])
    assert values["least"] <= values["actual"] <= values["most"]
    assert [len(values["sentences"][language]) for language in ("nl", "en")] == [9, 9]
    assert main(asked) == 0
    assert "uitkeringsmaanden" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("gone.csv", *BENEFITS, "--from", "2017-01"),
        ("", *BENEFITS, "--from", "2014-01"),
        ("", *BENEFITS, "--from", "lente"),
        ("", *BENEFITS),
        ("", *BENEFITS[:-1], "nothing", "--from", "2017-01"),
        ("", *BENEFITS, "--from", "2017-01", "--economy", "age"),
    ],
)
def test_wrong_use_of_benefits_is_told_with_exit_code_2(
    months: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    capsys.readouterr()
    assert main(["effects", "benefits", words[0] or str(months), *words[1:], "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


def test_the_examples_of_the_format_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (CHECKOUT / "docs" / "formats" / "effects.md").read_text(encoding="utf-8")
    plain, by_month, benefit, provider = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    files = []
    for number, text in enumerate((plain, by_month, provider, benefit)):
        files.append(tmp_path / f"{number}.csv")
        files[-1].write_text(text, encoding="utf-8")
    shared = (
        "--treatment",
        "cursus",
        "--outcome",
        "werk",
        "--covariates",
        "opleiding,leeftijd",
        "--person",
        "client",
    )
    first = _estimate(capsys, files[0], *shared)
    second = _estimate(capsys, files[1], *shared, "--start", "begin", "--month", "maand")
    for values, rows in ((first, 4), (second, 6)):
        assert values["rows"]["kept"] == rows
        assert values["reason"] in {"too_few", "follow_up"}
    words = ("--person", "client", "--month", "maand", "--start", "begin", "--ended", "beeindigd")
    assert main(["effects", "benefits", str(files[3]), *words, "--covariates", "opleiding", "--groups",
                 "gemeente", "--economy", "vacatures", "--from", "2026-01", "--json"]) == 0  # fmt: skip
    values = json.loads(capsys.readouterr().out)
    assert values["rows"]["kept"] == 4
    assert values["reason"] == "short_past"
    assert main(["effects", "providers", str(files[2]), "--provider", "aanbieder", "--outcome", "werk",
                 "--covariates", "leeftijd", "--json"]) == 0  # fmt: skip
    assert {each["statement"] for each in json.loads(capsys.readouterr().out)["providers"]} == {"too_few"}
