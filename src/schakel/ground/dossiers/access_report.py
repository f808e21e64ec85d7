"""What the database lets each reader see, against what the access table and participations say.

The definition is written a second time here, in plain Python, so that the derivation of grants and the
policies have something independent to be wrong against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from schakel.ground.access.table import cells

Span = tuple[date, date]
_OPEN = date.max

_PARTICIPATIONS = """
select p.dossier_id, p.reader_id, r.organisation_kind, p.role, p.valid_from, p.valid_to
  from dossiers_participation p join access_reader r on r.id = p.reader_id
union all
select subject_id, id, organisation_kind, role, valid_from, valid_to from access_reader where kind = 'client'
"""

_PROTECTED = """
select c.relname, coalesce(
    (select a.attname from pg_attribute a
      where a.attrelid = c.oid and a.attname in ('dossier_id', 'client_id')
      order by a.attname = 'dossier_id' desc limit 1), 'id'),
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'section_bit')
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity and c.relname not like 'imports%'
 order by 1
"""


@dataclass(frozen=True, slots=True)
class Leak:
    """A row or grant that somebody has and should not have, or lacks and should have."""

    what: str
    reader: int
    dossier: str


@dataclass(frozen=True, slots=True)
class Report:
    """How many questions were asked of the database, and which were answered wrongly."""

    probes: int
    leaks: list[Leak]


def expected_sections(connection: Any, day: date) -> dict[tuple[UUID, int], int]:
    """By definition: which sections each reader may see of each dossier on that day."""
    sections: dict[tuple[UUID, int], int] = defaultdict(int)
    for dossier_id, reader_id, kind, role, start, end in connection.execute(_PARTICIPATIONS).fetchall():
        if not start <= day < (end or _OPEN):
            continue
        for cell in cells():
            is_theirs = cell.organisation_kind == kind and cell.role == role and cell.level != "none"
            if is_theirs and cell.valid_from <= day < (cell.valid_to or _OPEN):
                sections[dossier_id, reader_id] |= cell.section_bit
    return dict(sections)


def granted_sections(connection: Any, day: date) -> dict[tuple[UUID, int], int]:
    """By the table of grants: which sections each reader may see of each dossier on that day."""
    sections: dict[tuple[UUID, int], int] = defaultdict(int)
    rows = connection.execute(
        "select dossier_id, reader_id, sections from access_grant where valid_from <= %s and valid_to > %s",
        [day, day],
    )
    for dossier_id, reader_id, mask in rows.fetchall():
        sections[dossier_id, reader_id] |= mask
    return dict(sections)


def report(owner: Any, app: Any, day: date) -> Report:
    """Compare grants with their definition, then read every protected table as every reader.

    owner and app are psycopg connections of those roles; app is put in a transaction for each reader.
    """
    expected = expected_sections(owner, day)
    leaks = list(_wrong_grants(expected, granted_sections(owner, day)))
    probes = len(expected)
    tables = owner.execute(_PROTECTED).fetchall()
    readers = [row[0] for row in owner.execute("select id from access_reader order by id").fetchall()]
    for reader in [*readers, 0]:
        mine = {dossier: mask for (dossier, one), mask in expected.items() if one == reader}
        for table, column, has_section in tables:
            probes += 1
            leaks.extend(_seen_too_much(app, reader, mine, table, column, has_section))
    return Report(probes, leaks)


def _wrong_grants(
    expected: dict[tuple[UUID, int], int], granted: dict[tuple[UUID, int], int]
) -> Iterable[Leak]:
    for dossier_id, reader in expected.keys() | granted.keys():
        if expected.get((dossier_id, reader), 0) != granted.get((dossier_id, reader), 0):
            yield Leak("grant differs from its definition", reader, str(dossier_id))


def _seen_too_much(
    app: Any, reader: int, mine: dict[UUID, int], table: str, column: str, has_section: bool
) -> Iterator[Leak]:
    section = "section_bit" if has_section else "0"
    with app.transaction():
        app.execute("select set_config('schakel.readers', %s, true)", [f"{{{reader}}}"])
        rows = app.execute(
            f"select distinct {column}, {section} from {table} where {column} is not null"  # noqa: S608
        )
        for dossier_id, bit in rows.fetchall():
            mask = mine.get(dossier_id, 0)
            if not mask or (bit and not mask & bit):
                yield Leak(f"{table} shows a row", reader, str(dossier_id))
