"""Single things asked of the journal: who last touched something, and what was said when it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

from schakel.ground.journal.verbs import read_content, verb_named
from schakel.ground.kernel.actors import current_context

# The header is canonical text; a dossier has few enough entries to look through.
_LAST = """
select reader_id, recorded_at from journal_entry
 where dossier_id = any (journal_streams(%s)) and strpos(header, %s) > 0
 order by recorded_at desc, id desc limit 1
"""
_SAID = """
select e.dossier_id, e.verb_version, c.body
  from journal_entry e join journal_content c on c.entry_id = e.id
 where e.dossier_id = any(%s::uuid[]) and e.verb = %s order by e.recorded_at, e.id
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """Who did something, as a reader, and when it was recorded."""

    reader_id: int
    at: datetime


def last_trace(dossier_id: UUID, thing_id: UUID) -> Trace | None:
    """The newest entry of a dossier about a thing (a contact, an agreement), if the actor may see it."""
    context = current_context()
    with connections[context.using].cursor() as cursor:
        cursor.execute(_LAST, [dossier_id, str(thing_id)])
        row = cursor.fetchone()
    return Trace(*row) if row else None


def said_of(dossier_ids: Iterable[UUID], verb: str) -> list[tuple[UUID, dict[str, Any]]]:
    """The content of every entry of one verb on these dossiers, oldest first; erased ones are left out."""
    ids = list(dossier_ids)
    if not ids:
        return []
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_SAID, [ids, verb])
        rows = cursor.fetchall()
    return [
        (dossier, read_content(verb_named(verb, version), bytes(body))) for dossier, version, body in rows
    ]
