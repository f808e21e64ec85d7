"""Delivering what an organisation registers to its own system: noted by a subscriber, sent by an errand.

A delivery is claimed before it is carried: its next attempt moves ahead in its own transaction. Killed in
between, it leaves again after the wait, as the same file. The form is chosen when a delivery is noted, and
stays.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.translation import override

from schakel.ground.journal.subscribers import USING, Delivered, Subscriber, at_task
from schakel.ground.journal.verbs import read_content, verb_named
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.delivery_fields import VERBS, Shipment, Topic, topic_of
from schakel.information.imports.rendering import STANDARD, from_json, rendered
from schakel.information.imports.transports import Parcel, carry

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
MOST_ATTEMPTS = len(WAITS)
log = logging.getLogger(__name__)
_AT_ONCE = 20

_NOTE = """
insert into imports_delivery
  (id, organisation_id, entry_id, verb, is_own, occurred_at, noted_at, form_id, attempts, why, state, due_at)
select %s, h.organisation_id, %s, %s, %s, %s, %s, f.id, 0, '',
       case when f.rhythm = 'day' then 'gathered' else 'queued' end,
       case when f.rhythm = 'day' then %s::timestamptz else %s::timestamptz end
  from imports_homesystem h
  left join imports_deliveryform f
    on f.organisation_id = h.organisation_id and f.topic = %s and f.state = 'on'
 where h.organisation_id = {whose} and h.is_on
on conflict (entry_id) do nothing
"""
_NOTE_OF_STAFF = _NOTE.format(whose="%s")
_NOTE_OF_CLIENT = _NOTE.format(whose="imports_guide_of(%s) and h.takes_own")
_CLAIM = """
update {table} d set attempts = d.attempts + 1,
       due_at = %s::timestamptz + (%s::interval[])[least(d.attempts + 1, %s)]
 where d.id = (select id from {table} where state = 'queued' and due_at <= %s
                order by due_at, id limit 1 for update skip locked)
returning d.id, d.attempts
"""
READ = """
select d.id, e.id, d.organisation_id, e.verb, e.verb_version, e.occurred_at, e.header, c.body,
       a.client_number, a.dossier_number, a.is_shielded, a.is_closed, f.layout
  from imports_delivery d join journal_entry e on e.id = d.entry_id
  left join journal_content c on c.entry_id = e.id
  left join imports_deliveryform f on f.id = d.form_id
  cross join lateral imports_delivery_about(d.id) a
 where {which} order by d.id
"""
_SETTLE = """
update imports_delivery set state = %s, why = %s, delivered_at = %s where id = %s and state = 'queued'
"""


def note_delivery(entry: Delivered) -> None:
    """Put an entry in the queue where the organisation that made it wants that; once for each entry.

    What a client did, and what followed from it as a plan that holds, goes to the organisation that guides
    now, if that one takes what clients do.
    """
    if entry.dossier_id is None:
        return
    topic, is_own = topic_of(entry.verb), entry.organisation_id is None
    if topic == Topic.OWN and not is_own:
        return
    now = clock.now()
    about: list[Any] = [entry.verb, is_own, entry.occurred_at, now, midnight_after(now), now, topic]
    statement = _NOTE_OF_CLIENT if is_own else _NOTE_OF_STAFF
    with connections[USING].cursor() as cursor:
        whose = entry.id if is_own else entry.organisation_id
        cursor.execute(statement, [uuid7(), entry.id, *about, whose])


def midnight_after(moment: datetime) -> datetime:
    """When the Dutch day of this moment is over."""
    day = moment.astimezone(clock.AMSTERDAM).date() + timedelta(days=1)
    return datetime.combine(day, time(), clock.AMSTERDAM)


SUBSCRIBER = Subscriber(
    "deliveries", tuple(verb for verbs in VERBS.values() for verb in verbs), note_delivery
)


def deliver_some() -> int:
    """The worker's errand: the next few that are due; returns how many it took up."""
    return send_some("imports_delivery", _shipped, _settle)


Make = Callable[[UUID], Parcel | str]
Settle = Callable[[UUID, str, str], None]


def send_some(table: str, make: Make, settle: Settle) -> int:
    """Claim and carry what is due of this table, one by one; returns how many it took up.

    make gives what leaves, or the word for why nothing may; settle writes how it ended.
    """
    for done in range(_AT_ONCE):
        claimed = _claim(table)
        if claimed is None:
            return done
        _send(*claimed, make, settle)
    return _AT_ONCE


def _claim(table: str) -> tuple[UUID, int] | None:
    now = clock.now()
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_CLAIM.format(table=table), [now, list(WAITS), MOST_ATTEMPTS, now])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def _send(number: UUID, attempt: int, make: Make, settle: Settle) -> None:
    try:
        found = make(number)
        if isinstance(found, str):
            settle(number, "withheld", found)
            return
        carry(found)
    except OSError:
        _fail(number, attempt, "transport", settle)
    except DatabaseError:
        raise
    except Exception:
        # Whatever it is, it is in this one delivery: the others go on.
        log.exception("a delivery failed")
        _fail(number, attempt, "broken", settle)
    else:
        settle(number, "delivered", "")


def _fail(number: UUID, attempt: int, why: str, settle: Settle) -> None:
    """The last attempt ends it, until somebody sends it again; before that it waits for the next."""
    if attempt >= MOST_ATTEMPTS:
        settle(number, "failed", why)


def _shipped(delivery_id: UUID) -> Parcel | str:
    """What leaves, or the word for why nothing may."""
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(READ.format(which="d.id = %s and d.state = 'queued'"), [delivery_id])
        row = cursor.fetchone()
    if row is None:
        return "gone"
    shipment = shipment_in(row)
    if isinstance(shipment, str):
        return shipment
    layout = from_json(json.loads(row[12])) if row[12] else STANDARD
    content = rendered(layout, topic_of(shipment.verb), [shipment])
    return Parcel(shipment.id, shipment.organisation_id, content)


def shipment_in(row: Sequence[Any]) -> Shipment | str:
    """What a row of READ says, or the word for why it may not leave."""
    body, is_shielded, is_closed = row[7], row[10], row[11]
    if is_shielded:
        return "shielded"
    if is_closed:
        return "closed"
    return _worded(row) if body is not None else "erased"


def _worded(row: Sequence[Any]) -> Shipment:
    _id, entry_id, organisation_id, name, version, occurred_at, header, body = row[:8]
    client_number, dossier_number = row[8:10]
    verb = verb_named(name, version)
    content = read_content(verb, bytes(body))
    # Days are told from the day of the entry, so that a second time the words are the same.
    with clock.travel(occurred_at), override(settings.LANGUAGE_CODE):
        heading, text = str(verb.heading(content)), "\n".join(map(str, verb.lines(content)))
    return Shipment(
        entry_id,
        organisation_id,
        name,
        client_number or "",
        dossier_number,
        occurred_at,
        heading,
        text,
        json.loads(header).get("supersedes", ""),
        content,
    )


def _settle(delivery_id: UUID, state: str, why: str) -> None:
    at = clock.now() if state == "delivered" else None
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_SETTLE, [state, why, at, delivery_id])
