"""What the database lets each reader see, against what the access table and participations say.

The definition is written a second time here, in plain Python, so that the derivation of grants and the
policies have something independent to be wrong against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from schakel.ground.access.table import cells

Span = tuple[date, date]
_OPEN, _ALL = date.max, -1

_PARTICIPATIONS = """
select p.dossier_id, p.reader_id, r.organisation_kind, p.role, p.organisation_id, p.valid_from, p.valid_to
  from dossiers_participation p join access_reader r on r.id = p.reader_id
union all
select subject_id, id, organisation_kind, role, null, valid_from, valid_to
  from access_reader where kind = 'client'
"""

# What an agreed tie lets share, for whoever is at the other end than the holder of the chain's regie.
_TIES = """
select g.dossier_id, case when t.proposer_id = g.organisation_id then t.partner_id else t.proposer_id end,
       t.sections
  from dossiers_regie g join organisations_agreedtie t
    on t.status = 'agreed' and g.organisation_id in (t.proposer_id, t.partner_id)
 where g.scope = 'chain' and g.valid_from <= %(day)s and (g.valid_to is null or g.valid_to > %(day)s)
   and t.valid_from <= %(day)s and (t.valid_to is null or t.valid_to > %(day)s)
"""

_CONSENTS = """
select dossier_id, organisation_id, purpose, covers from dossiers_consent
 where valid_from <= %s and valid_to > %s
"""

# Who enters for another: the days and role of the one, the sections and reader of the other.
_MANDATES = """
select p.dossier_id, p.organisation_id, m.id, m.organisation_kind, m.role, m.sections,
       r.organisation_kind, p.role, greatest(p.valid_from, m.valid_from), p.valid_to, m.valid_to
  from access_reader m join access_reader r on r.id = m.principal_id
  join dossiers_participation p on p.reader_id = r.id
"""

_SHIELDS = """
select s.id, s.dossier_id, s.colleague_id from dossiers_shield s
 where s.valid_from <= %s and (s.valid_to is null or s.valid_to > %s)
"""

_NAMED = """
select shield_id, reader_id, professional_id from dossiers_namedreader
 where valid_from <= %s and (valid_to is null or valid_to > %s)
"""

_URGENT = """
select u.dossier_id, u.reader_id, r.organisation_kind, r.role, u.sections, u.valid_from, u.valid_to
  from dossiers_urgentlook u join access_reader r on r.id = u.reader_id
"""

_MERGED = "select id, merged_into_id from people_client where merged_into_id is not null"

_GRANTS = """
select dossier_id, reader_id, sections, is_personal, is_read_only
  from access_grant where valid_from <= %s and valid_to > %s
"""

_CLIENTS = "select id from access_reader where kind = 'client'"

PERSONAL, READ_ONLY = 1 << 20, 1 << 21
"""Beside the bits of sections: the grant counts for the own reader only; nothing may be done with it."""

# A table that names no client in a row of its own (a letterhead, a last look, the marks of erased entries)
# says nothing of a dossier by itself, and has tests of its own. Grants are compared with their definition.
_PROTECTED = """
select c.relname, coalesce(
    (select a.attname from pg_attribute a
      where a.attrelid = c.oid and a.attname in ('dossier_id', 'client_id')
      order by a.attname = 'dossier_id' desc limit 1),
    case c.relname when 'people_client' then 'id' end) as subject,
    exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'section_bit')
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity
   and c.relname not like 'imports%' and c.relname <> 'access_grant'
 order by 1
"""


_also_seen: dict[str, str] = {}


def register_also_seen(table: str, definition: str) -> None:
    """Name at start-up who sees rows of a table without a grant: SQL for pairs of dossier and reader."""
    _also_seen[table] = definition


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
    """By definition: which sections each reader may see of each dossier on that day, and how."""
    sections: dict[tuple[UUID, int], int] = defaultdict(int)
    consents = {tuple(row) for row in connection.execute(_CONSENTS, [day, day]).fetchall()}
    most = {(dossier, one): mask for dossier, one, mask in connection.execute(_TIES, {"day": day})}
    taking_part = connection.execute(_PARTICIPATIONS).fetchall()
    for dossier_id, reader_id, kind, role, organisation_id, start, end in taking_part:
        if start <= day < (end or _OPEN):
            agreed = {
                (purpose, bit) for d, o, purpose, bit in consents if (d, o) == (dossier_id, organisation_id)
            }
            limit = most.get((dossier_id, organisation_id), _ALL)
            sections[dossier_id, reader_id] |= _of_table(kind, role, day, agreed) & limit
    _enter_for_others(connection, day, sections, most)
    _look_urgently(connection, day, sections)
    _shield(connection, day, sections)
    _follow_merges(connection, sections)
    return {key: mask for key, mask in sections.items() if mask}


def _enter_for_others(
    connection: Any,
    day: date,
    sections: dict[tuple[UUID, int], int],
    most: dict[tuple[UUID, UUID], int],
) -> None:
    """A mandate opens what it names, where its holder's role reads and the other's writes; and who it is."""
    for row in connection.execute(_MANDATES).fetchall():
        dossier_id, organisation_id, reader_id, kind, role, named, other_kind, other_role, *days = row
        start, end, until = days
        if not start <= day < min(end or _OPEN, until or _OPEN):
            continue
        written = _of_table(other_kind, other_role, day, levels=("write",)) & named
        known = _of_table(other_kind, other_role, day) & 1
        limit = most.get((dossier_id, organisation_id), _ALL)
        sections[dossier_id, reader_id] |= _of_table(kind, role, day) & (written | known) & limit


def _of_table(
    kind: str,
    role: str,
    day: date,
    agreed: Collection[tuple[str, int]] = (),
    *,
    levels: tuple[str, ...] = ("read", "write"),
) -> int:
    """What the cells open, those that ask for consent only where the client agreed to that purpose."""
    mask = 0
    for cell in cells():
        is_theirs = cell.organisation_kind == kind and cell.role == role and cell.level in levels
        if cell.is_voluntary and (cell.purpose, cell.section_bit) not in agreed:
            continue
        if is_theirs and cell.valid_from <= day < (cell.valid_to or _OPEN):
            mask |= cell.section_bit
    return mask


def _look_urgently(connection: Any, day: date, sections: dict[tuple[UUID, int], int]) -> None:
    """An urgent look opens its own sections for its day, to whoever takes no part."""
    for dossier_id, reader_id, kind, role, asked, start, end in connection.execute(_URGENT).fetchall():
        seen = _of_table(kind, role, day) & asked
        if start <= day < end and seen and (dossier_id, reader_id) not in sections:
            sections[dossier_id, reader_id] = seen | READ_ONLY


def _shield(connection: Any, day: date, sections: dict[tuple[UUID, int], int]) -> None:
    """A shield takes all away but from the client and the named readers, for whom it becomes personal."""
    shields = {one: (dossier, client) for one, dossier, client in connection.execute(_SHIELDS, [day, day])}
    named = {
        (shields[shield][0], reader)
        for shield, reader, professional in connection.execute(_NAMED, [day, day])
        if shield in shields and professional != shields[shield][1]
    }
    clients = {row[0] for row in connection.execute(_CLIENTS)}
    shielded = {dossier for dossier, _client in shields.values()}
    for dossier_id, reader in list(sections):
        if dossier_id not in shielded or reader in clients:
            continue
        if (dossier_id, reader) in named and not sections[dossier_id, reader] & READ_ONLY:
            sections[dossier_id, reader] |= PERSONAL
        else:
            sections[dossier_id, reader] = 0


def _follow_merges(connection: Any, sections: dict[tuple[UUID, int], int]) -> None:
    """A dossier that goes on in another is read by who reads the other; nobody works in it."""
    goes_on_in = dict(connection.execute(_MERGED).fetchall())
    seen_there = [(key, mask) for key, mask in sections.items() if key[0] not in goes_on_in]
    for key in [key for key in sections if key[0] in goes_on_in]:
        del sections[key]
    for merged, into in goes_on_in.items():
        sections |= {
            (merged, reader): mask | READ_ONLY
            for (dossier, reader), mask in seen_there
            if dossier == into and mask
        }


def granted_sections(connection: Any, day: date) -> dict[tuple[UUID, int], int]:
    """By the table of grants: which sections each reader may see of each dossier on that day, and how."""
    sections: dict[tuple[UUID, int], int] = defaultdict(int)
    for dossier_id, reader_id, mask, is_personal, is_read_only in connection.execute(_GRANTS, [day, day]):
        how = is_personal * PERSONAL | is_read_only * READ_ONLY
        sections[dossier_id, reader_id] |= mask | how
    return dict(sections)


def report(owner: Any, app: Any, day: date) -> Report:
    """Compare grants with their definition, then read every protected table as every reader.

    owner and app are psycopg connections of those roles; app is put in a transaction for each reader.
    """
    expected = expected_sections(owner, day)
    leaks = list(_wrong_grants(expected, granted_sections(owner, day)))
    probes = len(expected)
    tables = [found for found in owner.execute(_PROTECTED).fetchall() if found[1]]
    beside = {table: set(owner.execute(sql).fetchall()) for table, sql in _also_seen.items()}
    readers = [row[0] for row in owner.execute("select id from access_reader order by id").fetchall()]
    for reader in [*readers, 0]:
        mine = {dossier: mask for (dossier, one), mask in expected.items() if one == reader}
        for table, column, has_section in tables:
            probes += 1
            found = _seen_too_much(app, reader, mine, table, column, has_section)
            asked = beside.get(table, set())
            leaks.extend(leak for leak in found if (UUID(leak.dossier), reader) not in asked)
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
