"""The rows of an XLSX sheet as texts, one after the other: dates as days, formulas by their last outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import isfinite

from schakel.information.imports.decoding import ReadingError
from schakel.information.imports.workbooks import Attributes, Workbook, opened, parse, plain

NO_OUTCOME = "\ufdd0"
"""Stands for a formula that has no outcome, or an error; no character of any text."""

MAX_ROW = 1_048_576
MAX_CELL = 32_767
"""Characters in one cell, as spreadsheet programs have it."""

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DAY_ZERO = date(1899, 12, 30)
_FALSE_LEAP_DAY = 60
_LAST_DAY = 2_958_465
_SECONDS = 86_400
_WHOLE_BELOW = 10**15

Row = tuple[int, list[str]]


def sheet_rows(content: bytes, max_columns: int) -> Iterator[Row]:
    """Each row that has a cell with text: its number in the sheet and its cells, blanks in between included.

    Raises ReadingError for what is no workbook, unpacks too large, or has text beyond max_columns.
    """
    with opened(content) as book, book.archive.open(book.sheet) as source:
        reader = _SheetReader(book, max_columns)
        for _piece in parse(source, reader.start, reader.end, reader.text):
            yield from reader.rows
            reader.rows.clear()


def day_of(serial: int) -> date | None:
    """The day of a serial number in the 1900 system; None for what is no day there.

    That system counts 29 February 1900, which never was, so that days before it lie one further on.
    """
    if serial == _FALSE_LEAP_DAY or not 0 < serial <= _LAST_DAY:
        return None
    return _DAY_ZERO + timedelta(days=serial + (serial < _FALSE_LEAP_DAY))


class _SheetReader:
    """Builds rows from the elements of a sheet."""

    def __init__(self, book: Workbook, max_columns: int) -> None:
        self.book, self.max_columns = book, max_columns
        self.rows: list[Row] = []
        self.number, self.column = 0, 0
        self.cells: list[str] = []
        self.kind, self.style = "", ""
        self.pieces: list[str] = []
        self.size = 0
        self.inside, self.has_formula, self.is_sound = "", False, False

    def start(self, tag: str, its: Attributes) -> None:
        """An element begins."""
        if tag == "c":
            self._start_cell(its)
        elif tag in ("v", "t", "f"):
            self.inside = tag
            self.has_formula = self.has_formula or tag == "f"
        elif tag == "row":
            self._start_row(int(its.get("r", self.number + 1)))
        elif tag == "rPh":
            self.is_sound = True

    def end(self, tag: str) -> None:
        """An element ends."""
        self.inside = ""
        if tag == "c":
            self._end_cell()
        elif tag == "row":
            if any(self.cells):
                self.rows.append((self.number, self.cells))
        elif tag == "rPh":
            self.is_sound = False

    def text(self, text: str) -> None:
        """Text within an element; that of a formula itself is no outcome."""
        if self.inside in ("v", "t") and not self.is_sound and self.size <= MAX_CELL:
            self.pieces.append(text)
            self.size += len(text)

    def _start_row(self, number: int) -> None:
        """Rows that go back, or beyond what a sheet can have, would be one line of the file twice."""
        if not self.number < number <= MAX_ROW:
            raise ReadingError("broken_sheet")
        self.number, self.cells, self.column = number, [], -1

    def _start_cell(self, its: Attributes) -> None:
        place = _PLACE.fullmatch(its.get("r", ""))
        self.column = _column(place[1]) if place else self.column + 1
        self.kind = its.get("t", "n")
        style = int(its.get("s", "0"))
        self.style = self.book.styles[style] if style < len(self.book.styles) else ""
        self.pieces, self.size, self.has_formula = [], 0, False

    def _end_cell(self) -> None:
        text = self._value()[:MAX_CELL]
        if not text:
            return
        if self.column >= self.max_columns:
            raise ReadingError("too_many_columns", limit=self.max_columns)
        self.cells += [""] * (self.column + 1 - len(self.cells))
        self.cells[self.column] = text

    def _value(self) -> str:
        raw = "".join(self.pieces)
        if self.kind == "e" or (self.has_formula and not raw and self.kind not in ("str", "inlineStr")):
            return NO_OUTCOME
        if self.kind == "s":
            return self.book.strings[int(raw)] if raw else ""
        if self.kind == "n":
            return _number(raw, self.style) if raw else ""
        if self.kind == "d":
            return raw.partition(".")[0].removesuffix("Z")
        if self.kind == "b":
            return {"0": "nee", "1": "ja"}.get(raw, raw)
        return plain(raw)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _number(raw: str, style: str) -> str:
    """A number as it reads in the sheet: a day, digits with zeros before them, or the number itself."""
    value = float(raw)
    if not isfinite(value):
        raise ValueError(raw)
    if style == "day":
        return _moment(value) or raw
    if not value.is_integer() or abs(value) >= _WHOLE_BELOW:
        return raw.strip()
    return str(int(value)).zfill(int(style)) if style and value >= 0 else str(int(value))


def _moment(value: float) -> str:
    """A day, with its time where it isn't midnight."""
    day = day_of(int(value))
    seconds = round((value - int(value)) * _SECONDS)
    if day is None or seconds >= _SECONDS:
        return ""
    if not seconds:
        return day.isoformat()
    return (datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)).isoformat()
