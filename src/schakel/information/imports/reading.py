"""Reading a client file of an organisation, CSV or XLSX: encoding, headings and rows, without a database.

Whatever bytes come in, the only error that comes out is ReadingError; what is wrong with one row stays with
that row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schakel.information.imports.columns import mapped, recognised, told_apart
from schakel.information.imports.decoding import ReadingError, check_kind, decode, is_workbook
from schakel.information.imports.sheets import sheet_rows

__all__ = ["Line", "ReadingError", "Table", "read_table"]

MAX_ROWS = 100_000
MAX_LINE = 10_000
"""Characters in one row; longer is a row that swallowed others."""
MAX_COLUMNS = 500
WORKBOOK = "XLSX"
_LINES_IN_ROW = 10
_SNIFFED = 20
_DELIMITERS = ";,\t|"
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of its first line in the file, its cells, and a word for what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: how, its headings, which heading fills which field, and its rows."""

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    mapping: dict[str, str]
    lines: list[Line]

    def values(self, line: Line) -> dict[str, str]:
        """The texts of a row by field; a field without a column is left out."""
        return values_of(line.cells, self.headers, self.mapping)


def values_of(cells: tuple[str, ...], headers: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, str]:
    """The texts of a row's cells by field."""
    places = {name: headers.index(header) for name, header in mapping.items()}
    return {name: _clean(cells[place]) for name, place in places.items() if place < len(cells)}


def read_headers(content: bytes) -> tuple[str, ...]:
    """The headings alone, for someone who says by hand which is which. Raises ReadingError."""
    check_kind(content)
    return _sheet(content)[0] if is_workbook(content) else _split(content)[2]


def read_table(content: bytes, mapping: Mapping[str, str] | None = None) -> Table:
    """Read a whole file; mapping says which heading fills which field, over what is recognised.

    Raises ReadingError when the file as a whole is no use: undecodable, empty, without rows or a needed
    column, or larger than 20 megabytes or 100,000 rows.
    """
    check_kind(content)
    if is_workbook(content):
        encoding, delimiter = WORKBOOK, ""
        headers, found = _sheet(content)
    else:
        encoding, delimiter, headers, rest = _split(content)
        found = _rows(rest, delimiter, len(headers))
    chosen = mapped(headers, mapping)
    lines = [line for line in found if any(line.cells) or line.problem]
    if not lines:
        raise ReadingError("no_rows")
    return Table(encoding, delimiter, headers, chosen, lines)


def _sheet(content: bytes) -> tuple[tuple[str, ...], Iterator[Line]]:
    """The headings of the first visible sheet, and the rows below them."""
    rows = sheet_rows(content, MAX_COLUMNS)
    first = next(rows, None)
    if first is None:
        raise ReadingError("empty")
    headers = _named(first[1])
    return headers, _counted(_sheet_line(number, cells, len(headers)) for number, cells in rows)


def _sheet_line(number: int, cells: list[str], width: int) -> Line:
    """A row of a sheet ends at its last text; what lies beyond the headings has none, and is no field."""
    if sum(map(len, cells)) > MAX_LINE:
        return Line(number, tuple(cell[:200] for cell in cells[:1]), "too_long")
    return _judged(number, [*cells[:width], *[""] * (width - len(cells))], width)


def _split(content: bytes) -> tuple[str, str, tuple[str, ...], list[tuple[int, str]]]:
    """Encoding, delimiter, headings, and the numbered physical lines below them."""
    text, encoding = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a").lstrip("\ufeff")
    physical = list(enumerate(text.split("\n"), start=1))
    while physical and not physical[0][1].strip():
        physical.pop(0)
    if not physical:
        raise ReadingError("empty")
    named = _named_delimiter(physical[0][1])
    if named:
        physical.pop(0)
    delimiter = named or _sniffed([line for _number, line in physical[:_SNIFFED]])
    headers = _headers(physical[0][1] if physical else "", delimiter)
    return encoding, delimiter, headers, physical[1:]


def _named_delimiter(line: str) -> str:
    """Spreadsheets may write `sep=;` above the headings."""
    stripped = line.strip().strip('"').lower()
    is_named = stripped.startswith("sep=") and len(stripped) == 5
    return stripped[4] if is_named and stripped[4] in _DELIMITERS else ""


def _sniffed(lines: list[str]) -> str:
    """The delimiter under which most headings are known, then the one that gives most columns."""

    def score(delimiter: str) -> tuple[int, int, int]:
        headers = _cells(lines[0], delimiter) or []
        widths = [len(_cells(line, delimiter) or []) for line in lines[1:] if line.strip()]
        return len(recognised(headers)), widths.count(len(headers)) if len(headers) > 1 else 0, len(headers)

    return max(_DELIMITERS, key=score) if lines else _DELIMITERS[0]


def _headers(line: str, delimiter: str) -> tuple[str, ...]:
    cells = _cells(line, delimiter) if len(line) <= MAX_LINE else None
    return _named(cells or [])


def _named(cells: list[str]) -> tuple[str, ...]:
    """The headings; of two that are equal the later gets a number, so that each can be chosen."""
    headers = [" ".join(cell.replace("\x00", "").split()) for cell in cells]
    if not any(headers):
        raise ReadingError("no_headers")
    if len(headers) > MAX_COLUMNS:
        raise ReadingError("too_many_columns", limit=MAX_COLUMNS)
    return told_apart(headers)


def _rows(physical: list[tuple[int, str]], delimiter: str, width: int) -> Iterator[Line]:
    def found() -> Iterator[Line]:
        place = 0
        while place < len(physical):
            line, used = _row(physical, place, delimiter, width)
            place += used
            yield line

    return _counted(found())


def _counted(lines: Iterable[Line]) -> Iterator[Line]:
    count = 0
    for line in lines:
        count += bool(line.cells or line.problem)
        if count > MAX_ROWS:
            raise ReadingError("too_many", limit=MAX_ROWS)
        yield line


def _row(physical: list[tuple[int, str]], place: int, delimiter: str, width: int) -> tuple[Line, int]:
    """One row and how many lines it took. A quote that stays open costs its own line only."""
    number, text = physical[place]
    for used in range(1, _LINES_IN_ROW + 1):
        if len(text) > MAX_LINE:
            break
        cells = _cells(text, delimiter)
        if cells is not None:
            return _judged(number, cells, width), used
        if place + used >= len(physical):
            break
        text = f"{text}\n{physical[place + used][1]}"
    first = physical[place][1]
    problem = "too_long" if len(first) > MAX_LINE else "open_quote"
    return Line(number, (first[:200],), problem), 1


def _judged(number: int, cells: list[str], width: int) -> Line:
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if not any(cell.strip() for cell in cells):
        return Line(number, ())
    problem = ""
    if any(char < " " and char not in "\t\n" for cell in cells for char in cell):
        problem, cells = "control", ["".join(c for c in cell if c >= " ") for cell in cells]
    elif len(cells) < width:
        problem = "too_few"
    elif len(cells) > width:
        problem = "too_many"
    return Line(number, tuple(cells[:MAX_COLUMNS]), problem)


def _cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of one row; None while a quote is open."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return None
    return _loosely(text, delimiter)


def _loosely(text: str, delimiter: str) -> list[str]:
    """Quotes that stand where none belong, as people type them, are taken as they come."""
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return text.split(delimiter)


def _clean(cell: str) -> str:
    """Single spaces; and a sign that keeps a spreadsheet from calculating is no part of the text."""
    text = " ".join(cell.split())
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA_SIGNS and len(text) > 1 else text
