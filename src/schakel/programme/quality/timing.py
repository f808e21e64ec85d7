"""Counting how long a form was open, at the end of the act it led to and in its transaction."""

from __future__ import annotations

from django.db import connections

from schakel.ground.journal.writing import Recorded
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.filling import take_filled
from schakel.programme.quality.binned import bin_of

_COUNT = "select quality_count_form(%s, %s, %s)"
LONGEST_KIND = 80


def count_sent_form(_entries: list[Recorded]) -> None:
    """Count the form that led to this act, if one did; one statement, which counts where that is agreed."""
    filled = take_filled()
    if filled is not None:
        count_form(filled.kind, filled.seconds)


def count_form(kind: str, seconds: int, *, forms: int = 1) -> None:
    """Count forms of a kind that were open for so long, for the role and organisation of the actor.

    Without an agreement that holds today, and for clients, the database counts nothing.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_COUNT, [kind[:LONGEST_KIND], bin_of(seconds), forms])
