"""The worker's errands: the next rows of the file that waits longest, taken in or undone for who asked it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connections
from django.utils.translation import gettext

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for, system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.errors import SchakelError
from schakel.information.imports.actions import (
    apply_beside,
    apply_chunk,
    check_queued,
    discard_file,
    give_check_up,
    give_undo_up,
    leave_agreed,
    stop_run,
    take_in_agreed,
    undo_chunk,
)
from schakel.information.imports.hands import LARGE, freshen_statistics, together
from schakel.information.imports.models import ImportRun
from schakel.information.imports.queries import KEPT_FOR

WORKER = "batch"
log = logging.getLogger(__name__)


class Waiting(NamedTuple):
    """A run that waits, and the reader with whose rights it goes on."""

    run_id: UUID
    organisation_id: UUID
    applier_id: int


class Work(NamedTuple):
    """A kind of work on runs: how the next is found, in which state it waits, and its acts."""

    next_one: str
    status: str
    portion: Callable[..., int]
    stop: Callable[..., UUID]
    trouble: Callable[[], str]


def _check(*, actor: Actor, organisation_id: UUID, run_id: UUID) -> int:
    """The file whole, telling how far it is beside its own transaction, which shows nothing yet."""

    def tell(done: int, rows: int) -> None:
        with connections[WORKER].cursor() as cursor:
            cursor.execute("select imports_tell_progress(%s, %s, %s)", [run_id, done, rows])

    return check_queued(actor=actor, organisation_id=organisation_id, run_id=run_id, tell=tell)


CHECK = Work(
    "select run_id, organisation_id, applier_id from imports_next_check()",
    ImportRun.Status.CHECKING,
    _check,
    give_check_up,
    lambda: gettext("Er ging iets mis bij het nakijken. Probeer het opnieuw, of vraag uw beheerder om hulp."),
)
TAKE_IN = Work(
    "select run_id, organisation_id, applier_id from imports_next_run()",
    ImportRun.Status.QUEUED,
    apply_chunk,
    stop_run,
    lambda: gettext("Er ging iets mis bij het verwerken. Vraag uw beheerder om hulp."),
)
LET_IN = Work(
    "select run_id, organisation_id, applier_id from imports_next_agreed()",
    ImportRun.Status.APPLIED,
    take_in_agreed,
    leave_agreed,
    lambda: gettext("Er ging iets mis bij het verwerken. Vraag uw beheerder om hulp."),
)
UNDO = Work(
    "select run_id, organisation_id, applier_id from imports_next_undo()",
    ImportRun.Status.UNDOING,
    undo_chunk,
    give_undo_up,
    lambda: gettext("Er ging iets mis bij het terugdraaien. Vraag uw beheerder om hulp."),
)


def take_in_some() -> int:
    """One portion of one run, whole or not at all; returns how many rows, and at least 1 where one waited.

    Killed at any moment it leaves the portion undone, and the next worker does it. A run whose portion fails
    stops, with the reason where its people see it, so that it keeps nobody else's file waiting.
    """
    return _some(TAKE_IN, _take_in)


def let_in_some() -> int:
    """One portion of a run for whose rows others said yes, with the rights of who took the file in."""
    return _some(LET_IN)


def undo_some() -> int:
    """One portion of the run whose undoing waits longest, in the same way."""
    return _some(UNDO)


def check_some() -> int:
    """One file, the one that waits longest to be checked, whole or not at all."""
    return _some(CHECK)


def discard_today() -> int:
    """The daily task: throw away files nobody took in, forget what undoing needed; returns how many files."""
    before = clock.now() - KEPT_FOR
    with connections[WORKER].cursor() as cursor:
        cursor.execute("select imports_forget_before(%s)", [before])
        cursor.execute("select imports_old_runs(%s)", [before])
        old = [row[0] for row in cursor.fetchall()]
    actor = system_actor()
    for run_id in old:
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            discard_file(actor=actor, run_id=run_id)
    return len(old)


def _some(work: Work, carry: Callable[[Work, Waiting, Reader], int] | None = None) -> int:
    waiting = _next(work)
    if waiting is None:
        return 0
    reader = Reader.objects.on(clock.today()).filter(pk=waiting.applier_id).first()
    if reader is None:
        _give_up(waiting)
        return 1
    try:
        return max(1, (carry or _portion)(work, waiting, reader))
    except (SchakelError, IntegrityError, DataError) as error:
        why = str(error) if isinstance(error, SchakelError) else ""
        log.warning("an import stopped: %s", type(error).__name__)
        _stop(work, waiting, reader, why)
    except (OperationalError, InterfaceError):
        # The database itself is away or busy: the portion waits, nothing is wrong with the file.
        raise
    except Exception:
        log.exception("an import stopped")
        _stop(work, waiting, reader, "")
    return 1


def _take_in(work: Work, waiting: Waiting, reader: Reader) -> int:
    """The next portions of a large file by several hands; of others, and where none is free, the next one."""
    with connections[WORKER].cursor() as cursor:
        cursor.execute("select imports_take_up(%s, %s, %s)", [waiting.run_id, LARGE, clock.now()])
        is_large = cursor.fetchone()[0] == LARGE
    if is_large:
        freshen_statistics(WORKER)
        beside = work._replace(portion=apply_beside)
        if done := together(lambda: _portion(beside, waiting, reader)):
            return done
    return _portion(work, waiting, reader)


def _next(work: Work) -> Waiting | None:
    with connections[WORKER].cursor() as cursor:
        cursor.execute(work.next_one)
        row = cursor.fetchone()
    return Waiting(*row) if row else None


def _portion(work: Work, waiting: Waiting, reader: Reader) -> int:
    with as_actor(actor_for(reader), Purpose.INTAKE.value) as context:
        # Another worker may have finished it, or somebody stopped it, since it was found.
        if not ImportRun.objects.filter(pk=waiting.run_id, status=work.status).exists():
            return 0
        return work.portion(
            actor=context.actor, organisation_id=waiting.organisation_id, run_id=waiting.run_id
        )


def _stop(work: Work, waiting: Waiting, reader: Reader, why: str) -> None:
    with as_actor(actor_for(reader), Purpose.INTAKE.value) as context:
        work.stop(
            actor=context.actor,
            organisation_id=waiting.organisation_id,
            run_id=waiting.run_id,
            because=why or work.trouble(),
        )


def _give_up(waiting: Waiting) -> None:
    """Nobody may act for a reader that ended: the database's own function puts the run aside."""
    because = gettext("Wie dit bestand liet verwerken, werkt hier niet meer. Laat een collega verdergaan.")
    with connections[WORKER].cursor() as cursor:
        cursor.execute("select imports_put_aside(%s, %s)", [waiting.run_id, because])
