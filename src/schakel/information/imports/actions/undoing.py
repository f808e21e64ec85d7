"""Undoing an import: by portions, row by row, and only where nobody worked since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.information.imports.access import IMPORT
from schakel.information.imports.applying import let_in_rows
from schakel.information.imports.holding import locked, went_on
from schakel.information.imports.models import ImportBefore, ImportRow, ImportRun
from schakel.information.imports.queries import CHUNK, agreed_rows, is_undoable, undone_of, waiting_rows
from schakel.information.imports.undoing import undo_rows, withdraw_rows
from schakel.information.imports.verbs import ImportUndoBegun, ImportUndoFinished, ImportUndoStopped

Status = ImportRun.Status
Step = Callable[[Actor, ImportRun, Sequence[ImportRow]], None]


@action(IMPORT)
def begin_undo(*, actor: Actor, organisation_id: UUID, run_id: UUID, because: str) -> UUID:
    """Say that what was taken in must go back, and why; the rows follow by portions. Returns the run's id.

    Raises InvalidError without a reason, ConflictError for a run of which nothing can be undone (any more).
    """
    run = locked(organisation_id, run_id)
    because = because.strip()[:400]
    if not because:
        sentence = gettext("Schrijf in één zin op wat er mis was met het bestand.")
        raise InvalidError(gettext("De reden ontbreekt."), sentence, fields={"because": sentence})
    if not is_undoable(run):
        raise _too_late()
    run.status, run.applier_id, run.undo_because = Status.UNDOING, actor.reader_id, because
    run.stopped_because, run.taken_up_at = "", None
    fields = ["status", "applier_id", "undo_because", "stopped_because", "taken_up_at"]
    run.save(update_fields=fields)
    content = ImportUndoBegun(run.rows.filter(is_applied=True, undo="").count(), because)
    record(content, organisation_id=organisation_id, things=[Thing("import", run.id)])
    return run.id


@action(IMPORT)
def undo_chunk(*, actor: Actor, organisation_id: UUID, run_id: UUID) -> int:
    """Undo the next rows, at most 1,000, whole or not at all; returns how many, and 0 when it is finished.

    A row after which somebody worked in the dossier stays, with the reason. Raises ConflictError for a run
    that isn't being undone.
    """
    run = locked(organisation_id, run_id)
    if run.status != Status.UNDOING:
        raise went_on()
    step, rows = _next_step(run)
    if not rows:
        return _finish(run)
    run.taken_up_at = clock.now()
    run.save(update_fields=["taken_up_at"])
    step(actor, run, rows)
    return len(rows)


@action(IMPORT)
def give_undo_up(*, actor: Actor, organisation_id: UUID, run_id: UUID, because: str) -> UUID:
    """Stop undoing after the portion at hand; what was undone stays undone. Returns the run's id."""
    run = locked(organisation_id, run_id)
    if run.status != Status.UNDOING:
        raise went_on()
    run.status = Status.APPLIED if run.finished_at else Status.STOPPED
    run.stopped_because = because[:300]
    run.save(update_fields=["status", "stopped_because"])
    waiting = run.rows.filter(is_applied=True, undo="").count()
    content = ImportUndoStopped(waiting, run.stopped_because)
    record(content, organisation_id=organisation_id, things=[Thing("import", run.id)])
    return run.id


def _next_step(run: ImportRun) -> tuple[Step, list[ImportRow]]:
    """What others said yes to is taken in first, so that their yes goes back too; then what still waits."""
    applied = run.rows.filter(is_applied=True, undo="").order_by("number")
    for step, waiting in (
        (let_in_rows, agreed_rows(run)),
        (withdraw_rows, waiting_rows(run)),
        (undo_rows, applied),
    ):
        if rows := list(waiting[:CHUNK]):
            return step, rows
    return undo_rows, []


def _finish(run: ImportRun) -> int:
    """Of what is undone nothing stays here; the rows of which nothing was taken in lose their texts too."""
    undone, kept = undone_of(run)
    ImportBefore.objects.filter(row__run=run).delete()
    run.rows.exclude(outcome__in=(ImportRow.Outcome.WRONG, ImportRow.Outcome.DUPLICATE)).update(cipher=b"")
    run.status, run.undone_at = Status.UNDONE, clock.now()
    run.save(update_fields=["status", "undone_at"])
    content = ImportUndoFinished(undone, kept)
    record(content, organisation_id=run.organisation_id, things=[Thing("import", run.id)])
    return 0


def _too_late() -> ConflictError:
    return ConflictError(
        gettext("Dit bestand kan niet (meer) worden teruggedraaid."),
        gettext("Er is niets uit verwerkt, het is al teruggedraaid, of het is langer dan 30 dagen geleden."),
        gettext("Verbeter wat niet klopt in het dossier zelf."),
    )
