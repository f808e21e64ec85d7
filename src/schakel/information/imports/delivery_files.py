"""Files with more than one delivery: closing a day and a month, making the file, settling what stood in it.

What stands in the file of a day is fixed when the day is closed, with the form of then. Made again, it is the
same file, without what was shielded or erased since.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from schakel.ground.journal.subscribers import at_task
from schakel.ground.kernel import clock
from schakel.ground.kernel.clock import AMSTERDAM
from schakel.ground.kernel.dates import as_day
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.delivering import READ, SUBSCRIBER, send_some, shipment_in
from schakel.information.imports.delivery_fields import ACCOUNT_VERBS, Shipment
from schakel.information.imports.rendering import from_json, rendered
from schakel.information.imports.transports import Parcel

_OVER = """
select f.id, f.organisation_id from imports_deliveryform f
 where f.rhythm = 'day' and exists (
   select from imports_delivery d
    where d.form_id = f.id and d.state = 'gathered' and d.file_id is null and d.due_at <= %s)
"""
# A second worker leaves the days of this form to the first.
_ALONE = "select pg_try_advisory_xact_lock(7402, hashtext(%s))"
_DAYS = """
select (min(due_at) at time zone 'Europe/Amsterdam')::date - 1 from imports_delivery
 where form_id = %s and state = 'gathered' and file_id is null and due_at <= %s
 group by due_at order by due_at
"""
_MAKE = """
insert into imports_deliveryfile
  (id, organisation_id, form_id, rhythm, starts_on, ends_on, state, attempts, due_at, why, rows)
values (%s, %s, %s, 'day', %s, %s, 'queued', 0, %s, '', 0)
"""
_FILL = """
update imports_delivery set file_id = %s
 where form_id = %s and state = 'gathered' and file_id is null
   and due_at <= %s::timestamptz and due_at > %s::timestamptz
"""
# Only of a form that was in use when the month ended; an earlier month is made when somebody asks for it.
_MONTHS = """
insert into imports_deliveryfile
  (id, organisation_id, form_id, rhythm, starts_on, ends_on, state, attempts, due_at, why, rows)
select gen_random_uuid(), f.organisation_id, f.id, 'month', %s, %s, 'queued', 0, %s, '', 0
  from imports_deliveryform f join imports_homesystem h on h.organisation_id = f.organisation_id and h.is_on
 where f.topic = 'account' and f.state = 'on' and f.switched_at < %s
   and not exists (select from imports_deliveryfile x where x.organisation_id = f.organisation_id
                      and x.rhythm = 'month' and x.starts_on = %s)
on conflict do nothing
"""
_FILE = """
select x.organisation_id, x.rhythm, f.topic, f.layout from imports_deliveryfile x
  join imports_deliveryform f on f.id = x.form_id where x.id = %s and x.state = 'queued'
"""
_ROWS_OF_MONTH = "select * from imports_month_rows(%s, %s)"
_SETTLE = """
update imports_deliveryfile set state = %s, why = %s, delivered_at = coalesce(%s, delivered_at)
 where id = %s and state = 'queued'
"""
_SETTLE_ROWS = """
update imports_delivery set state = %s, why = %s, delivered_at = %s where file_id = %s and state = 'gathered'
"""
_ALL_AGAIN = (
    "update imports_delivery set state = 'gathered', why = '' where file_id = %s and state = 'withheld'"
)
_WITHHOLD = "update imports_delivery set state = 'withheld', why = %s where id = any (%s) and file_id = %s"


def close_and_deliver() -> int:
    """The worker's errand: close the days and the month that are over, then send a few files that are due."""
    close_days()
    close_month()
    return send_some("imports_deliveryfile", _shipped, _settle)


def close_days() -> int:
    """Give each day that is over its file; returns how many. Two workers make one between them."""
    now, made = clock.now(), 0
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_OVER, [now])
        for form_id, organisation_id in cursor.fetchall():
            made += _close(cursor, form_id, organisation_id, now)
    return made


def _close(cursor: Any, form_id: UUID, organisation_id: UUID, now: datetime) -> int:
    cursor.execute(_ALONE, [str(form_id)])
    if not cursor.fetchone()[0]:
        return 0
    cursor.execute(_DAYS, [form_id, now])
    days = [row[0] for row in cursor.fetchall()]
    for day in days:
        number = uuid7()
        cursor.execute(_MAKE, [number, organisation_id, form_id, day, day + timedelta(days=1), now])
        cursor.execute(_FILL, [number, form_id, _midnight(day + timedelta(days=1)), _midnight(day)])
    return len(days)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)


def month_before(day: date) -> tuple[date, date]:
    """The first day of the month before this day's month, and the first day after it."""
    ends = day.replace(day=1)
    return (ends - timedelta(days=1)).replace(day=1), ends


def closing_day() -> date:
    """The day by which months are judged: an hour late, so that nothing of the month is still being noted."""
    return as_day(clock.now() - timedelta(hours=1))


def close_month() -> int:
    """Give the month that is over its file, where the account was in use then; returns how many."""
    starts, ends = month_before(closing_day())
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_MONTHS, [starts, ends, clock.now(), _midnight(ends), starts])
        return int(cursor.rowcount)


def shipments_of_month(rows: Sequence[Sequence[Any]], organisation_id: UUID) -> list[Shipment]:
    """The rows of the account of a month, as the database gives them."""
    return [
        Shipment(
            id=row[1],
            organisation_id=organisation_id,
            verb=row[2],
            client_number=row[7] or "",
            dossier_number=row[8],
            occurred_at=row[3],
            heading="",
            text="",
            replaces=str(row[4] or ""),
            content=json.loads(row[5]),
        )
        for row in rows
    ]


def _shipped(number: UUID) -> Parcel | str:
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_FILE, [number])
        row = cursor.fetchone()
        if row is None:
            return "gone"
        organisation_id, rhythm, topic, layout = row
        is_month = rhythm == "month"
        shipments = _of_month(cursor, number, organisation_id) if is_month else _of_day(cursor, number)
        cursor.execute("update imports_deliveryfile set rows = %s where id = %s", [len(shipments), number])
    content = rendered(from_json(json.loads(layout)), topic, shipments)
    return Parcel(number, organisation_id, content)


def _of_month(cursor: Any, number: UUID, organisation_id: UUID) -> list[Shipment]:
    cursor.execute(_ROWS_OF_MONTH, [number, list(ACCOUNT_VERBS)])
    return shipments_of_month(cursor.fetchall(), organisation_id)


def _of_day(cursor: Any, number: UUID) -> list[Shipment]:
    """What may leave of the day; the rest is settled here, with why."""
    cursor.execute(READ.format(which="d.file_id = %s"), [number])
    rows, found = cursor.fetchall(), list[Shipment]()
    cursor.execute(_ALL_AGAIN, [number])
    for row in rows:
        shipment = shipment_in(row)
        if isinstance(shipment, str):
            cursor.execute(_WITHHOLD, [shipment, [row[0]], number])
        else:
            found.append(shipment)
    return found


def _settle(number: UUID, state: str, why: str) -> None:
    at = clock.now() if state == "delivered" else None
    with at_task(SUBSCRIBER) as cursor:
        cursor.execute(_SETTLE, [state, why, at, number])
        if cursor.rowcount:
            cursor.execute(_SETTLE_ROWS, [state, why, at, number])
