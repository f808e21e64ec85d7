"""Reading the whole journal again and recomputing every hash, from the bytes that were stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from schakel.ground.access.types import Section
from schakel.ground.journal.chains import ROWS, Chains, broken_at, read_chains
from schakel.ground.journal.seals import first_broken_seal
from schakel.ground.journal.verdicts import Broken, Verdict

_HEADS = "select uuid_send(stream_id), sequence::int4, hash from journal_streamhead order by stream_id"

# What queries read must be what was hashed: each typed column as its header writes it. Comparing text is
# many times faster than reading the JSON again, and as strict: the header is canonical, so its end is built
# again whole, and so is each stretch before it.
_COLUMNS = """
select e.id from journal_entry e
  left join (values {sections}) as s(bit, name) on s.bit = e.section_bit,
  lateral (select substr(e.header, strpos(e.header, '"occurred":"')) as tail offset 0) as h
 where not (
   strpos(e.header, '"act":"' || e.act_id || '",' || coalesce('"dossier":"' || e.dossier_id || '",', '')
          || '"id":"' || e.id || '","objects":[') > 0
   and h.tail = '"occurred":"' || to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
     || '+00:00",' || coalesce('"organisation":"' || e.organisation_id || '",', '')
     || '"precision":"' || split_part(split_part(h.tail, '"precision":"', 2), '"', 1)
     || '","purpose":"' || split_part(split_part(h.tail, '"purpose":"', 2), '"', 1)
     || '","reader":' || e.reader_id || ',"recorded":"'
     || to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
     || '+00:00","role":"' || split_part(split_part(h.tail, '"role":"', 2), '"', 1) || '",'
     || coalesce('"section":"' || s.name || '",', '')
     || coalesce('"supersedes":"' || e.supersedes_id || '",', '')
     || coalesce('"task":"' || e.task || '",', '')
     || '"verb":"' || e.verb || '","version":' || e.verb_version || '}}'
 ) limit 1
"""

_SECTIONS = ", ".join(f"({int(section)}, '{section.key}')" for section in Section)

_STRAYS = """
select e.id from journal_entry e
 where not exists (select 1 from journal_link l where l.entry_id = e.id) limit 1
"""

_ERASED_BY_NOBODY = """
select x.entry_id from journal_erasedcontent x left join journal_entry e on e.id = x.erasure_id
 where e.verb is distinct from 'journal.erase' or strpos(e.header, x.entry_id::text) = 0 limit 1
"""
_STILL_THERE = """
select x.entry_id from journal_erasedcontent x join journal_content c on c.entry_id = x.entry_id limit 1
"""


def verify(connection: Any) -> Verdict:
    """Recompute every chain over a psycopg connection that may read the whole journal (the owner's).

    Finds a changed, removed or inserted entry, changed content, content erased without an act, a head that
    does not match, and typed columns that differ from their header. With seals outside the database it finds
    what those cover as well: a stream that was cut together with its head, or that vanished whole.
    """
    counter = Counter()
    with one_moment(connection), connection.cursor() as cursor:
        broken = first_broken_link(connection, counter) or _first_odd_entry(connection)
        made = connection.execute("select number, digest from journal_sealmade").fetchall()
        seals, broken_seal = first_broken_seal(cursor, expected=made)
        broken = broken or broken_seal
        dossiers = connection.execute("select count(*) from dossiers_dossier").fetchone()[0]
        erased = connection.execute("select count(*) from journal_erasedcontent").fetchone()[0]
    return Verdict(counter.streams, dossiers, counter.entries, erased, seals, broken is None, broken)


@contextmanager
def one_moment(connection: Any) -> Iterator[None]:
    """A transaction that sees the journal as it is now, whatever acts go on meanwhile."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read; set local jit = off")
        yield


class Counter:
    """How many streams and entries were read and found right."""

    def __init__(self) -> None:
        self.streams = self.entries = 0


def first_broken_link(connection: Any, counter: Counter) -> Broken | None:
    """Recompute all chains, each as far as its links go, and compare where they end with the heads.

    To be called within one_moment. Holds the last place of every stream, about 300 bytes each, and the
    links that came before their turn.
    """
    chains, broken = read_chains(connection)
    counter.streams, counter.entries = len(chains.ends), sum(number for number, _ in chains.ends.values())
    return broken or chains.first_gap() or _first_odd_head(connection, chains)


def _first_odd_head(connection: Any, chains: Chains) -> Broken | None:
    """A head that is not where its chain ended, one without a chain, or a chain without a head."""
    count = 0
    with connection.cursor() as cursor:
        for stream, number, digest in cursor.stream(_HEADS, binary=True, size=ROWS):
            count += 1
            end = chains.ends.get(stream)
            if end is None:
                return broken_at(stream, None, "stream without entries")
            if end != (number, digest):
                return broken_at(stream, end[0], "head")
    return Broken("", None, "stream without head") if count != len(chains.ends) else None


def _first_odd_entry(connection: Any) -> Broken | None:
    for sql, what in (
        (_COLUMNS.format(sections=_SECTIONS), "columns differ from header"),
        (_STRAYS, "entry in no stream"),
        (_ERASED_BY_NOBODY, "erased without an act"),
        (_STILL_THERE, "erased content is there"),
    ):
        row = connection.execute(sql).fetchone()
        if row is not None:
            return Broken(str(row[0]), None, what)
    return None
