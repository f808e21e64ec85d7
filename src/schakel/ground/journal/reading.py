"""The read log: every look at a dossier, written before it is shown, and told to the client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections

from schakel.ground.access.types import Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.ids import uuid7

_WRITE = """
insert into journal_readevent
  (id, at, reader_id, account_id, organisation_id, role, purpose, page, sections, dossier_ids)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a dossier, as its client sees it."""

    at: datetime
    reader_id: int
    organisation_id: UUID | None
    role: str
    purpose: str
    page: str
    sections: int


def log_read(page: str, dossier_ids: Iterable[UUID], sections: Section | int) -> None:
    """Write one row for one look, in the transaction of the request; a list names every dossier it shows."""
    context, ids = current_context(), list(dossier_ids)
    if not ids:
        return
    actor = context.actor
    values = [actor.reader_id, actor.account_id, actor.organisation_id, actor.role, context.purpose]
    with connections[context.using].cursor() as cursor:
        cursor.execute(_WRITE, [uuid7(), clock.now(), *values, page, int(sections), ids])


def looks_at(dossier_id: UUID, *, limit: int = 50, before: datetime | None = None) -> list[Look]:
    """The looks of others at a dossier, newest first; the database answers its own client only."""
    context = current_context()
    with connections[context.using].cursor() as cursor:
        cursor.execute("select * from journal_looks_at(%s, %s, %s)", [dossier_id, before, limit])
        return [Look(*row) for row in cursor.fetchall()]
