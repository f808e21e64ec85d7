"""Keeping, previewing and taking in a file, in chunks."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.people.keys import current_keys, decrypt_named
from schakel.information.imports.access import IMPORT
from schakel.information.imports.applying import apply_rows
from schakel.information.imports.checking import digest_of
from schakel.information.imports.holding import GOING_ON, locked, shared, went_on
from schakel.information.imports.models import ImportLayout, ImportRow, ImportRun
from schakel.information.imports.people import people_of
from schakel.information.imports.previewing import preview
from schakel.information.imports.queries import CHUNK, REFUSED, WAITING, progress_of
from schakel.information.imports.reading import ReadingError, Table, read_table
from schakel.information.imports.verbs import (
    ImportCheckQueued,
    ImportFinished,
    ImportKept,
    ImportLayoutSaved,
    ImportQueued,
    ImportStopped,
)
from schakel.information.imports.wording import headers_of, in_sentences

Status = ImportRun.Status


class NoneFreeError(Exception):
    """Every row that waits is being taken in by somebody else."""


@action(IMPORT)
def preview_import(
    *,
    actor: Actor,
    organisation_id: UUID,
    file_name: str,
    content: bytes,
    mapping: Mapping[str, str] | None = None,
    default_team_id: UUID | None = None,
    layout: str = "",
) -> UUID:
    """Read a file and check each row against itself, the others and what is known; returns the run's id.

    Nothing of the clients changes. Rows are stored encrypted, and every client that was found is in the read
    log. Raises InvalidError for a file that is no use, a missing column, or an organisation without a team.
    """
    table = _table(content, mapping)
    people_of(organisation_id, default_team_id)
    run = _new_run(actor, organisation_id, file_name, content, default_team_id)
    run.layout = layout
    run.save(force_insert=True)
    preview(run, table)
    return run.id


@action(IMPORT)
def keep_file(
    *,
    actor: Actor,
    organisation_id: UUID,
    file_name: str,
    content: bytes,
    default_team_id: UUID | None = None,
    layout: str = "",
) -> UUID:
    """Keep a file, encrypted, until someone says which column is which; returns the run's id.

    Raises InvalidError for a file that has no headings or can't be read at all.
    """
    people_of(organisation_id, default_team_id)
    run = _new_run(actor, organisation_id, file_name, content, default_team_id)
    run.headers = list(headers_of(content))
    run.status, run.layout = Status.KEPT, layout
    keys = current_keys()
    run.key_id = keys.id
    run.content_cipher = keys.encrypt(base64.b64encode(content).decode("ascii"), run.id)
    run.save(force_insert=True)
    record(ImportKept(run.file_digest), organisation_id=organisation_id, things=[Thing("import", run.id)])
    return run.id


@action(IMPORT)
def preview_kept(*, actor: Actor, organisation_id: UUID, run_id: UUID, mapping: Mapping[str, str]) -> UUID:
    """Check a kept file with the columns chosen for it, and forget the file itself; returns the run's id.

    Raises InvalidError when a needed column isn't chosen, ConflictError when the run went on already.
    """
    run = _kept(organisation_id, run_id)
    table = _table(_content_of(run), mapping)
    run.status, run.content_cipher = Status.PREVIEWED, None
    preview(run, table)
    return run.id


@action(IMPORT)
def queue_check(
    *, actor: Actor, organisation_id: UUID, run_id: UUID, mapping: Mapping[str, str] | None = None
) -> UUID:
    """Let the worker check a kept file, with the columns chosen for it if any; returns the run's id.

    Raises ConflictError when the run went on already.
    """
    run = _kept(organisation_id, run_id)
    run.status, run.mapping, run.applier_id = Status.CHECKING, dict(mapping or {}), actor.reader_id
    run.taken_up_at, run.stopped_because = None, ""
    run.save()
    record(ImportCheckQueued(run.file_digest), organisation_id=organisation_id, things=_things(run))
    return run.id


@action(IMPORT)
def check_queued(
    *, actor: Actor, organisation_id: UUID, run_id: UUID, tell: Callable[[int, int], None] | None = None
) -> int:
    """Check a file that was queued for it, whole or not at all; returns how many rows it has.

    tell hears how many rows are checked, of how many. A file that can't be read so goes back to the choice
    of its columns, with the reason.
    """
    run = locked(organisation_id, run_id)
    if run.status != Status.CHECKING or run.content_cipher is None:
        raise went_on()
    try:
        table = _table(_content_of(run), run.mapping or None)
    except InvalidError as error:
        return _to_columns(run, str(error))
    run.status, run.content_cipher = Status.PREVIEWED, None
    preview(run, table, tell)
    return len(table.lines)


@action(IMPORT)
def give_check_up(*, actor: Actor, organisation_id: UUID, run_id: UUID, because: str) -> UUID:
    """Put a file that was queued for checking back to the choice of its columns; returns the run's id."""
    run = locked(organisation_id, run_id)
    if run.status != Status.CHECKING:
        raise went_on()
    _to_columns(run, because)
    return run.id


@action(IMPORT)
def apply_chunk(*, actor: Actor, organisation_id: UUID, run_id: UUID) -> int:
    """Take in the next rows, at most 1,000, whole or not at all; returns how many, and 0 when it is finished.

    Called until it returns 0; a run that was cut off goes on where it was. Every row is judged anew, so
    whom others registered meanwhile is asked for. Raises ConflictError for a run that is finished or not yet
    previewed.
    """
    run = locked(organisation_id, run_id)
    if run.status not in (*GOING_ON, Status.QUEUED):
        raise went_on()
    rows = list(_waiting(run)[:CHUNK])
    if not rows:
        return _finish(actor, run)
    if run.status != Status.QUEUED:
        run.status = Status.APPLYING
    run.taken_up_at, run.applier_id = clock.now(), actor.reader_id
    run.save(update_fields=["status", "taken_up_at", "applier_id"])
    apply_rows(actor, run, rows)
    return len(rows)


@action(IMPORT)
def apply_beside(*, actor: Actor, organisation_id: UUID, run_id: UUID) -> int:
    """Take in the next rows that nobody else is taking in now, beside those who do; returns how many.

    For a run that is in the queue or under way. Finishing is left to `apply_chunk`. Raises ConflictError
    when the run is not under way, NoneFreeError when no row is free.
    """
    run = shared(organisation_id, run_id)
    if run.status not in (Status.APPLYING, Status.QUEUED):
        raise went_on()
    rows = list(_waiting(run).select_for_update(skip_locked=True, no_key=True, of=("self",))[:CHUNK])
    if not rows:
        raise NoneFreeError
    apply_rows(actor, run, rows)
    return len(rows)


@action(IMPORT)
def queue_run(*, actor: Actor, organisation_id: UUID, run_id: UUID) -> UUID:
    """Let the worker take in what waits, with the rights of this actor; returns the run's id.

    Raises ConflictError for a run that is finished, in the queue already, or not yet previewed.
    """
    run = locked(organisation_id, run_id)
    if run.status not in GOING_ON:
        raise went_on()
    run.status, run.applier_id, run.stopped_because = Status.QUEUED, actor.reader_id, ""
    run.taken_up_at = None
    run.save(update_fields=["status", "applier_id", "stopped_because", "taken_up_at"])
    things = [Thing("import", run.id)]
    record(ImportQueued(progress_of(run).waiting), organisation_id=organisation_id, things=things)
    return run.id


@action(IMPORT)
def stop_run(*, actor: Actor, organisation_id: UUID, run_id: UUID, because: str) -> UUID:
    """Take a run out of the queue, after the portion at hand; returns its id.

    What was taken in stays. Raises ConflictError for a run that isn't in the queue.
    """
    run = locked(organisation_id, run_id)
    if run.status != Status.QUEUED:
        raise went_on()
    run.status, run.stopped_because = Status.STOPPED, because[:300]
    run.save(update_fields=["status", "stopped_because"])
    content = ImportStopped(progress_of(run).waiting, run.stopped_because)
    record(content, organisation_id=organisation_id, things=[Thing("import", run.id)])
    return run.id


@action(IMPORT)
def save_layout(*, actor: Actor, organisation_id: UUID, name: str, mapping: Mapping[str, str]) -> UUID:
    """Keep which heading fills which field for the next files of this kind; returns the layout's id.

    A name that is there already gets a next version; earlier ones stay. The same mapping once more is the
    version that is there. Raises InvalidError without a name.
    """
    name = " ".join(name.split())[:60]
    if not name:
        sentence = gettext("Geef de indeling een naam.")
        raise InvalidError(
            gettext("Deze indeling is niet bewaard."), sentence, fields={"layout_name": sentence}
        )
    kept = {field: header for field, header in mapping.items() if header}
    earlier = ImportLayout.objects.filter(organisation_id=organisation_id, name=name)
    last = earlier.select_for_update().order_by("-version").first()
    layout = ImportLayout(
        organisation_id=organisation_id,
        name=name,
        version=last.version + 1 if last else 1,
        mapping=kept,
        reader_id=actor.reader_id,
        saved_at=clock.now(),
    )
    if last is not None and last.mapping == kept:
        layout = last
    else:
        layout.save(force_insert=True)
    content = ImportLayoutSaved(layout.name, layout.version)
    record(content, organisation_id=organisation_id, things=[Thing("layout", layout.id)])
    return layout.id


def _waiting(run: ImportRun) -> QuerySet[ImportRow]:
    return run.rows.filter(is_applied=False, outcome__in=WAITING).order_by("number")


def _table(content: bytes, mapping: Mapping[str, str] | None) -> Table:
    try:
        return read_table(content, mapping)
    except ReadingError as error:
        raise in_sentences(error) from error


def _kept(organisation_id: UUID, run_id: UUID) -> ImportRun:
    run = locked(organisation_id, run_id)
    if run.status != Status.KEPT or run.content_cipher is None:
        raise went_on()
    return run


def _content_of(run: ImportRun) -> bytes:
    assert run.content_cipher is not None
    return base64.b64decode(decrypt_named(run.key_id, bytes(run.content_cipher), run.id))


def _to_columns(run: ImportRun, because: str) -> int:
    run.status, run.stopped_because = Status.KEPT, because[:300]
    run.save(update_fields=["status", "stopped_because"])
    content = ImportStopped(0, run.stopped_because)
    record(content, organisation_id=run.organisation_id, things=_things(run))
    return 0


def _things(run: ImportRun) -> list[Thing]:
    return [Thing("import", run.id)]


def _new_run(
    actor: Actor, organisation_id: UUID, file_name: str, content: bytes, team_id: UUID | None
) -> ImportRun:
    return ImportRun(
        organisation_id=organisation_id,
        reader_id=actor.reader_id,
        file_name=_last_part(file_name),
        file_digest=digest_of(content),
        default_team_id=team_id,
        started_at=clock.now(),
    )


def _last_part(file_name: str) -> str:
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in name if char.isprintable()).strip()
    if not shown:
        raise InvalidError(gettext("Dit bestand heeft geen naam."), "", gettext("Geef het een naam."))
    return shown[-120:]


def _finish(actor: Actor, run: ImportRun) -> int:
    """What was taken in stands in the dossiers now; only rows that were refused or wait keep their texts."""
    progress = progress_of(run)
    run.rows.exclude(outcome__in=(*REFUSED, ImportRow.Outcome.ASKED)).update(cipher=b"")
    run.status, run.finished_at, run.stopped_because = Status.APPLIED, clock.now(), ""
    run.applier_id = actor.reader_id
    run.save(update_fields=["status", "finished_at", "stopped_because", "applier_id"])
    content = ImportFinished(progress.rows, progress.refused)
    record(content, organisation_id=run.organisation_id, things=[Thing("import", run.id)])
    return 0
