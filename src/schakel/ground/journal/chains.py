"""Following the chains of all streams, in as many parts of the journal at once as there are processors."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from schakel.ground.journal.verdicts import Broken

Link = tuple[bytes, int, bytes, bytes | None, bytes | None, bytes | None]
Reread = Callable[[dict[bytes, int]], Iterable[Link]]

# In the order of entries all tables are read along their indexes, side by side; the server joins salt and
# content, so that few columns travel. Every hash is still computed here. Each table has its own bounds,
# because the planner doesn't carry an inequality over an outer join.
_LINKS = """
select uuid_send(l.stream_id), l.sequence::int4, l.hash, convert_to(e.header, 'UTF8'), c.salt || c.body,
       x.digest
  from (select * from journal_link where entry_id between %(low)s and %(high)s) l
  left join (select * from journal_entry where id between %(low)s and %(high)s) e on e.id = l.entry_id
  left join (select * from journal_content where entry_id between %(low)s and %(high)s) c
    on c.entry_id = l.entry_id
  left join (select * from journal_erasedcontent where entry_id between %(low)s and %(high)s) x
    on x.entry_id = l.entry_id
 order by l.entry_id
"""
_ONE_BY_ONE = """
select uuid_send(l.stream_id), l.sequence::int4, l.hash, convert_to(e.header, 'UTF8'), c.salt || c.body,
       x.digest
  from unnest(%(streams)s::uuid[], %(numbers)s::int[]) as asked(stream_id, sequence)
  join journal_link l on l.stream_id = asked.stream_id and l.sequence = asked.sequence
  left join journal_entry e on e.id = l.entry_id
  left join journal_content c on c.entry_id = l.entry_id
  left join journal_erasedcontent x on x.entry_id = l.entry_id
"""
_ALONG_INDEXES = "".join(f"set local enable_{way} = off;" for way in ("hashjoin", "nestloop", "sort"))
_AS_USUAL = "".join(f"reset enable_{way};" for way in ("hashjoin", "nestloop", "sort"))
_SAMPLE = "select entry_id from journal_link tablesample system (1) order by entry_id"

ROWS = 1000
# Below this many sampled ids, a hundredth of the journal, dividing it costs more than it saves.
_WORTH_DIVIDING = 500
_MOST_PARTS = 4
_BEGIN = (0, b"")


class Chains:
    """Where each stream's chain has come to, and what still waits for the link before it.

    An entry can come before its predecessor: its id was made before the stream was locked, and a stream
    that is joined to another links entries that are older. Chains that don't start at the beginning of the
    journal take the first link they see of a stream on trust, until they are joined to those before them.
    """

    def __init__(self, *, starts_at_beginning: bool = True) -> None:
        self.ends: dict[bytes, tuple[int, bytes]] = {}
        self.waiting: dict[tuple[bytes, int], tuple[bytes, bytes, bytes]] = {}
        self.trusted: dict[bytes, int] = {}
        self._starts_at_beginning = starts_at_beginning
        self._runs: dict[tuple[bytes, int], tuple[int, bytes]] = {}

    def follow(self, links: Iterable[Link]) -> Broken | None:
        """Recompute links (stream, sequence, hash, header, content, erased digest) up to a wrong one."""
        ends, sha256 = self.ends, hashlib.sha256
        for stream, number, stored, header, content, erased in links:
            if header is None:
                return broken_at(stream, number, "missing entry")
            if content is None and erased is None:
                return broken_at(stream, number, "missing content")
            inner = erased or sha256(content or b"").digest()
            before, previous = ends.get(stream, _BEGIN)
            if number != before + 1:
                if before or self._starts_at_beginning:
                    self.waiting[stream, number] = (stored, header, inner)
                    continue
                self.trusted[stream] = number
            elif sha256(previous + header + inner).digest() != stored:
                return broken_at(stream, number, "hash")
            ends[stream] = (number, stored)
            if (self.waiting or self._runs) and (broken := self._drain(stream)):
                return broken
        return None

    def join(self, later: Chains, reread: Reread) -> Broken | None:
        """Go on with the chains of the next part: what those trusted is read again and held against these."""
        for stream, end in later.ends.items():
            if stream in later.trusted:
                self._runs[stream, later.trusted[stream]] = end
            else:
                self.ends[stream] = end
        self.waiting |= later.waiting
        for stream in {stream for stream, _number in self.waiting}:
            if broken := self._drain(stream):
                return broken
        return self.follow(reread(later.trusted))

    def _drain(self, stream: bytes) -> Broken | None:
        """Go on with the links of a stream whose turn has come, past the runs that were recomputed before."""
        number, previous = self.ends.get(stream, _BEGIN)
        if run := self._runs.pop((stream, number), None):
            number, previous = run
        while link := self.waiting.pop((stream, number + 1), None):
            number += 1
            stored, header, inner = link
            if hashlib.sha256(previous + header + inner).digest() != stored:
                return broken_at(stream, number, "hash")
            number, previous = self._runs.pop((stream, number), (number, stored))
        if number:
            self.ends[stream] = (number, previous)
        return None

    def first_gap(self) -> Broken | None:
        """The first link that others wait for, and that is not there."""
        if not self.waiting:
            return None
        stream, _number = min(self.waiting)
        return broken_at(stream, self.ends.get(stream, _BEGIN)[0] + 1, "missing entry")


def read_chains(connection: Any) -> tuple[Chains, Broken | None]:
    """The chains of the whole journal as this transaction sees it, and the first wrong link.

    A large journal is read in parts by time, each over a connection of its own that sees the same moment.
    """
    [first, *others] = _parts(connection)
    with _without_collector(), ThreadPoolExecutor(_MOST_PARTS) as pool:
        moment = connection.execute("select pg_export_snapshot()").fetchone()[0] if others else ""
        running = [pool.submit(_read_elsewhere, connection.info, moment, part) for part in others]
        chains = Chains()
        broken = _read(connection, chains, first)
        for task in running:
            later, broken_later = task.result()
            broken = broken or broken_later or chains.join(later, lambda asked: _again(connection, asked))
    return chains, broken


def _parts(connection: Any) -> list[tuple[UUID, UUID]]:
    """The ids of entries from first to last, in stretches of about as many links each."""
    sample = [row[0] for row in connection.execute(_SAMPLE).fetchall()]
    count = min(os.cpu_count() or 1, _MOST_PARTS) if len(sample) >= _WORTH_DIVIDING else 1
    begins = [UUID(int=0), *sorted({sample[len(sample) * n // count] for n in range(1, count)})]
    ends = [UUID(int=begin.int - 1) for begin in begins[1:]]
    return list(zip(begins, [*ends, UUID(int=2**128 - 1)], strict=True))


def _read(connection: Any, chains: Chains, part: tuple[UUID, UUID]) -> Broken | None:
    with connection.cursor() as cursor:
        cursor.execute(_ALONG_INDEXES)
        bounds = {"low": part[0], "high": part[1]}
        broken = chains.follow(cursor.stream(_LINKS, bounds, binary=True, size=ROWS))
        cursor.execute(_AS_USUAL)
    return broken


def _read_elsewhere(info: Any, moment: str, part: tuple[UUID, UUID]) -> tuple[Chains, Broken | None]:
    chains = Chains(starts_at_beginning=False)
    with psycopg.connect(info.dsn, password=info.password or None) as connection:
        connection.execute("set transaction isolation level repeatable read")
        connection.execute(sql.SQL("set transaction snapshot {}").format(moment))
        connection.execute("set local jit = off")
        return chains, _read(connection, chains, part)


def _again(connection: Any, asked: dict[bytes, int]) -> Iterator[Link]:
    """The links at these places."""
    streams = [UUID(bytes=stream) for stream in asked]
    with connection.cursor() as cursor:
        places = {"streams": streams, "numbers": [*asked.values()]}
        yield from cursor.stream(_ONE_BY_ONE, places, binary=True, size=ROWS)


def broken_at(stream: bytes, sequence: int | None, what: str) -> Broken:
    """A trouble at a place of a stream."""
    return Broken(str(UUID(bytes=stream)), sequence, what)


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
