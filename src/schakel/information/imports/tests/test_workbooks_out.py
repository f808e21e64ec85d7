"""A workbook that goes out is read back by the reader of workbooks that come in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schakel.information.imports.sheets import sheet_rows
from schakel.web.spreadsheets import WORKBOOK, as_workbook

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda t: t == t.strip() != ""
)


def read(content: bytes, width: int = 5) -> list[list[str]]:
    return [list(row[1]) for row in sheet_rows(content, width)]


def test_text_stays_text_and_numbers_are_numbers() -> None:
    rows = [["naam", "aantal"], ["=1+1", 7], ["<b>&amp;\x00", 2.5], ["P0123456789", True]]
    answer = as_workbook(rows, "gevallen.xlsx")
    assert read(answer.content) == [
        ["naam", "aantal"],
        ["=1+1", "7"],
        ["<b>&amp;", "2.5"],
        ["P0123456789", "True"],
    ]
    assert b"<f>" not in answer.content
    assert answer["Content-Type"] == WORKBOOK
    assert answer["Content-Disposition"] == 'attachment; filename="gevallen.xlsx"'
    assert answer["Cache-Control"] == "no-store"


@given(st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=1, max_size=5))
def test_any_text_comes_back(rows: list[list[str]]) -> None:
    assert read(as_workbook(rows, "x.xlsx").content) == rows
