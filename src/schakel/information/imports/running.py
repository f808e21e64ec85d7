"""The worker's errand: takes in the next rows of the file that waits longest, as the reader who asked."""

from __future__ import annotations

import logging
from typing import NamedTuple
from uuid import UUID

from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connections
from django.utils.translation import gettext

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for
from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import SchakelError
from schakel.information.imports.actions import Status, apply_chunk, stop_run
from schakel.information.imports.models import ImportRun

WORKER = "batch"
log = logging.getLogger(__name__)


class Waiting(NamedTuple):
    """A run in the queue, and the reader with whose rights it is taken in."""

    run_id: UUID
    organisation_id: UUID
    applier_id: int


def take_in_some() -> int:
    """One portion of one run, whole or not at all; returns how many rows, and at least 1 where one waited.

    Killed at any moment it leaves the portion undone, and the next worker does it. A run whose portion fails
    stops, with the reason where its people see it, so that it keeps nobody else's file waiting.
    """
    waiting = _next()
    if waiting is None:
        return 0
    reader = Reader.objects.on(clock.today()).filter(pk=waiting.applier_id).first()
    if reader is None:
        _give_up(waiting)
        return 1
    try:
        return max(1, _portion(waiting, reader))
    except (SchakelError, IntegrityError, DataError) as error:
        why = str(error) if isinstance(error, SchakelError) else ""
        log.warning("an import stopped: %s", type(error).__name__)
        _stop(waiting, reader, why)
    except (OperationalError, InterfaceError):
        # The database itself is away or busy: the portion waits, nothing is wrong with the file.
        raise
    except Exception:
        log.exception("an import stopped")
        _stop(waiting, reader, "")
    return 1


def _next() -> Waiting | None:
    with connections[WORKER].cursor() as cursor:
        cursor.execute("select run_id, organisation_id, applier_id from imports_next_run()")
        row = cursor.fetchone()
    return Waiting(*row) if row else None


def _portion(waiting: Waiting, reader: Reader) -> int:
    with as_actor(actor_for(reader), Purpose.INTAKE.value) as context:
        # Another worker may have finished it, or somebody stopped it, since it was found.
        if not ImportRun.objects.filter(pk=waiting.run_id, status=Status.QUEUED).exists():
            return 0
        return apply_chunk(
            actor=context.actor, organisation_id=waiting.organisation_id, run_id=waiting.run_id
        )


def _stop(waiting: Waiting, reader: Reader, why: str) -> None:
    because = why or gettext("Er ging iets mis bij het verwerken. Vraag uw beheerder om hulp.")
    with as_actor(actor_for(reader), Purpose.INTAKE.value) as context:
        stop_run(
            actor=context.actor,
            organisation_id=waiting.organisation_id,
            run_id=waiting.run_id,
            because=because,
        )


def _give_up(waiting: Waiting) -> None:
    """Nobody may act for a reader that ended: the database's own function puts the run aside."""
    because = gettext("Wie dit bestand liet verwerken, werkt hier niet meer. Laat een collega verdergaan.")
    with connections[WORKER].cursor() as cursor:
        cursor.execute("select imports_put_aside(%s, %s)", [waiting.run_id, because])
