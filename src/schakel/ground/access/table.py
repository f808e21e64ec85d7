"""The access table: read from its file, kept in the database, asked per cell."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from schakel.ground.access.types import (
    PROFESSIONALS,
    ROLE_PURPOSE,
    Level,
    OrganisationKind,
    Purpose,
    Role,
    Section,
    section_named,
)

TABLE = Path(__file__).with_name("table.csv")


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell: who, where, what, why, how far, and on which ground."""

    organisation_kind: str
    role: str
    section: str
    purpose: str
    level: str
    basis: str
    certainty: str
    controller: str
    is_voluntary: bool
    valid_from: date
    valid_to: date | None

    @property
    def section_bit(self) -> int:
        return int(section_named(self.section))


class TableError(ValueError):
    """The access table's file is wrong; the message names the line."""


@lru_cache(maxsize=1)
def cells() -> tuple[CellRow, ...]:
    """All cells of the file. Raises TableError with the line of the first mistake."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(parse_cells(lines))


def parse_cells(lines: Iterable[str]) -> Iterable[CellRow]:
    """Cells of CSV lines, each checked against the fixed lists."""
    for number, row in enumerate(csv.DictReader(lines), start=2):
        try:
            yield _cell(row)
        except (KeyError, ValueError, TypeError) as error:
            raise TableError(f"access table, line {number}: {error}") from error


def _cell(row: dict[str, str]) -> CellRow:
    if not row["basis"].strip():
        raise ValueError("a cell names its legal basis")
    section_named(row["section"])
    return CellRow(
        organisation_kind=OrganisationKind(row["organisation_kind"]).value,
        role=Role(row["role"]).value,
        section=row["section"],
        purpose=Purpose(row["purpose"]).value,
        level=Level(row["level"]).value,
        basis=row["basis"],
        certainty=row["certainty"],
        controller=row["controller"],
        is_voluntary=row["is_voluntary"] == "yes",
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )


@lru_cache(maxsize=4096)
def level_of(organisation_kind: str, role: str, section: str, purpose: str, on: date) -> Level:
    """What the table allows on that day; what it does not name is not allowed.

    A voluntary cell answers what is allowed with the client's consent: the grant is there only with it.
    """
    cell = _cell_on(organisation_kind, role, section, purpose, on)
    return Level(cell.level) if cell else Level.NONE


def needs_consent(organisation_kind: str, role: str, section: str, purpose: str, on: date) -> bool:
    """Whether the table opens this with the client's consent only."""
    cell = _cell_on(organisation_kind, role, section, purpose, on)
    return cell is not None and cell.is_voluntary and cell.level != Level.NONE


def _cell_on(organisation_kind: str, role: str, section: str, purpose: str, on: date) -> CellRow | None:
    for cell in _by_key().get((organisation_kind, role, section, purpose), ()):
        if cell.valid_from <= on and (cell.valid_to is None or on < cell.valid_to):
            return cell
    return None


def professionals_that(level: Level, section: Section) -> frozenset[Role]:
    """The roles at work whose own task reads (or writes) a section somewhere: for whom its pages are."""
    enough = {Level.READ.value, Level.WRITE.value} if level == Level.READ else {Level.WRITE.value}
    found = {
        Role(c.role)
        for c in cells()
        if (c.section, c.purpose) == (section.key, ROLE_PURPOSE[Role(c.role)]) and c.level in enough
    }
    return frozenset(found & PROFESSIONALS)


@lru_cache(maxsize=1)
def _by_key() -> dict[tuple[str, str, str, str], list[CellRow]]:
    found: dict[tuple[str, str, str, str], list[CellRow]] = {}
    for cell in cells():
        found.setdefault((cell.organisation_kind, cell.role, cell.section, cell.purpose), []).append(cell)
    return found
