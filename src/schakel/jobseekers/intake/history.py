"""Work that is told of in an intake, kept in the work profile as well, so that nobody asks it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import ReaderKind
from schakel.ground.kernel.actors import Actor
from schakel.jobseekers.profile.actions import NewPeriod, add_work_period, remove_line
from schakel.jobseekers.profile.models import WorkPeriod
from schakel.jobseekers.profile.queries.strengths import standing_period

NEEDED = ("worked_as", "worked_from")


def tell_history(actor: Actor, dossier_id: UUID, said: Mapping[str, str], changed: Mapping[str, str]) -> None:
    """State a job in the work profile when the client's work and first day are known and something is new.

    A line with other words on how it ended makes room; a client takes off their own lines only.
    """
    if not changed or not all(said[key] for key in NEEDED):
        return
    new = period_told(said)
    standing = standing_period(dossier_id, new.occupation, new.employer, new.began_on)
    if standing is not None and _says_the_same(standing, new):
        return
    if standing is not None and _may_take_off(actor, standing):
        because = gettext("aangevuld in de intake")
        remove_line(actor=actor, dossier_id=dossier_id, line_id=standing.pk, because=because)
    add_work_period(actor=actor, dossier_id=dossier_id, new=new)


def period_told(said: Mapping[str, str]) -> NewPeriod:
    """The job as the work profile keeps it; that it still runs is no reason why it ended."""
    until, because = said["worked_until"], said["left_because"]
    return NewPeriod(
        occupation=said["worked_as"][:120],
        began_on=date.fromisoformat(said["worked_from"]),
        ended_on=date.fromisoformat(until) if until else None,
        employer=said["employer"][:120],
        left_because=because if because in WorkPeriod.Leaving.values else "",
    )


def _says_the_same(standing: WorkPeriod, new: NewPeriod) -> bool:
    return (standing.ended_on, standing.left_because) == (new.ended_on, new.left_because)


def _may_take_off(actor: Actor, standing: WorkPeriod) -> bool:
    return actor.kind != ReaderKind.CLIENT or standing.reader_id == actor.reader_id
