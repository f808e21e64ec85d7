"""Taking in rows for which another organisation said yes."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.information.imports.access import IMPORT
from schakel.information.imports.applying import let_in_rows
from schakel.information.imports.holding import locked, went_on
from schakel.information.imports.models import ImportRun
from schakel.information.imports.queries import CHUNK, agreed_rows
from schakel.information.imports.verbs import ImportStopped

Status = ImportRun.Status


@action(IMPORT)
def take_in_agreed(*, actor: Actor, organisation_id: UUID, run_id: UUID) -> int:
    """Take in what the file says of clients in whose dossiers the organisation was let in; returns how many.

    At most 1,000 rows, whole or not at all. Raises ConflictError for a run that is not finished, or when
    nothing waits.
    """
    run = locked(organisation_id, run_id)
    rows = list(agreed_rows(run)[:CHUNK])
    if run.status != Status.APPLIED or not rows:
        raise went_on()
    if run.stopped_because:
        run.stopped_because = ""
        run.save(update_fields=["stopped_because"])
    let_in_rows(actor, run, rows)
    run.rows.filter(pk__in=[row.pk for row in rows]).update(cipher=b"")
    return len(rows)


@action(IMPORT)
def leave_agreed(*, actor: Actor, organisation_id: UUID, run_id: UUID, because: str) -> UUID:
    """Let the worker leave these rows of a run, after a failure, until somebody presses; returns its id."""
    run = locked(organisation_id, run_id)
    if run.status != Status.APPLIED:
        raise went_on()
    run.stopped_because = because[:300]
    run.save(update_fields=["stopped_because"])
    content = ImportStopped(agreed_rows(run).count(), run.stopped_because)
    record(content, organisation_id=organisation_id, things=[Thing("import", run.id)])
    return run.id
