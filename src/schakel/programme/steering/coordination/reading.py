"""Reading small files with columns: every line is kept, or refused with its reason."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeVar

from schakel.ground.kernel.errors import InvalidError

T = TypeVar("T")
YES = frozenset({"yes", "ja", "j", "y", "true", "waar", "1", "x"})
NO = frozenset({"no", "nee", "n", "false", "onwaar", "0"})
NOT_KNOWN = frozenset({"", "unknown", "onbekend", "?"})
SEPARATORS = ";,\t|"


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that could not be used."""

    file: str
    line: int
    reason: str


class RowError(Exception):
    """What is wrong with one line, in Dutch."""


@dataclass(slots=True)
class Rows:
    """A file that was read: kept + refused + blank are all of its lines below the headings."""

    file: str
    kept: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    blank: int = 0
    unread: tuple[str, ...] = ()

    def refuse(self, line: int, reason: str) -> None:
        """Refuse a line."""
        self.refused.append(Refused(self.file, line, reason))

    def each(self, make: Callable[[str, int, Mapping[str, str]], T]) -> list[T]:
        """Make something of every kept line; one that raises RowError becomes a refused one."""
        made, kept = [], []
        for line, values in self.kept:
            try:
                made.append(make(self.file, line, values))
            except RowError as error:
                self.refuse(line, str(error))
            else:
                kept.append((line, values))
        self.kept = kept
        return made


def read_rows(path: Path, required: Sequence[str], optional: Sequence[str]) -> Rows:
    """The lines of a file with headings; values are stripped, an absent optional column is empty.

    Raises InvalidError for a file that can't be opened, is not UTF-8, is empty, or lacks a required column.
    """
    text = _text(path)
    # Strict: a quote that stays open would otherwise swallow the rest of the file in silence.
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        headings = [name.strip().casefold() for name in next(lines)]
        _check_headings(path, headings, required)
        unread = tuple(name for name in headings if name not in {*required, *optional})
        rows, line = Rows(path.name, unread=unread), lines.line_num + 1
        for values in lines:
            _keep(rows, line, headings, [value.strip() for value in values], optional)
            line = lines.line_num + 1
    except csv.Error:
        raise InvalidError(
            f"{path.name} is niet als tabel te lezen.",
            f"Bij regel {lines.line_num} staat een aanhalingsteken verkeerd, of een cel is te lang.",
            "Sla het bestand opnieuw op als CSV in UTF-8.",
        ) from None
    return rows


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise InvalidError(
            f"{path.name} is niet te lezen.",
            "Het bestand is er niet, of het is geen tekst in UTF-8.",
            "Controleer de naam, of sla het opnieuw op als CSV in UTF-8.",
        ) from None
    if not text.strip():
        raise InvalidError(f"{path.name} is leeg.", "", "Geef een bestand met een regel met kolomnamen.")
    return text.lstrip("\r\n")


def _separator(text: str) -> str:
    return max(SEPARATORS, key=text.splitlines()[0].count)


def _check_headings(path: Path, headings: list[str], required: Sequence[str]) -> None:
    missing = [name for name in required if name not in headings]
    double = [name for name in dict.fromkeys(headings) if name and headings.count(name) > 1]
    if missing or double:
        why = f"Ontbreekt: {', '.join(missing)}." if missing else f"Staat er twee keer: {', '.join(double)}."
        remedy = f"Nodig zijn: {', '.join(required)}."
        raise InvalidError(f"De kolommen van {path.name} kloppen niet.", why, remedy)


def _keep(rows: Rows, line: int, headings: list[str], values: list[str], optional: Sequence[str]) -> None:
    if not any(values):
        rows.blank += 1
    elif len(values) != len(headings):
        rows.refuse(line, f"{len(values)} cellen in plaats van {len(headings)}")
    else:
        rows.kept.append((line, {**dict.fromkeys(optional, ""), **dict(zip(headings, values, strict=True))}))


def known(values: Mapping[str, str], key: str) -> bool | None:
    """Yes, no, or not known where the cell is empty. Raises RowError for anything else."""
    word = values[key].casefold()
    if word in NOT_KNOWN:
        return None
    if word not in YES | NO:
        raise RowError(f"{key}: {values[key][:40]} is geen ja of nee")
    return word in YES


def day(values: Mapping[str, str], key: str) -> date | None:
    """A day, or None where the cell is empty. Raises RowError for anything else."""
    if not values[key]:
        return None
    try:
        return date.fromisoformat(values[key])
    except ValueError:
        raise RowError(f"{key}: {values[key][:40]} is geen datum als 2026-01-31") from None


def filled(values: Mapping[str, str], key: str) -> str:
    """A cell that must say something. Raises RowError."""
    if not values[key]:
        raise RowError(f"{key} is leeg")
    return values[key]
