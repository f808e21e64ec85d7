"""Subscribers under concurrent writers and kills: what is lost, what is delivered twice, and how fast.

The baseline reads by id alone, as one would who forgot that ids are made before their transactions end.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.performance.stage import connect, machine, throw_away_database

WRITERS, KILLS, DOSSIERS = 8, 10, 400
EVENTS = int(os.environ.get("BENCH_EVENTS", "100000"))
VERB = "bench.told"
CONTEXT = multiprocessing.get_context("fork")
_SQL = "select journal_append(%s::uuid[], %s::text[], %s::bytea[], %s::bytea[], %s::uuid[], %s::uuid[])"


def run(shared: Path | None = None) -> dict[str, Any]:
    """Events lost and delivered more than once by the product's reader, and lost by the baseline."""
    with throw_away_database():
        return measure(EVENTS, KILLS)


def measure(events: int, kills: int) -> dict[str, Any]:
    """One round on the database that Django is set up for."""
    _prepare()
    begun = time.perf_counter()
    writers = [CONTEXT.Process(target=_write, args=(events // WRITERS, n)) for n in range(WRITERS)]
    naive: Any = CONTEXT.Queue()
    by_id = CONTEXT.Process(target=_read_by_id, args=(naive, stop := CONTEXT.Event()))
    for process in (by_id, *writers):
        process.start()
    killed, reader = _read_among_kills(writers, kills)
    written_seconds = time.perf_counter() - begun
    _until_all_read()
    seconds = time.perf_counter() - begun
    reader.kill()
    reader.join()
    stop.set()
    lost_by_id = events // WRITERS * WRITERS - naive.get(timeout=60)
    by_id.join()
    return _figures(events // WRITERS * WRITERS, lost_by_id, killed, seconds, written_seconds)


def _figures(
    events: int, lost_by_id: int, killed: int, seconds: float, written_seconds: float
) -> dict[str, Any]:
    owner = connect("schakel_owner")
    seen, effects = owner.execute("select count(*), coalesce(sum(times), 0) from bench_seen").fetchone()
    deliveries = owner.execute("select last_value from bench_delivered").fetchone()[0]
    return {
        "bench": "subscribers",
        "result": {
            "events_lost": events - seen,
            "effects_twice": int(effects) - seen,
            "deliveries_more_than_once": deliveries - events,
            "events_per_s": round(events / seconds),
        },
        "baseline": {"what": "reading by id alone", "events_lost": lost_by_id},
        "kills": killed,
        "written_per_s": round(events / written_seconds),
        "unit": "events",
        "n": events,
        "concurrency": WRITERS,
        "warm": True,
        "fsync": True,
        "process": f"{WRITERS} writers, the reader, the baseline's reader and the server on the same cores",
        "machine": machine(),
    }


def _prepare() -> None:
    owner = connect("schakel_owner")
    owner.execute("create table bench_seen (entry_id uuid primary key, times int not null)")
    owner.execute("create sequence bench_delivered minvalue 0 start 0")
    owner.execute("grant usage, update on sequence bench_delivered to schakel_batch")
    owner.execute("select nextval('bench_delivered')")
    from django.db import connections

    from schakel.ground.journal.subscribers import begin

    _register_verb()
    begin(_subscriber())
    for alias in connections:
        connections[alias].close()


def _subscriber() -> Any:
    from schakel.ground.journal.subscribers import Subscriber

    return Subscriber("bench", (VERB,), _keep, reads_history=True)


def _keep(entry: Any) -> None:
    """An effect in the same transaction, and a sequence that counts deliveries also when that is undone."""
    from django.db import connections

    with connections["batch"].cursor() as cursor:
        cursor.execute("select nextval('bench_delivered')")
        cursor.execute(
            "insert into bench_seen values (%s, 1) on conflict (entry_id) do update"
            " set times = bench_seen.times + 1",
            [entry.id],
        )


def _register_verb() -> None:
    from dataclasses import dataclass

    from schakel.ground.journal.verbs import UnknownVerbError, register_verb, verb_named

    @dataclass(frozen=True)
    class Told:
        what: str

    try:
        verb_named(VERB, 1)
    except UnknownVerbError:
        register_verb(VERB, Told, heading=lambda c: "", section=None)


def _read() -> None:
    """The product's own reading, for ever."""
    from django.db import connections

    from schakel.ground.journal.subscribers import run_batch

    _register_verb()
    for alias in connections:
        connections[alias].close()
    while True:
        if not run_batch(_subscriber()):
            time.sleep(0.02)


def _read_among_kills(writers: list[Any], kills: int) -> tuple[int, Any]:
    """Start a reader and kill it (-9), time and again; returns how often, and the one that may live on."""
    for _ in range(kills):
        reader = CONTEXT.Process(target=_read)
        reader.start()
        time.sleep(random.uniform(0.4, 1.2))
        os.kill(reader.pid, signal.SIGKILL)
        reader.join()
    reader = CONTEXT.Process(target=_read)
    reader.start()
    for writer in writers:
        writer.join()
    return kills, reader


def _until_all_read() -> None:
    owner = connect("schakel_owner")
    waiting = "select journal_lag('bench', 1)"
    while owner.execute(waiting).fetchone()[0]:
        time.sleep(0.05)


def _write(count: int, number: int) -> None:
    """Events one by one in transactions that take a while now and then, so that they end out of order."""
    from schakel.ground.kernel.ids import uuid7

    connection, draw = connect("schakel_app"), random.Random(number)
    streams = [UUID(int=number * DOSSIERS + n + 1) for n in range(DOSSIERS)]
    for done in range(count):
        stream, entry = streams[done % DOSSIERS], uuid7()
        values = [[entry], [_header(entry, stream)], [os.urandom(16)], [b'{"what":"x"}'], [entry], [stream]]
        if draw.random() < 0.02:
            with connection.transaction():
                connection.execute(_SQL, values)
                time.sleep(draw.random() * 0.02)
        else:
            connection.execute(_SQL, values)


def _header(entry: UUID, stream: UUID) -> str:
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00", time.gmtime())
    values = {
        "about": str(stream),
        "act": str(entry),
        "id": str(entry),
        "objects": [],
        "occurred": now,
        "precision": "second",
        "purpose": "administration",
        "reader": 0,
        "recorded": now,
        "role": "administrator",
        "verb": VERB,
        "version": 1,
    }
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def _read_by_id(found: Any, stop: Any) -> None:
    """Always what has a higher id than the last one seen; nothing kills this one."""
    owner, last, count = connect("schakel_owner"), UUID(int=0), 0
    sql = "select id from journal_entry where verb = %s and id > %s order by id limit 1000"
    while True:
        is_over = stop.is_set()
        rows = owner.execute(sql, [VERB, last]).fetchall()
        count += len(rows)
        last = rows[-1][0] if rows else last
        if is_over and not rows:
            found.put(count)
            return
        time.sleep(0.01)
