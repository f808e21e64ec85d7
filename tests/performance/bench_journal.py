"""The journal: its step alone, the smallest real act, acts over ten dossiers, and reading it all back."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.performance.stage import connect, machine, throw_away_database

WRITERS, SECONDS, DOSSIERS, FILLED, ROUNDS = 8, 4.0, 400, 120_000, 3
CONTEXT = multiprocessing.get_context("fork")


def run(shared: Path | None = None) -> dict[str, Any]:
    """All figures of the journal; the baseline writes the same entry through the ORM's own statements."""
    with throw_away_database():
        world, dossiers = _world()
        step = _median(lambda: _together(_append, dossiers))
        acts = _median(lambda: _together(_acts, (world, dossiers)))
        batch = _together(_acts_over_ten, (world, dossiers[:40]))
        _fill(dossiers, FILLED)
        verified = _verify()
        orm = _median(lambda: _together(_append_by_orm, dossiers))
    return {
        "bench": "journal",
        "result": {"appends_per_s": step["rate"], "acts_per_s": acts["rate"], **verified},
        "deadlocks": batch["failures"],
        "acts_over_ten_dossiers_per_s": batch["rate"],
        "baseline": {"what": "the same entry by statements from Python", "appends_per_s": orm["rate"]},
        "ratio": round(step["rate"] / orm["rate"], 2),
        "unit": "per second",
        "n": step["count"],
        "concurrency": WRITERS,
        "warm": True,
        "fsync": True,
        "process": f"{WRITERS} client processes and the server on the same cores",
        "machine": machine(),
    }


def _world() -> tuple[dict[str, Any], list[UUID]]:
    from schakel.ground.access.types import Purpose
    from schakel.ground.dossiers.actions import Responsible, open_dossiers
    from tests.world import World, new_client

    world = World()
    with world.marloes.at_work(Purpose.INTAKE) as actor:
        me = Responsible(membership_id=world.marloes.membership_id)
        pairs = [(new_client(), me) for _ in range(DOSSIERS)]
        ids = open_dossiers(actor=actor, organisation_id=world.uwv, clients=pairs)
    return {"actor": world.marloes.actor}, ids


def _median(measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    rounds = [measure() for _ in range(ROUNDS)]
    middle = statistics.median(r["rate"] for r in rounds)
    return {**rounds[-1], "rate": middle, "count": sum(r["count"] for r in rounds)}


def _together(work: Callable[[Any, int, float], tuple[int, int]], task: Any) -> dict[str, Any]:
    """Run the work in WRITERS processes at once; rate is acts per second of all together."""
    from django.db import connections

    for alias in connections:
        connections[alias].close()
    queue: Any = CONTEXT.Queue()
    start = time.time() + 0.7
    processes = [CONTEXT.Process(target=_one, args=(work, task, n, start, queue)) for n in range(WRITERS)]
    for process in processes:
        process.start()
    results = [queue.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()
    count, failures = (sum(r[i] for r in results) for i in (0, 1))
    return {"rate": round(count / SECONDS), "count": count, "failures": failures}


def _one(work: Callable[..., tuple[int, int]], task: Any, number: int, start: float, queue: Any) -> None:
    time.sleep(max(0.0, start - time.time()))
    queue.put(work(task, number, time.time() + SECONDS))


def _append(dossiers: list[UUID], number: int, until: float) -> tuple[int, int]:
    from schakel.ground.kernel.ids import uuid7

    connection, done = connect("schakel_app"), 0
    sql = "select journal_append(%s::uuid[], %s::text[], %s::bytea[], %s::bytea[], %s::uuid[], %s::uuid[])"
    while time.time() < until:
        stream, entry = dossiers[(done * WRITERS + number) % len(dossiers)], uuid7()
        header = _header(entry, stream)
        body = json.dumps({"channel": "phone", "kind": "progress", "summary": "x" * 150}).encode()
        connection.execute(sql, [[entry], [header], [os.urandom(16)], [body], [entry], [stream]])
        done += 1
    return done, 0


def _append_by_orm(dossiers: list[UUID], number: int, until: float) -> tuple[int, int]:
    """What an ORM would do: lock and read the head, hash in Python, insert three rows, update the head."""
    from django.db import transaction

    from schakel.ground.journal.models import Content, Entry, Link, StreamHead
    from schakel.ground.kernel import clock
    from schakel.ground.kernel.ids import uuid7

    done = 0
    while time.time() < until:
        stream, entry = dossiers[(done * WRITERS + number) % len(dossiers)], uuid7()
        header, salt, body = _header(entry, stream), os.urandom(16), b"x" * 200
        with transaction.atomic(using="owner"):
            head = StreamHead.objects.using("owner").select_for_update().get(pk=stream)
            Entry.objects.using("owner").create(
                id=entry,
                header=header,
                act_id=entry,
                verb="contact.record",
                verb_version=1,
                reader_id=1,
                dossier_id=stream,
                section_bit=32,
                occurred_at=clock.now(),
                recorded_at=clock.now(),
                transaction_id=1,
            )
            Content.objects.using("owner").create(
                entry_id=entry, dossier_id=stream, section_bit=32, salt=salt, body=body
            )
            inner = hashlib.sha256(salt + body).digest()
            digest = hashlib.sha256(bytes(head.hash) + header.encode() + inner).digest()
            sequence = head.sequence + 1
            Link.objects.using("owner").create(
                stream_id=stream, sequence=sequence, entry_id=entry, hash=digest
            )
            StreamHead.objects.using("owner").filter(pk=stream).update(sequence=sequence, hash=digest)
        done += 1
    return done, 0


def _header(entry: UUID, stream: UUID) -> str:
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00", time.gmtime())
    return json.dumps(
        {
            "act": str(entry),
            "dossier": str(stream),
            "id": str(entry),
            "objects": [{"id": str(stream), "part": "", "type": "client"}],
            "occurred": now,
            "precision": "minute",
            "purpose": "guidance",
            "reader": 1,
            "recorded": now,
            "role": "work_coach",
            "section": "contacts",
            "verb": "contact.record",
            "version": 1,
        },
        sort_keys=True,
        separators=(",", ":"),
    )


def _acts(task: tuple[dict[str, Any], list[UUID]], number: int, until: float) -> tuple[int, int]:
    from schakel.ground.kernel import clock
    from schakel.ground.kernel.actors import as_actor
    from schakel.jobseekers.contacts.actions import NewContact, record_contact

    world, dossiers = task
    done = 0
    while time.time() < until:
        dossier_id = dossiers[(done * WRITERS + number) % len(dossiers)]
        with as_actor(world["actor"], "guidance"):
            new = NewContact(clock.now(), "phone", "progress", "Voortgang besproken.")
            record_contact(actor=world["actor"], dossier_id=dossier_id, new=new)
        done += 1
    return done, 0


def _acts_over_ten(task: tuple[dict[str, Any], list[UUID]], number: int, until: float) -> tuple[int, int]:
    """Ten dossiers in random order in one act, on few dossiers, so that writers meet all the time."""
    import random

    from django.db import OperationalError

    from schakel.ground.access.types import Section
    from schakel.ground.journal.writing import record
    from schakel.ground.kernel.actors import as_actor
    from schakel.ground.kernel.acts import action
    from schakel.jobseekers.contacts import access
    from schakel.jobseekers.contacts.actions import ContactRecorded

    @action(access.RECORD)
    def tell_all(*, actor: Any, dossier_ids: list[UUID]) -> int:
        for dossier_id in dossier_ids:
            record(
                ContactRecorded("mail", "other", "bericht"), dossier_id=dossier_id, section=Section.CONTACTS
            )
        return len(dossier_ids)

    world, dossiers = task
    draw = random.Random(number)
    done = failures = 0
    while time.time() < until:
        try:
            with as_actor(world["actor"], "guidance"):
                tell_all(actor=world["actor"], dossier_ids=draw.sample(dossiers, 10))
            done += 1
        except OperationalError:
            failures += 1
    return done, failures


def _fill(dossiers: list[UUID], count: int) -> None:
    """Enough entries that reading them takes longer than starting to."""
    from schakel.ground.kernel.ids import uuid7

    connection = connect("schakel_app")
    sql = "select journal_append(%s::uuid[], %s::text[], %s::bytea[], %s::bytea[], %s::uuid[], %s::uuid[])"
    for begin in range(0, count, 1000):
        streams = [dossiers[(begin + n) % len(dossiers)] for n in range(1000)]
        ids = [uuid7() for _ in streams]
        headers = [_header(entry, stream) for entry, stream in zip(ids, streams, strict=True)]
        salts = [os.urandom(16) for _ in ids]
        connection.execute(sql, [ids, headers, salts, [os.urandom(220)] * len(ids), ids, streams])


def _verify() -> dict[str, Any]:
    """Entries read and recomputed per second, all processes counted; then again with a changed byte."""
    from schakel.ground.journal import verification

    owner = connect("schakel_owner")
    owner.execute("vacuum analyze journal_entry, journal_link, journal_content, journal_streamhead")
    chains, wholes = [], []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        with verification.one_moment(owner):
            broken = verification.first_broken_link(owner, counter := verification.Counter())
        chains.append(counter.entries / (time.perf_counter() - begin))
        begin = time.perf_counter()
        verdict = verification.verify(owner)
        wholes.append(verdict.entries / (time.perf_counter() - begin))
        assert broken is None, broken
        assert verdict.ok, verdict
    last = "select entry_id from journal_content order by entry_id desc limit 1"
    owner.execute(f"update journal_content set salt = sha256(salt) where entry_id = ({last})")
    return {
        "verified_per_s": round(statistics.median(chains)),
        "verified_with_columns_per_s": round(statistics.median(wholes)),
        "entries": verdict.entries,
        "changed_byte_found": not verification.verify(owner).ok,
    }
