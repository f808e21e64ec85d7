"""Undoing rows that were taken in, as part of the act that undoes: the owner writes, the dossiers tell it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connections

from schakel.ground.access.types import Section
from schakel.ground.dossiers.actions import withdraw_join_requests
from schakel.ground.dossiers.records import derive_grants
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import check_constraints_now
from schakel.information.imports.befores import befores_of
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.verbs import ImportRowUndone, ImportUndone

_UNDO = "select * from imports_undo_rows(%s, %s::uuid[], %s::jsonb)"
_OPENING = "dossier.open"


class Undone(NamedTuple):
    """A row that was undone, with the entries that taking it in had left in the dossier, in order."""

    row_id: UUID
    dossier_id: UUID
    outcome: str
    entries: list[UUID]
    verbs: list[str]
    sections: list[int]


def withdraw_rows(actor: Actor, run: ImportRun, rows: Sequence[ImportRow]) -> None:
    """Take back what was asked for these rows, where no other file of the organisation waits for it too.

    A row that was answered meanwhile stays as it is, for the next step.
    """
    asked = {row.request_id for row in rows if row.request_id}
    gone = (ImportRun.Status.UNDONE, ImportRun.Status.DISCARDED)
    waiting = ImportRow.objects.filter(request_id__in=asked, outcome=ImportRow.Outcome.ASKED, undo="")
    others = waiting.exclude(run=run).exclude(run__status__in=gone)
    shared = set(others.values_list("request_id", flat=True))
    taken_back = withdraw_join_requests(
        actor=actor,
        organisation_id=run.organisation_id,
        request_ids=asked - shared,
        because=run.undo_because,
    )
    back = run.rows.filter(pk__in=[row.pk for row in rows], request_id__in=taken_back)
    count = back.update(undo=ImportRow.Undo.UNDONE)
    stays = run.rows.filter(pk__in=[row.pk for row in rows], request_id__in=shared)
    kept = stays.update(undo=ImportRow.Undo.KEPT, undo_why="waits")
    content = ImportUndone(count, kept)
    record(content, organisation_id=run.organisation_id, things=[Thing("import", run.id)])


def undo_rows(_actor: Actor, run: ImportRun, rows: Sequence[ImportRow]) -> None:
    """Put back what these rows did, where nobody worked since; leaves entries in each dossier."""
    ids = [row.id for row in rows]
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_UNDO, [run.id, ids, json.dumps(befores_of(ids))])
        undone = [Undone(*row) for row in cursor.fetchall()]
    check_constraints_now()
    derive_grants(one.dossier_id for one in undone)
    for one in undone:
        _tell(run, one)
    content = ImportUndone(len(undone), len(rows) - len(undone))
    record(content, organisation_id=run.organisation_id, things=[Thing("import", run.id)])


def _tell(run: ImportRun, one: Undone) -> None:
    """Supersede what the file said. Of a dossier that it opened, its opening stands for all."""
    things = [Thing("dossier", one.dossier_id), Thing("client", one.dossier_id)]
    for entry_id, verb, section in zip(one.entries, one.verbs, one.sections, strict=True):
        if one.outcome != ImportRow.Outcome.NEW or verb == _OPENING:
            record(
                ImportRowUndone(verb, run.undo_because),
                dossier_id=one.dossier_id,
                section=Section(section),
                things=things,
                supersedes=entry_id,
            )
