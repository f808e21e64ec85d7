"""Reading tables: whatever is in them, what was kept and what was refused add up, each with its reason."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects.files import day_of_month, month_number, number, read_table, yes_or_no
from schakel.programme.effects.months import months
from schakel.programme.effects.plain import Naming, plain_rows

PLAIN = Naming("course", "work", ("skill",), "client")
BY_MONTH = Naming("course", "work", ("skill",), "client", "start", "month")
CELL = st.sampled_from(["", "1", "0", "ja", "nee", "NA", "2,5", "x", " 1 ", "inf", "2026-01", "2026-13", "b"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=5, max_size=7), max_size=12), st.booleans())
def test_kept_and_refused_rows_add_up_to_what_is_in_the_file(
    tmp_path: Path, rows: list[list[str]], by_month: bool
) -> None:
    path = tmp_path / "any.csv"
    path.write_text("client;month;start;course;work;skill\n" + "".join(";".join(r) + "\n" for r in rows))
    naming = BY_MONTH if by_month else PLAIN
    table = read_table(path, naming.used)
    with suppress(InvalidError):
        kept = len(months(table, naming).table.month) if by_month else len(plain_rows(table, naming).service)
        assert table.summary()["kept"] == kept
    summary = table.summary()
    assert summary["rows"] == len(rows)
    assert summary["rows"] == summary["kept"] + sum(refused["count"] for refused in summary["refused_rows"])


@pytest.mark.parametrize(
    ("text", "value"), [("1,5", 1.5), ("-2", -2), ("1e3", 1000), ("inf", None), ("1.000,5", None), ("", None)]
)
def test_numbers_with_point_or_comma(text: str, value: float | None) -> None:
    assert number(text) == value if value is not None else np.isnan(number(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03", 24314),
        ("202603", 24314),
        ("2026-03-31", 24314),
        ("7", 7),
        ("2026-13", None),
        ("maart", None),
    ],
)
def test_months_in_each_spelling(text: str, value: float | None) -> None:
    assert month_number(text) == value if value is not None else np.isnan(month_number(text))


def test_days_and_yes_and_no() -> None:
    assert day_of_month("2026-03-31") == 31
    assert np.isnan(day_of_month("2026-03"))
    assert [yes_or_no(word) for word in ("Ja", "NO", "1.0", "0")] == [1, 0, 1, 0]
    assert np.isnan(yes_or_no("2"))


def test_parquet_and_every_usual_csv_give_the_same(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    rows = {"client": ["a", "b"], "course": ["1", "0"], "work": ["1", "0"], "skill": ["0,5", "é"]}
    parquet.write_table(pa.table(rows), tmp_path / "t.parquet")
    found = [read_table(tmp_path / "t.parquet", PLAIN.used)]
    for separator, encoding in ((";", "utf-8-sig"), ("\t", "windows-1252"), ("|", "utf-8")):
        path = tmp_path / "t.csv"
        lines = [separator.join(rows), *(separator.join(row) for row in zip(*rows.values(), strict=True))]
        path.write_text("\r\n".join(lines), encoding=encoding)
        found.append(read_table(path, PLAIN.used))
    for table in found:
        assert table.columns["skill"].texts().tolist() == ["0,5", "é"]


def test_numbers_and_dates_in_parquet_are_read_too(tmp_path: Path) -> None:
    from datetime import date

    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"a": [1.5, None], "b": [date(2026, 3, 1), None]}), tmp_path / "t.parquet")
    table = read_table(tmp_path / "t.parquet", ["a", "b"])
    assert table.columns["a"].texts().tolist() == ["1.5", ""]
    assert table.columns["b"].each(month_number)[0] == 24314


@pytest.mark.parametrize("content", ["", "\n", "a,a\n1,2\n", "only,these\n1,2\n"])
def test_a_file_without_the_columns_is_refused_in_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content)
    with pytest.raises(InvalidError) as error:
        read_table(path, PLAIN.used)
    assert error.value.why
    assert error.value.remedy


def test_no_parquet_and_no_file(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_text("no")
    for name in ("t.parquet", "gone.csv"):
        with pytest.raises(InvalidError):
            read_table(tmp_path / name, PLAIN.used)


def test_a_column_of_free_text_is_no_trait(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("client,course,work,skill\n" + "".join(f"{i},1,1,name {i}\n" for i in range(150)))
    with pytest.raises(InvalidError, match="verschillende teksten"):
        plain_rows(read_table(path, PLAIN.used), PLAIN)


def test_absent_traits_are_marked_and_categories_split(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = [f"{i},{i % 2},1,{'' if i % 4 == 0 else i},{'abc'[i % 3]}\n" for i in range(60)]
    path.write_text("client,course,work,skill,kind\n" + "".join(lines))
    naming = Naming("course", "work", ("skill", "kind"), "client")
    sample = plain_rows(read_table(path, naming.used), naming).of("course")
    assert sample.names == ("skill", "skill (missing)", "kind=b", "kind=c")
    assert sample.covariates[:, 1].sum() == 15


def test_equal_rows_count_once_and_contradicting_months_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "client,month,start,course,work,skill\n"
        "a,2026-01,,,0,1\na,2026-01,,,0,1\na,2026-02,,,1,1\na,2026-03,,,0,1\n"
        "b,2026-01,,,0,1\nb,2026-01,,,0,2\nb,7,,,0,2\n"
    )
    table = read_table(path, BY_MONTH.used)
    found = months(table, BY_MONTH)
    assert {r["reason"]: r["count"] for r in table.summary()["refused_rows"]} == {
        "mixed_months:month": 1,
        "duplicate_row": 1,
        "contradicting_rows": 2,
        "after_outcome": 1,
    }
    assert len(found.table.month) == 2
