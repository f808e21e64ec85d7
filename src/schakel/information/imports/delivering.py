"""Delivering what an organisation registers to its own system: noted by a subscriber, sent by an errand.

A delivery is claimed before it is carried: its next attempt moves ahead in its own transaction. Killed in
between, it leaves again after the wait, as the same file.
"""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections

from schakel.ground.journal.subscribers import USING, Delivered, Subscriber, at_task
from schakel.ground.journal.verbs import read_content, verb_named
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.transports import Shipment, carry

VERBS = (
    "contact.record",
    "contact.correct",
    "agreement.make",
    "agreement.change",
    "agreement.check",
    "trajectory.start",
    "trajectory.change",
    "trajectory.end",
    "plan.agree",
    "plan.close",
    "service.start",
    "service.extend",
    "service.end",
)
"""Contact, plan and what came of it, work too: what professionals had to type into a second system."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
MOST_ATTEMPTS = len(WAITS)
log = logging.getLogger(__name__)
_AT_ONCE = 20

_NOTE = """
insert into imports_delivery (id, organisation_id, entry_id, verb, occurred_at, state, attempts, due_at, why)
select %s, h.organisation_id, %s, %s, %s, 'queued', 0, %s, '' from imports_homesystem h
 where h.organisation_id = %s and h.is_on
on conflict (entry_id) do nothing
"""
_CLAIM = """
update imports_delivery d set attempts = d.attempts + 1,
       due_at = %s::timestamptz + (%s::interval[])[least(d.attempts + 1, %s)]
 where d.id = (select id from imports_delivery where state = 'queued' and due_at <= %s
                order by due_at, id limit 1 for update skip locked)
returning d.id, d.attempts
"""
_READ = """
select e.id, d.organisation_id, e.verb, e.verb_version, e.occurred_at, e.header, c.body,
       a.client_number, a.dossier_number, a.is_shielded
  from imports_delivery d join journal_entry e on e.id = d.entry_id
  left join journal_content c on c.entry_id = e.id
  cross join lateral imports_delivery_about(d.id) a
 where d.id = %s and d.state = 'queued'
"""
_SETTLE = """
update imports_delivery set state = %s, why = %s, delivered_at = %s where id = %s and state = 'queued'
"""


def note_delivery(entry: Delivered) -> None:
    """Put an entry in the queue where the organisation that made it wants that; once for each entry."""
    if entry.organisation_id is None or entry.dossier_id is None:
        return
    values: list[Any] = [uuid7(), entry.id, entry.verb, entry.occurred_at, clock.now(), entry.organisation_id]
    with connections[USING].cursor() as cursor:
        cursor.execute(_NOTE, values)


SUBSCRIBER = Subscriber("deliveries", VERBS, note_delivery)


def deliver_some() -> int:
    """The worker's errand: the next few that are due; returns how many it took up."""
    for done in range(_AT_ONCE):
        claimed = _claim()
        if claimed is None:
            return done
        _deliver(*claimed)
    return _AT_ONCE


def _claim() -> tuple[UUID, int] | None:
    now = clock.now()
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_CLAIM, [now, list(WAITS), MOST_ATTEMPTS, now])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def _deliver(delivery_id: UUID, attempt: int) -> None:
    try:
        found = _shipment(delivery_id)
        if isinstance(found, str):
            _settle(delivery_id, "withheld", found)
            return
        carry(found)
    except OSError:
        _fail(delivery_id, attempt, "transport")
    except DatabaseError:
        raise
    except Exception:
        # Whatever it is, it is in this one delivery: the others go on.
        log.exception("a delivery failed")
        _fail(delivery_id, attempt, "broken")
    else:
        _settle(delivery_id, "delivered", "")


def _fail(delivery_id: UUID, attempt: int, why: str) -> None:
    """The last attempt ends it, until somebody sends it again; before that it waits for the next."""
    if attempt >= MOST_ATTEMPTS:
        _settle(delivery_id, "failed", why)


def _shipment(delivery_id: UUID) -> Shipment | str:
    """What leaves, or the word for why nothing may."""
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_READ, [delivery_id])
        row = cursor.fetchone()
    if row is None:
        return "gone"
    if row[9]:
        return "shielded"
    return _worded(row) if row[6] is not None else "erased"


def _worded(row: tuple[Any, ...]) -> Shipment:
    entry_id, organisation_id, name, version, occurred_at, header, body, client_number, number, _shield = row
    verb = verb_named(name, version)
    content = read_content(verb, bytes(body))
    return Shipment(
        entry_id,
        organisation_id,
        name,
        client_number or "",
        number,
        occurred_at,
        str(verb.heading(content)),
        "\n".join(map(str, verb.lines(content))),
        json.loads(header).get("supersedes", ""),
    )


def _settle(delivery_id: UUID, state: str, why: str) -> None:
    at = clock.now() if state == "delivered" else None
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_SETTLE, [state, why, at, delivery_id])
