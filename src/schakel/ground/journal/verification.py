"""Reading the whole journal again and recomputing every hash, from the bytes that were stored."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from schakel.ground.access.types import Section

# The server joins salt and content, and the order tells the stream, so that few columns travel; every
# hash is still computed here.
_LINKS = """
select l.sequence::int4, l.hash, convert_to(e.header, 'UTF8'), c.salt || c.body
  from journal_link l
  left join journal_entry e on e.id = l.entry_id
  left join journal_content c on c.entry_id = l.entry_id
 order by l.stream_id, l.sequence
"""

_HEADS = "select stream_id, sequence, hash from journal_streamhead order by stream_id"

# What queries read must be what was hashed: each typed column as its header writes it. Comparing text is
# many times faster than reading the JSON again, and as strict: the header is canonical.
_COLUMNS = """
select e.id from journal_entry e left join (values {sections}) as s(bit, name) on s.bit = e.section_bit
 where not (
   strpos(e.header, '"verb":"' || e.verb || '","version":' || e.verb_version || '}}') > 0
   and strpos(e.header, '"id":"' || e.id || '"') > 0
   and strpos(e.header, '"act":"' || e.act_id || '"') > 0
   and strpos(e.header, '"reader":' || e.reader_id || ',') > 0
   and strpos(e.header, coalesce('"organisation":"' || e.organisation_id || '"', '"purpose":')) > 0
   and (e.organisation_id is null) = (strpos(e.header, '"organisation":') = 0)
   and strpos(e.header, coalesce('"dossier":"' || e.dossier_id || '"', '"purpose":')) > 0
   and (e.dossier_id is null) = (strpos(e.header, '"dossier":') = 0)
   and strpos(e.header, coalesce('"task":"' || e.task || '"', '"purpose":')) > 0
   and (e.task is null) = (strpos(e.header, '"task":') = 0)
   and strpos(e.header, coalesce('"supersedes":"' || e.supersedes_id || '"', '"purpose":')) > 0
   and (e.supersedes_id is null) = (strpos(e.header, '"supersedes":') = 0)
   and strpos(e.header, '"occurred":"'
         || to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')) > 0
   and strpos(e.header, '"recorded":"'
         || to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')) > 0
   and strpos(e.header, coalesce('"section":"' || s.name || '"', '"purpose":')) > 0
   and (e.section_bit = 0) = (strpos(e.header, '"section":') = 0)
 ) limit 1
"""

_SECTIONS = ", ".join(f"({int(section)}, '{section.key}')" for section in Section)

_STRAYS = """
select e.id from journal_entry e
 where not exists (select 1 from journal_link l where l.entry_id = e.id) limit 1
"""


BATCH = 5000


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the journal is not what was written: its stream, its entry and what is wrong."""

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
    counter = Counter()
    broken = first_broken_link(connection, counter) or _first_odd_entry(connection)
    dossiers = connection.execute("select count(*) from dossiers_dossier").fetchone()[0]
    return Verdict(counter.streams, dossiers, counter.entries, broken is None, broken)


class Counter:
    """How many streams and entries were read and found right."""

    def __init__(self) -> None:
        self.streams = self.entries = 0


def first_broken_link(connection: Any, counter: Counter) -> Broken | None:
    """Recompute all chains: walk the links in order, beside the heads in the same order."""
    heads = iter(connection.execute(_HEADS).fetchall())
    head: tuple[Any, ...] | None = None
    sequence, previous, sha256 = 0, b"", hashlib.sha256
    for rows in _batches(connection):
        for number, stored, header, content in rows:
            if number == 1:
                if broken := _head_differs(head, sequence, previous):
                    return broken
                head, sequence, previous = next(heads, None), 0, b""
                counter.streams += 1
            sequence += 1
            if number != sequence or header is None or head is None:
                return _broken(head, sequence, "missing entry")
            if content is None:
                return _broken(head, sequence, "missing content")
            previous = sha256(previous + header + sha256(content).digest()).digest()
            if previous != stored:
                return _broken(head, sequence, "hash")
        counter.entries += len(rows)
    return _head_differs(head, sequence, previous) or _left_over(next(heads, None))


def _head_differs(head: tuple[Any, ...] | None, sequence: int, digest: bytes) -> Broken | None:
    if head is None or (head[1], bytes(head[2])) == (sequence, digest):
        return None
    return _broken(head, sequence, "head")


def _left_over(head: tuple[Any, ...] | None) -> Broken | None:
    return None if head is None else _broken(head, None, "stream without entries")


def _broken(head: tuple[Any, ...] | None, sequence: int | None, what: str) -> Broken:
    return Broken(str(head[0]) if head else "", sequence, what)


def _batches(connection: Any) -> Iterator[list[tuple[Any, ...]]]:
    """All links through a server-side cursor, in binary and in batches, so that memory stays flat."""
    with connection.transaction(), connection.cursor(name="journal_verify", binary=True) as cursor:
        connection.execute("set local cursor_tuple_fraction = 1; set local work_mem = '256MB'")
        cursor.execute(_LINKS)
        with _without_collector():
            while rows := cursor.fetchmany(BATCH):
                yield rows


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rows of bytes make no circles; looking for them would cost a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _first_odd_entry(connection: Any) -> Broken | None:
    columns = _COLUMNS.format(sections=_SECTIONS)
    for sql, what in ((columns, "columns differ from header"), (_STRAYS, "entry in no stream")):
        row = connection.execute(sql).fetchone()
        if row is not None:
            return Broken(str(row[0]), None, what)
    return None
