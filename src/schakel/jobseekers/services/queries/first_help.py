"""How long after a handover somebody gets the first right service (requirement R033)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connections

from schakel.ground.dossiers.first_help import FirstHelp, Pair
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import Estimate

_COUNTED = "select * from services_first_help(%s)"
_READ = "select * from services_first_help_read(%s)"


def first_help(since: datetime) -> dict[Pair, FirstHelp]:
    """Per sender and receiver of what was sent since then and taken up; two statements.

    The figures count everything; whether the actor may read all of that, row-level security says by counting
    once more.
    """
    counted, read = _rows(_COUNTED, since), _rows(_READ, since)
    return {pair: _figures(row, read.get(pair)) for pair, row in counted.items()}


def _rows(question: str, since: datetime) -> dict[Pair, tuple[Any, ...]]:
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(question, [since])
        return {(row[0], row[1]): tuple(row[2:]) for row in cursor.fetchall()}


def _figures(row: tuple[Any, ...], read: tuple[Any, ...] | None) -> FirstHelp:
    taken_up, started, middle, ninth, with_intake, from_contact = row
    return FirstHelp(
        taken_up,
        started,
        _estimate(middle),
        _estimate(ninth),
        with_intake,
        _estimate(from_contact),
        sees_all=read == row,
    )


def _estimate(found: list[float] | None) -> Estimate | None:
    return Estimate(*found) if found else None
