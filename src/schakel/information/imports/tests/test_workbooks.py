"""XLSX as it comes: serials, formulas, styles, doubled headings, archives that swell, and broken ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.information.imports import workbooks
from schakel.information.imports.days import as_date
from schakel.information.imports.decoding import MIXED
from schakel.information.imports.reading import ReadingError, Table, read_headers, read_table
from schakel.information.imports.sheets import NO_OUTCOME, day_of
from schakel.information.imports.tests.sheets import number_cell, workbook, zipped

HEAD = ["achternaam", "bsn", "geboortedatum"]
_ROOT = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def values(table: Table, place: int = 0) -> dict[str, str]:
    return table.values(table.lines[place])


def reason(content: bytes) -> str:
    with pytest.raises(ReadingError) as error:
        read_table(content)
    return error.value.reason


def test_a_workbook_is_read_as_a_table() -> None:
    table = read_table(workbook([HEAD, ["Çelik", "999000019", "3-5-1985"]]))
    assert (table.encoding, table.headers) == ("XLSX", tuple(HEAD))
    assert values(table) == {"family_name": "Çelik", "bsn": "999000019", "birth_date": "3-5-1985"}


@pytest.mark.parametrize("style", [1, 2])
def test_a_number_shown_as_a_day_is_that_day(style: int) -> None:
    table = read_table(workbook([HEAD, ["A", "1", number_cell("31170", style)]]))
    assert values(table)["birth_date"] == "1985-05-03"


def test_a_number_shown_as_a_number_is_left_to_the_column() -> None:
    table = read_table(workbook([HEAD, ["A", number_cell("999000019"), number_cell("31170")]]))
    assert (values(table)["bsn"], as_date(values(table)["birth_date"])) == ("999000019", date(1985, 5, 3))


def test_zeros_that_the_sheet_shows_are_kept() -> None:
    assert values(read_table(workbook([HEAD, ["A", number_cell("12345678", 3), ""]])))["bsn"] == "012345678"


def test_a_moment_within_a_day_keeps_its_time_and_is_no_date() -> None:
    found = values(read_table(workbook([HEAD, ["A", "1", number_cell("31170.5", 1)]])))["birth_date"]
    assert found == "1985-05-03T12:00:00"
    with pytest.raises(ValueError, match="1985"):
        as_date(found)


def test_a_formula_counts_by_its_last_outcome() -> None:
    cell = '<c t="str"><f>A1&amp;B1</f><v>Aarts</v></c>'
    assert values(read_table(workbook([HEAD, [cell, "1", ""]])))["family_name"] == "Aarts"


@pytest.mark.parametrize("cell", ["<c><f>A1</f></c>", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'])
def test_a_formula_without_an_outcome_is_told_apart_from_an_empty_cell(cell: str) -> None:
    assert values(read_table(workbook([HEAD, ["A", "1", cell]])))["birth_date"] == NO_OUTCOME


def test_rows_keep_their_number_in_the_sheet_and_gaps_stay_empty() -> None:
    cells = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="C{0}"><v>31170</v></c></row>'
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    sheet = f'<worksheet><sheetData><row r="2">{head}</row>{cells.format(9, "Aarts")}</sheetData></worksheet>'
    (line,) = read_table(zipped(sheet)).lines
    assert (line.number, line.cells) == (9, ("Aarts", "", "31170"))


def test_how_a_name_is_pronounced_is_no_part_of_it() -> None:
    more = {
        "xl/sharedStrings.xml": "<sst><si><r><t>Aa</t></r><r><t>rts</t></r><rPh><t>a</t></rPh></si></sst>",
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Type="x/worksheet" '
        'Target="worksheets/sheet1.xml"/><Relationship Id="rId3" Type="x/sharedStrings" '
        'Target="/xl/sharedStrings.xml"/></Relationships>',
    }
    content = workbook([HEAD, ['<c t="s"><v>0</v></c>', "1", ""]], more=more)
    assert values(read_table(content))["family_name"] == "Aarts"


def test_three_hundred_columns_are_read() -> None:
    wide = [f"veld {number}" for number in range(298)]
    table = read_table(workbook([[*wide, "achternaam", "bsn"], [*["x"] * 298, "Aarts", "1"]]))
    assert values(table) == {"family_name": "Aarts", "bsn": "1"}


def test_more_than_five_hundred_columns_are_refused() -> None:
    assert reason(workbook([[f"veld {number}" for number in range(501)]])) == "too_many_columns"
    assert reason(";".join(f"veld {number}" for number in range(501)).encode()) == "too_many_columns"


def test_equal_headings_are_told_apart_and_one_must_be_chosen() -> None:
    content = workbook([["achternaam", "BSN", "bsn"], ["Aarts", "1", "2"]])
    assert read_headers(content) == ("achternaam", "BSN", "bsn (2)")
    assert reason(content) == "double_heading"
    assert values(read_table(content, {"bsn": "bsn (2)"}))["bsn"] == "2"


def test_equal_headings_that_nobody_needs_are_no_trouble() -> None:
    table = read_table(b"achternaam;bsn;leeg;leeg\nAarts;1;x;y\n")
    assert table.headers == ("achternaam", "bsn", "leeg", "leeg (2)")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"xl/workbook.xml": f"{_ROOT}><workbookPr date1904='1'/></workbook>"}, "days_from_1904"),
        ({"xl/workbook.xml": f"{_ROOT}/>"}, "empty"),
        ({"xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>"}, "empty"),
        ({"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}, "broken_sheet"),
        ({"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "broken_sheet"),
        ({"xl/worksheets/sheet1.xml": '<a><row r="2"/><row r="2"/></a>'}, "broken_sheet"),
        ({"xl/worksheets/sheet1.xml": '<a><row r="99999999"/></a>'}, "broken_sheet"),
        ({"xl/worksheets/sheet1.xml": '<a><row><c t="s"><v>7</v></c></row></a>'}, "broken_sheet"),
        ({"_rels/.rels": "<Relationships/>"}, "spreadsheet"),
    ],
)
def test_a_workbook_that_is_no_use_is_refused_with_its_reason(more: dict[str, str], expected: str) -> None:
    assert reason(workbook([HEAD], more=more)) == expected


def test_an_archive_that_would_swell_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = workbook([HEAD], more={"xl/media/picture.bin": "0" * 300_000})
    assert len(content) < 5_000
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 100_000)
    assert reason(content) == "unpacks_too_large"


def test_strings_that_would_fill_the_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MAX_STRINGS", 10)
    content = workbook(
        [HEAD],
        more={
            "xl/sharedStrings.xml": "<sst><si><t>een veel te lange tekst</t></si></sst>",
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Type="x/worksheet" '
            'Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="x/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
        },
    )
    assert reason(content) == "unpacks_too_large"


def test_a_workbook_of_another_program_reads_the_same_as_its_csv() -> None:
    """The workbook was written with openpyxl from the rows of the CSV beside it."""
    folder = Path(__file__).parent / "data"
    sheet = read_table((folder / "klanten.xlsx").read_bytes())
    text = read_table((folder / "klanten.csv").read_bytes())
    assert sheet.mapping == text.mapping
    assert [_read(sheet, line.cells) for line in sheet.lines] == [
        _read(text, line.cells) for line in text.lines
    ]


def _read(table: Table, cells: tuple[str, ...]) -> list[object]:
    """The cells of a row; those of dates as days, since the one has serials and the other text."""
    days = {table.headers.index(table.mapping[name]) for name in ("birth_date", "valid_from")}
    return [as_date(cell) if place in days and cell else cell for place, cell in enumerate(cells)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_became_of_an_archive_only_its_own_error_comes_out(data: st.DataObject) -> None:
    whole = workbook([HEAD, ["Aarts", "1", number_cell("31170", 1)]])
    start = data.draw(st.integers(0, len(whole) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=40))
    content = whole[:start] + junk + whole[start + len(junk) :]
    try:
        table = read_table(content)
    except ReadingError:
        return
    for line in table.lines:
        table.values(line)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='<>/="rcvft0129AZ ', max_size=60))
def test_whatever_stands_in_a_sheet_only_its_own_error_comes_out(text: str) -> None:
    try:
        read_headers(zipped(f"<worksheet><sheetData>{text}</sheetData></worksheet>"))
    except ReadingError:
        return


@pytest.mark.parametrize(
    "text",
    ["3-5-1985", "1985-05-03", "3 mei 1985", "03-mei-1985", "19850503", "31170", "31170.0", "3-5-1985 0:00"],
)
def test_a_date_is_read_in_each_style(text: str) -> None:
    assert as_date(text) == date(1985, 5, 3)


@pytest.mark.parametrize(
    "text", ["1985", "3-5-85", "31-2-1985", "5/23/1985", "3 foo 1985", "00000", "99991301"]
)
def test_what_could_be_two_dates_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        as_date(text)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_serial_is_the_day_that_a_spreadsheet_shows(day: date) -> None:
    apart = (day - date(1899, 12, 31)).days
    assert day_of(apart + (day >= date(1900, 3, 1))) == day


def test_the_day_that_never_was_is_none() -> None:
    assert day_of(60) is None


def test_two_encodings_in_one_file_are_each_read_as_they_are() -> None:
    content = "achternaam;bsn\nÇelik;1\n".encode() + "Müller;2\n".encode("cp1252")
    table = read_table(content)
    assert table.encoding == MIXED
    assert [line.cells[0] for line in table.lines] == ["Çelik", "Müller"]


def test_windows_1252_alone_stays_that() -> None:
    assert read_table("achternaam;bsn\nMüller;2\n".encode("cp1252")).encoding == "cp1252"
