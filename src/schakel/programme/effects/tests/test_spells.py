"""Reading benefits by month: whatever is in the file, rows add up and each refusal has its reason."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects.asking_benefits import ask_benefits
from schakel.programme.effects.files import read_table
from schakel.programme.effects.spells import BenefitNaming, read_spells
from schakel.programme.effects.tests.benefit_samples import benefit_file, draw_benefits, rows_of
from schakel.programme.effects.tests.samples import written

NAMING = BenefitNaming("client", "month", "begun", "over", ("far",), ("kind",))
CELL = st.sampled_from(["", "1", "0", "NA", "2,5", "x", "2026-01", "2026-02", "2026-03", "2026-13", "7"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=5, max_size=7), max_size=14))
def test_kept_and_refused_rows_add_up_to_what_is_in_the_file(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "any.csv"
    path.write_text("client;month;begun;over;far;kind\n" + "".join(";".join(row) + "\n" for row in rows))
    with suppress(InvalidError):
        spells, table = read_spells(path, NAMING)
        summary = table.summary()
        assert summary["rows"] == len(rows)
        assert summary["rows"] == summary["kept"] + sum(each["count"] for each in summary["refused_rows"])
        assert summary["kept"] == int(np.sum(spells.last - spells.first + 1))
        assert (spells.start <= spells.first).all()


def test_a_file_gives_the_benefits_that_were_written(tmp_path: Path) -> None:
    drawn = draw_benefits(200, 1)
    spells, table = read_spells(benefit_file(tmp_path / "b.csv", drawn), NAMING)
    assert table.summary()["refused_rows"] == []
    assert np.array_equal(np.sort(spells.last - spells.first), np.sort(drawn.last - drawn.first))
    assert int(spells.ended.sum()) == int(drawn.ended.sum())
    assert spells.traits.sum() == drawn.traits.sum()


GOOD = [
    {"client": "a", "month": f"2026-0{n}", "begun": "2025-12", "over": int(n == 4), "far": 1, "kind": "x"}
    for n in (1, 2, 3, 4)
]
ROTTEN: list[tuple[str, list[dict[str, Any]], int]] = [
    ("after_end", [{**GOOD[0], "month": "2026-05"}], 1),
    ("duplicate_row", [GOOD[2]], 1),
    ("contradicting_rows", [{**GOOD[3], "over": 0}], 2),
    ("before_start", [{**GOOD[0], "client": "b", "begun": "2026-02"}], 1),
    ("absent:begun", [{**GOOD[0], "client": "b", "begun": ""}], 1),
    ("not_a_month:begun", [{**GOOD[0], "client": "b", "begun": "lente"}], 1),
    ("not_a_month:month", [{**GOOD[0], "client": "b", "month": "2026-14"}], 1),
    ("absent:over", [{**GOOD[0], "client": "b", "over": ""}], 1),
    ("not_yes_or_no:over", [{**GOOD[0], "client": "b", "over": 3}], 1),
    ("absent:client", [{**GOOD[0], "client": ""}], 1),
    ("month_missing", [{**GOOD[n], "client": "b", "over": 0} for n in (0, 2)], 2),
]


@pytest.mark.parametrize(("reason", "rows", "count"), ROTTEN, ids=[case[0] for case in ROTTEN])
def test_each_rotten_row_is_refused_with_its_reason(
    tmp_path: Path, reason: str, rows: list[dict[str, Any]], count: int
) -> None:
    _spells, table = read_spells(written(tmp_path / "b.csv", [*GOOD, *rows]), NAMING)
    assert {"reason": reason, "count": count} in table.summary()["refused_rows"]


def test_someone_who_comes_back_has_a_second_benefit(tmp_path: Path) -> None:
    again = [
        {**row, "month": f"2026-0{n}", "begun": "2026-06"} for row, n in zip(GOOD, (6, 7, 8, 9), strict=True)
    ]
    spells, table = read_spells(written(tmp_path / "b.csv", [*GOOD, *again]), NAMING)
    assert table.summary()["kept"] == 8
    assert (spells.last - spells.first).tolist() == [3, 3]
    assert spells.ended.all()


def test_a_period_outside_the_file_is_wrong_use(tmp_path: Path) -> None:
    path = benefit_file(tmp_path / "b.csv", draw_benefits(300, 1))
    for since, until in (
        ("2020-01", ""),
        ("2023-06", "2023-01"),
        ("2023-01", "2030-01"),
        ("7", ""),
        ("x", ""),
    ):
        with pytest.raises(InvalidError):
            ask_benefits(path, NAMING, since, until)


def test_a_figure_of_the_labour_market_is_one_for_each_month(tmp_path: Path) -> None:
    naming = BenefitNaming("client", "month", "begun", "over", ("far",), (), "market")
    rows = [{**row, "market": number} for number, row in enumerate(GOOD)]
    spells, _table = read_spells(written(tmp_path / "a.csv", rows), naming)
    assert spells.economy.tolist() == [0, 1, 2, 3]
    two = [*rows, {**rows[1], "client": "b", "market": 9}]
    with pytest.raises(InvalidError, match="verschillende waarden"):
        read_spells(written(tmp_path / "b.csv", two), naming)
    with pytest.raises(InvalidError, match="niet voor elke maand"):
        read_spells(
            written(tmp_path / "c.csv", [{**row, "market": ""} for row in rows[:1]] + rows[1:]), naming
        )


@pytest.mark.parametrize("text", ["", "client;month;begun;over;far;kind\n", "a;b\n1;2\n"])
def test_an_empty_file_or_one_without_the_columns_is_wrong_use(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.csv"
    path.write_text(text)
    with pytest.raises(InvalidError):
        ask_benefits(path, NAMING, "2026-01")


def test_starts_that_are_mostly_absent_are_refused(tmp_path: Path) -> None:
    rows = rows_of(draw_benefits(1_500, 1))
    some = [{**row, "begun": ""} if number % 10 == 0 else row for number, row in enumerate(rows)]
    values = ask_benefits(written(tmp_path / "b.csv", some), NAMING, "2023-01")
    assert values["reason"] == "begin_missing"
    assert values["rows"]["kept"] < values["rows"]["rows"] == len(rows)
    assert read_table(tmp_path / "b.csv", ["client"]).read == len(rows)
