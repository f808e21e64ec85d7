"""Competences, work that was done and what work must take into account; the client adds their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.profile import access
from schakel.jobseekers.profile.models import Competence, WorkLimit, WorkPeriod
from schakel.jobseekers.profile.queries.strengths import line_of
from schakel.jobseekers.profile.verbs import (
    CompetenceAdded,
    ProfileLineRemoved,
    WorkLimitAdded,
    WorkPeriodAdded,
)

SAID = tuple(one.value for one in Competence.Shown if one != Competence.Shown.PROPOSED)
"""How something may be known that somebody says; a proposal is added by its own act."""


@dataclass(frozen=True, slots=True)
class NewCompetence:
    """Something a client can do, of which sort, and how that is known."""

    words: str
    kind: str
    shown_by: str = Competence.Shown.TOLD.value


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """Work that a client did; without an end it goes on."""

    occupation: str
    began_on: date
    ended_on: date | None = None
    employer: str = ""
    left_because: str = ""


@dataclass(frozen=True, slots=True)
class NewLimit:
    """What work must take into account, and what is possible then."""

    kind: str
    possible: str


@action(access.CHANGE)
def add_competence(*, actor: Actor, dossier_id: UUID, new: NewCompetence) -> UUID:
    """Add something a client can do; returns the line's id.

    What a client says of themselves is told. Raises InvalidError for an empty or unknown one, ConflictError
    for one that stands there already.
    """
    words = new.words.strip()
    shown_by = Competence.Shown.TOLD.value if actor.kind == ReaderKind.CLIENT else new.shown_by
    _check(
        words=gettext("Schrijf op wat de cliënt kan.") if not words else "",
        kind="" if new.kind in Competence.Kind.values else gettext("Kies wat voor iets het is."),
        shown_by="" if shown_by in SAID else gettext("Kies hoe dit bekend is."),
    )
    standing = Competence.objects.filter(dossier_id=dossier_id, removed_on=None, words__iexact=words[:120])
    if standing.exists():
        raise ConflictError(gettext("Dit staat al in het werkprofiel."))
    row = Competence(
        dossier_id=dossier_id, words=words[:120], kind=new.kind, shown_by=shown_by, **_source(actor)
    )
    content = CompetenceAdded(row.words, new.kind, shown_by)
    record(content, dossier_id=dossier_id, things=[Thing("profile_line", row.id)])
    row.save(force_insert=True)
    return row.id


@action(access.CHANGE)
def add_work_period(*, actor: Actor, dossier_id: UUID, new: NewPeriod) -> UUID:
    """Add work that a client did; returns the line's id. Raises InvalidError for days that cannot be."""
    occupation = new.occupation.strip()
    is_backwards = new.ended_on is not None and new.ended_on < new.began_on
    _check(
        occupation="" if occupation else gettext("Schrijf op welk werk het was."),
        began_on=gettext("Dit werk begint nog.") if new.began_on > clock.today() else "",
        ended_on=gettext("De laatste dag kan niet vóór de eerste liggen.") if is_backwards else "",
        left_because=""
        if new.left_because in ("", *WorkPeriod.Leaving.values)
        else gettext("Kies waarom het werk stopte."),
    )
    row = WorkPeriod(
        dossier_id=dossier_id,
        occupation=occupation[:120],
        employer=new.employer.strip()[:120],
        began_on=new.began_on,
        ended_on=new.ended_on,
        left_because=new.left_because,
        **_source(actor),
    )
    ended = new.ended_on.isoformat() if new.ended_on else ""
    content = WorkPeriodAdded(row.occupation, row.employer, new.began_on.isoformat(), ended)
    record(content, dossier_id=dossier_id, things=[Thing("profile_line", row.id)])
    row.save(force_insert=True)
    return row.id


@action(access.LIMIT)
def add_limit(*, actor: Actor, dossier_id: UUID, new: NewLimit) -> UUID:
    """Add what work must take into account, as a function; returns the line's id. Raises InvalidError."""
    possible = new.possible.strip()
    _check(
        kind="" if new.kind in WorkLimit.Kind.values else gettext("Kies waar het over gaat."),
        possible="" if possible else gettext("Schrijf op wat wel kan."),
    )
    row = WorkLimit(dossier_id=dossier_id, kind=new.kind, possible=possible[:200], **_source(actor))
    content = WorkLimitAdded(new.kind, row.possible)
    record(content, dossier_id=dossier_id, things=[Thing("profile_line", row.id)])
    row.save(force_insert=True)
    return row.id


@action(access.CHANGE)
def remove_line(
    *, actor: Actor, dossier_id: UUID, line_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Take a line off the profile with a reason; returns its id. It stays readable in the course.

    A client takes off their own lines only, and disputes the others. Raises NotFoundError, InvalidError
    without a reason, StaleVersionError when somebody else did something to it.
    """
    row = line_of(dossier_id, line_id)
    if row is None or (actor.kind == ReaderKind.CLIENT and row.reader_id != actor.reader_id):
        raise not_found()
    is_limit = isinstance(row, WorkLimit)
    if is_limit:
        access.LIMIT.check(current_context(), {"dossier_id": dossier_id})
    _check(because="" if because.strip() else gettext("Schrijf op waarom dit niet meer klopt."))
    record(
        ProfileLineRemoved(str(row), because.strip()),
        dossier_id=dossier_id,
        section=access.LIMIT.section if is_limit else None,
        things=[Thing("profile_line", row.id)],
    )
    update_version(row, expected_version, removed_on=clock.today(), removed_because=because.strip()[:200])
    return row.id


def _source(actor: Actor) -> dict[str, Any]:
    return {
        "source_organisation_id": actor.organisation_id,
        "reader_id": actor.reader_id,
        "obtained_on": clock.today(),
    }


def _check(**problems: str) -> None:
    found = {name: words for name, words in problems.items() if words}
    if found:
        raise InvalidError(gettext("Dit is nog niet bewaard."), fields=found)
