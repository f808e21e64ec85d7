"""Reading the whole journal again and recomputing every hash, from the bytes that were stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

# The server joins salt and content, so that three columns travel per entry instead of five; every hash
# is still computed here. Rows come stream by stream; a head that does not match its last link is broken.
_LINKS = """
select l.stream_id, l.sequence, l.hash, convert_to(e.header, 'UTF8'), c.salt || c.body
  from journal_link l
  left join journal_entry e on e.id = l.entry_id
  left join journal_content c on c.entry_id = l.entry_id
 order by l.stream_id, l.sequence
"""

_HEADS = "select stream_id, sequence, hash from journal_streamhead order by stream_id"

# What queries read must be what was hashed: the typed columns against the header they came from.
_COLUMNS = """
select e.id from journal_entry e, lateral (select e.header::jsonb) as h(j)
 where e.id <> (h.j->>'id')::uuid or e.verb <> h.j->>'verb' or e.verb_version <> (h.j->>'version')::int
    or e.reader_id <> (h.j->>'reader')::int
    or e.organisation_id is distinct from (h.j->>'organisation')::uuid
    or e.dossier_id is distinct from (h.j->>'dossier')::uuid
    or e.section_bit <> access_section_bit(h.j->>'section') or e.task is distinct from h.j->>'task'
    or e.occurred_at <> (h.j->>'occurred')::timestamptz or e.recorded_at <> (h.j->>'recorded')::timestamptz
    or e.supersedes_id is distinct from (h.j->>'supersedes')::uuid
 limit 1
"""

_STRAYS = """
select e.id from journal_entry e where not exists (select 1 from journal_link l where l.entry_id = e.id) limit 1
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the journal is not what was written: in which stream, at which entry, and what."""

    stream: str
    sequence: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read and whether it holds."""

    streams: int
    dossiers: int
    entries: int
    ok: bool
    first_broken: Broken | None


def verify(connection: Any) -> Verdict:
    """Recompute every chain over a psycopg connection that may read the whole journal (the owner's).

    Finds a changed, removed or inserted entry, changed content, a head that does not match, and typed
    columns that differ from their header.
    """
    counter = _Counter()
    broken = _first_broken_link(connection, counter) or _first_odd_entry(connection)
    dossiers = connection.execute("select count(*) from dossiers_dossier").fetchone()[0]
    return Verdict(counter.streams, dossiers, counter.entries, broken is None, broken)


class _Counter:
    def __init__(self) -> None:
        self.streams = self.entries = 0


def _first_broken_link(connection: Any, counter: _Counter) -> Broken | None:
    heads = {row[0]: (row[1], bytes(row[2])) for row in connection.execute(_HEADS)}
    stream: UUID | None = None
    sequence, previous = 0, b""
    sha256 = hashlib.sha256
    for stream_id, number, stored, header, content in _rows(connection):
        if stream_id != stream:
            if stream is not None and heads.pop(stream, None) != (sequence, previous):
                return Broken(str(stream), sequence, "head")
            stream, sequence, previous = stream_id, 0, b""
            counter.streams += 1
        sequence += 1
        counter.entries += 1
        if number != sequence or header is None:
            return Broken(str(stream), sequence, "missing entry")
        if content is None:
            return Broken(str(stream), sequence, "missing content")
        previous = sha256(previous + header + sha256(content).digest()).digest()
        if previous != stored:
            return Broken(str(stream), sequence, "hash")
    if stream is not None and heads.pop(stream, None) != (sequence, previous):
        return Broken(str(stream), sequence, "head")
    return Broken(str(next(iter(heads))), None, "stream without entries") if heads else None


def _rows(connection: Any) -> Iterator[tuple[Any, ...]]:
    """All links through a server-side cursor, in binary, so that memory stays flat."""
    with connection.transaction(), connection.cursor(name="journal_verify", binary=True) as cursor:
        cursor.itersize = 20_000
        cursor.execute(_LINKS)
        yield from cursor


def _first_odd_entry(connection: Any) -> Broken | None:
    for sql, what in ((_COLUMNS, "columns differ from header"), (_STRAYS, "entry in no stream")):
        row = connection.execute(sql).fetchone()
        if row is not None:
            return Broken(str(row[0]), None, what)
    return None
