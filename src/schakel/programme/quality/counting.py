"""The worker's part: asking a count of every organisation each day, and counting a portion at a time."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, connections, transaction

from schakel.ground.dossiers.completeness import counted_rooms
from schakel.ground.kernel import clock

WORKER = "batch"
PORTION = 2000
"""Dossiers in one portion, each its own transaction."""

_ASK = "select quality_ask_all(%s, %s)"
_NEXT = "select quality_next_run()"
_COUNT = "select quality_count_some(%s, %s, %s, %s)"
_STOP = "select quality_stop(%s, %s)"
log = logging.getLogger(__name__)


def ask_all(using: str = WORKER) -> int:
    """The daily task: ask a count of every organisation that is responsible for a dossier today."""
    with connections[using].cursor() as cursor:
        cursor.execute(_ASK, [clock.today(), clock.now()])
        return int(cursor.fetchone()[0])


def count_some(using: str = WORKER) -> int:
    """One portion of the count that waits longest, whole or not at all; returns 1 where one waited.

    Killed at any moment it leaves the portion undone, and the next worker does it. A count that fails is
    stopped, so that it keeps no other work waiting.
    """
    run_id = _next(using)
    if run_id is None:
        return 0
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(_COUNT, [run_id, counted_rooms(), PORTION, clock.now()])
    except (OperationalError, InterfaceError):
        # The database itself is away or busy: the portion waits.
        raise
    except DatabaseError:
        log.exception("a count of completeness stopped")
        _stop(using, run_id)
    return 1


def count_all(using: str = WORKER) -> int:
    """Count until nothing waits; returns how many portions were done."""
    done = 0
    while count_some(using):
        done += 1
    return done


def _next(using: str) -> UUID | None:
    with connections[using].cursor() as cursor:
        cursor.execute(_NEXT)
        found: UUID | None = cursor.fetchone()[0]
        return found


def _stop(using: str, run_id: UUID) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(_STOP, [run_id, clock.now()])
