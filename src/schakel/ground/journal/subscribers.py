"""Subscribers that read the journal after commit: who reads which verbs, and the reading of one batch.

Each entry is delivered at least once, in the order of (transaction, id), and never before every transaction
that could still come before it has ended. What a handler writes through this connection stands or falls with
the cursor; what it does outside the database it may do twice, so it must be idempotent.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.journal.verbs import read_content, verb_named
from schakel.ground.journal.writing import Thing
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor

BATCH = 200
MAX_TRIES = 5
FIRST_WAIT = timedelta(seconds=2)
"""Doubled at each try of the same entry, so that an entry is parked after about half a minute."""

USING = "batch"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivered:
    """An entry as its subscribers get it; content is None where it was erased."""

    id: UUID
    verb: str
    version: int
    dossier_id: UUID | None
    organisation_id: UUID | None
    reader_id: int
    occurred_at: datetime
    recorded_at: datetime
    things: tuple[Thing, ...]
    content: dict[str, Any] | None


Handler = Callable[[Delivered], None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Who reads what: its name is also its task in the database's policies.

    reads_history tells whether a new subscriber begins with the oldest entry, or with what happens from now.
    """

    name: str
    verbs: tuple[str, ...]
    handle: Handler
    purpose: Purpose = Purpose.ADMINISTRATION
    reads_history: bool = False


_subscribers: dict[str, Subscriber] = {}


def register_subscriber(subscriber: Subscriber) -> None:
    """Add a subscriber at start-up; the same name twice is one subscriber."""
    _subscribers[subscriber.name] = subscriber


def all_subscribers() -> list[Subscriber]:
    """Every subscriber, by name."""
    return sorted(_subscribers.values(), key=lambda s: s.name)


@contextmanager
def at_task(subscriber: Subscriber, using: str = USING) -> Iterator[Any]:
    """One transaction in which the database knows this subscriber's task; yields its cursor."""
    actor = system_actor(subscriber.name)
    with as_actor(actor, subscriber.purpose.value, using=using), connections[using].cursor() as cursor:
        cursor.execute("select set_config('schakel.task', %s, true)", [subscriber.name])
        yield cursor


# Entries of transactions below the snapshot's xmin are all there: nothing can come before them any more. The
# horizon is read in the same statement, so that a cursor may move up to it when nothing is left below it.
_READ = """
select horizon.x, found.*
  from (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as x) as horizon
  left join lateral (
    select e.transaction_id, e.id, {columns}
      from journal_entry e left join journal_content c on c.entry_id = e.id
     where (e.transaction_id, e.id) > (%s, %s) and e.transaction_id < horizon.x
     order by e.transaction_id, e.id limit %s) as found on true
"""
_COLUMNS = """e.verb, e.verb_version, e.dossier_id, e.organisation_id, e.reader_id,
           e.occurred_at, e.recorded_at, e.header, c.body"""
# Before the oldest entry: in a database that was put back from a copy entries may stand below zero.
_BEGIN = """
insert into journal_cursor (name, verbs, transaction_id, entry_id, seen, tries, error)
values (%s, %s,
  case when %s then (-9223372036854775808)::bigint
       else pg_snapshot_xmin(pg_current_snapshot())::text::bigint end, %s, 0, 0, '')
on conflict (name) do update set verbs = excluded.verbs where journal_cursor.verbs <> excluded.verbs
"""
# A second worker finds the row locked and goes on to another subscriber.
_TAKE = """
select transaction_id, entry_id, tries, not_before from journal_cursor where name = %s for update skip locked
"""
_KEEP = """
update journal_cursor set transaction_id = %s, entry_id = %s, seen = seen + %s, tries = %s, not_before = %s,
       error = %s, last_run_at = %s where name = %s
"""
_PARK = """
insert into journal_parkedentry
  (subscriber, entry_id, organisation_id, verb, parked_at, tries, error, is_wanted)
values (%s, %s, %s, %s, %s, %s, %s, false)
on conflict (subscriber, entry_id) do nothing
"""
_WANTED = """
select p.entry_id, {columns} from journal_parkedentry p
  join journal_entry e on e.id = p.entry_id left join journal_content c on c.entry_id = e.id
 where p.subscriber = %s and p.is_wanted order by p.parked_at limit %s for update of p skip locked
"""
_DONE = "delete from journal_parkedentry where subscriber = %s and entry_id = %s"
_STILL = """
update journal_parkedentry set is_wanted = false, tries = tries + 1, parked_at = %s, error = %s
 where subscriber = %s and entry_id = %s
"""
_NOBODY = UUID(int=0)


def begin(subscriber: Subscriber, using: str = USING) -> None:
    """Give a new subscriber its cursor, and note which verbs it declares."""
    with at_task(subscriber, using) as cursor:
        verbs = sorted(subscriber.verbs)
        cursor.execute(_BEGIN, [subscriber.name, verbs, subscriber.reads_history, _NOBODY])


def run_batch(subscriber: Subscriber, *, limit: int = BATCH, using: str = USING) -> int:
    """Handle at most `limit` entries and move the cursor, in one transaction; returns how many were handled.

    Nothing happens while another worker is at it, or while the wait after a failure lasts.
    """
    with at_task(subscriber, using) as cursor:
        cursor.execute(_TAKE, [subscriber.name])
        row = cursor.fetchone()
        if row is None or (row[3] is not None and row[3] > clock.now()):
            return 0
        run = _Run(subscriber, using, place=(row[0], row[1]), tries=row[2])
        cursor.execute(_READ.format(columns=_COLUMNS), [*run.place, limit])
        rows = cursor.fetchall()
        horizon, found = rows[0][0], [row[1:] for row in rows if row[1] is not None]
        run.go(found)
        if len(found) < limit and not run.is_held:
            run.place = max(run.place, (horizon, _NOBODY))
        run.keep(cursor)
        return run.handled


class _Run:
    """One batch on its way: the place it has come to, and the tries at the entry that holds it up."""

    def __init__(self, subscriber: Subscriber, using: str, *, place: tuple[int, UUID], tries: int) -> None:
        self.subscriber, self.using, self.place, self.tries = subscriber, using, place, tries
        self.handled, self.error, self.is_held = 0, "", False

    def go(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Handle entries in their order, up to the first that must wait for another try."""
        for transaction_id, entry_id, *rest in rows:
            failure = try_entry(self.subscriber, entry_id, rest, self.using)
            if failure and self.tries + 1 < MAX_TRIES:
                self.tries, self.error, self.is_held = self.tries + 1, failure, True
                return
            if failure:
                self._park(entry_id, rest, failure)
            self.handled += not failure
            self.place, self.tries = (transaction_id, entry_id), 0

    def _park(self, entry_id: UUID, rest: list[Any], failure: str) -> None:
        verb, organisation_id = rest[0], rest[3]
        values = [self.subscriber.name, entry_id, organisation_id, verb, clock.now(), MAX_TRIES, failure]
        with connections[self.using].cursor() as cursor:
            cursor.execute(_PARK, values)

    def keep(self, cursor: Any) -> None:
        """Write how far it came, and until when to wait."""
        now = clock.now()
        wait = now + FIRST_WAIT * 2 ** (self.tries - 1) if self.is_held else None
        values = [*self.place, self.handled, self.tries, wait, self.error, now, self.subscriber.name]
        cursor.execute(_KEEP, values)


def retry_wanted(subscriber: Subscriber, *, limit: int = BATCH, using: str = USING) -> int:
    """Try parked entries again for which somebody asked; returns how many were handled now."""
    handled = 0
    with at_task(subscriber, using) as cursor:
        cursor.execute(_WANTED.format(columns=_COLUMNS), [subscriber.name, limit])
        for entry_id, *rest in cursor.fetchall():
            failure = try_entry(subscriber, entry_id, rest, using)
            if failure:
                cursor.execute(_STILL, [clock.now(), failure, subscriber.name, entry_id])
            else:
                cursor.execute(_DONE, [subscriber.name, entry_id])
                handled += 1
    return handled


def try_entry(subscriber: Subscriber, entry_id: UUID, values: list[Any], using: str) -> str:
    """Handle one entry in a savepoint of its own; returns the kind of error, or nothing when it went well."""
    try:
        with transaction.atomic(using=using):
            subscriber.handle(_delivered(entry_id, values))
    except Exception as error:
        log.warning("subscriber %s failed on an entry: %s", subscriber.name, type(error).__name__)
        return type(error).__name__[:80]
    return ""


def _delivered(entry_id: UUID, values: list[Any]) -> Delivered:
    verb, version, dossier_id, organisation_id, reader_id, occurred_at, recorded_at, header, body = values
    objects = json.loads(header)["objects"]
    return Delivered(
        id=entry_id,
        verb=verb,
        version=version,
        dossier_id=dossier_id,
        organisation_id=organisation_id,
        reader_id=reader_id,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        things=tuple(Thing(thing["type"], UUID(thing["id"]), thing["part"]) for thing in objects),
        content=read_content(verb_named(verb, version), bytes(body)) if body is not None else None,
    )
