"""What is new to a reader: the look is remembered with the row of the read log, in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

from schakel.ground.access.types import Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.ids import uuid7

# A page opened again within half an hour is the same visit: what was new stays marked.
_LOOK = """
with kept as (
  insert into journal_lastlook as mine (reader_id, thing_id, at) values (%(reader)s, %(thing)s, %(at)s)
  on conflict (reader_id, thing_id) do update
    set since = case when mine.at < excluded.at - interval '30 minutes' then mine.at else mine.since end,
        at = excluded.at
  returning since
), logged as (
  insert into journal_readevent
    (id, at, reader_id, account_id, organisation_id, role, purpose, page, sections, dossier_ids)
  values (%(id)s, %(at)s, %(reader)s, %(account)s, %(organisation)s, %(role)s, %(purpose)s, %(page)s,
          %(sections)s, array[%(dossier)s::uuid])
)
select since from kept
"""

_CHANGED = """
select l.thing_id from journal_lastlook l
 where l.reader_id = %s and l.thing_id = any (%s::uuid[])
   and exists (select 1 from journal_entry e
                where e.dossier_id = l.thing_id and e.recorded_at > l.at and e.reader_id <> l.reader_id
                  and e.section_bit & %s <> 0)
"""


def log_look(
    page: str, dossier_id: UUID, sections: Section | int, *, thing_id: UUID | None = None
) -> datetime | None:
    """Write the look in the read log and remember it; returns when the reader looked on an earlier visit.

    thing_id names what was looked at when that is not the dossier itself. None on a first visit.
    It is one statement, so that a page pays nothing for it.
    """
    context = current_context()
    actor = context.actor
    values: dict[str, Any] = {
        "id": uuid7(),
        "at": clock.now(),
        "reader": actor.reader_id,
        "account": actor.account_id,
        "organisation": actor.organisation_id,
        "role": actor.role,
        "purpose": context.purpose,
        "page": page,
        "sections": int(sections),
        "dossier": dossier_id,
        "thing": thing_id or dossier_id,
    }
    with connections[context.using].cursor() as cursor:
        cursor.execute(_LOOK, values)
        row = cursor.fetchone()
    return row[0] if row else None


def changed_since_look(dossier_ids: Iterable[UUID], sections: Section | int) -> set[UUID]:
    """Which of these dossiers got an entry of somebody else since the actor last looked, in these sections.

    A dossier at which the actor never looked is not among them: all of it is new.
    """
    context = current_context()
    with connections[context.using].cursor() as cursor:
        cursor.execute(_CHANGED, [context.actor.reader_id, list(dossier_ids), int(sections)])
        return {row[0] for row in cursor.fetchall()}
