"""Writing down what stands beside a diagnosis: missing information, hidden ambitions, and circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found, works_on
from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import LifeDomain
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.circumstances import CIRCUMSTANCE_KINDS, CircumstanceKind
from schakel.jobseekers.diagnosis.models import Ambition, Circumstance, MissingItem, SaidBy
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible
from schakel.jobseekers.diagnosis.records import refuse_withdrawn
from schakel.jobseekers.diagnosis.verbs import (
    AmbitionNoted,
    CircumstanceNoted,
    InformationFound,
    InformationMissing,
)


@dataclass(frozen=True, slots=True)
class NewMissing:
    """What is not known yet, who finds it out, and by when."""

    what: str
    duty: str
    due_on: date


@dataclass(frozen=True, slots=True)
class NewAmbition:
    """A hidden ambition in words, and who brought it up."""

    words: str
    said_by: str


@dataclass(frozen=True, slots=True)
class NewCircumstance:
    """A circumstance of a kind, in words, from whom, and for an event since when."""

    kind: str
    words: str
    said_by: str
    happened_on: date | None = None


@action(access.CHANGE)
def note_missing(*, actor: Actor, dossier_id: UUID, diagnosis_id: UUID, new: NewMissing) -> UUID:
    """Put something on the list of what is missing; returns its id. Raises InvalidError."""
    fields = {}
    if not new.what.strip():
        fields["what"] = gettext("Schrijf op wat er ontbreekt.")
    if new.duty not in MissingItem.Duty.values:
        fields["duty"] = gettext("Kies wie dit uitzoekt.")
    if new.due_on < clock.today():
        fields["due_on"] = gettext("Kies vandaag of een dag die nog komt.")
    _refuse(fields)
    shared = _shared(actor, dossier_id, diagnosis_id)
    row = MissingItem(what=new.what.strip(), duty=new.duty, due_on=new.due_on, **shared)
    row.save(force_insert=True)
    content = InformationMissing(row.what, row.duty, row.due_on.isoformat())
    record(content, dossier_id=dossier_id, things=_things(diagnosis_id))
    return row.id


@action(access.CHANGE)
def find_out(
    *, actor: Actor, dossier_id: UUID, item_id: UUID, answer: str, expected_version: int | None
) -> UUID:
    """Write down what was missing and is known now; returns its id.

    Raises NotFoundError, InvalidError without an answer, ConflictError when it was found out already.
    """
    row = MissingItem.objects.filter(pk=item_id, dossier_id=dossier_id).first()
    if row is None:
        raise not_found()
    if row.done_on is not None:
        raise ConflictError(
            gettext("Dit is al uitgezocht."),
            gettext("Een collega was u voor."),
            gettext("Kijk bij de diagnose wat er staat."),
        )
    if not answer.strip():
        _refuse({"answer": gettext("Schrijf op wat er nu bekend is.")})
    update_version(row, expected_version, answer=answer.strip(), done_on=clock.today())
    content = InformationFound(row.what, answer.strip())
    record(content, dossier_id=dossier_id, things=_things(row.diagnosis_id))
    return row.id


@action(access.CHANGE)
def note_ambition(*, actor: Actor, dossier_id: UUID, diagnosis_id: UUID, new: NewAmbition) -> UUID:
    """Write down a hidden ambition with who brought it up; returns its id. Raises InvalidError."""
    _refuse(_problems_of_words(new.words, new.said_by))
    shared = _shared(actor, dossier_id, diagnosis_id)
    row = Ambition(words=new.words.strip(), said_by=new.said_by, **shared)
    row.save(force_insert=True)
    record(AmbitionNoted(row.words, row.said_by), dossier_id=dossier_id, things=_things(diagnosis_id))
    return row.id


@action(access.CHANGE)
def note_circumstance(*, actor: Actor, dossier_id: UUID, diagnosis_id: UUID, new: NewCircumstance) -> UUID:
    """Write down a limit as experienced, an event or a barrier, under its own section; returns its id.

    Raises InvalidError, NotFoundError for a section that is closed to the actor, ConflictError for a barrier
    whose life domain nobody opened.
    """
    kind = CIRCUMSTANCE_KINDS.get(new.kind)
    fields = _problems_of_words(new.words, new.said_by)
    if kind is None:
        fields["kind"] = gettext("Kies wat u vastlegt.")
    if new.happened_on is not None and new.happened_on > clock.today():
        fields["happened_on"] = gettext("Kies vandaag of een eerdere dag.")
    _refuse(fields)
    assert kind is not None  # refused above
    works_on(kind.section).check(current_context(), {"dossier_id": dossier_id})
    _require_open(dossier_id, kind)
    row = Circumstance(
        section_bit=int(kind.section),
        kind=kind.name,
        words=new.words.strip(),
        said_by=new.said_by,
        happened_on=new.happened_on,
        **_shared(actor, dossier_id, diagnosis_id),
    )
    row.save(force_insert=True)
    _record(row, kind.section)
    return row.id


def _record(row: Circumstance, section: Section) -> None:
    day = row.happened_on.isoformat() if row.happened_on else ""
    content = CircumstanceNoted(row.kind, row.words, row.said_by, day)
    record(content, dossier_id=row.dossier_id, section=section, things=_things(row.diagnosis_id))


def _require_open(dossier_id: UUID, kind: CircumstanceKind) -> None:
    if not kind.domain:
        return
    opened = LifeDomain.objects.filter(dossier_id=dossier_id, domain=kind.domain)
    if not opened.exclude(state=LifeDomain.State.CLOSED).exists():
        raise ConflictError(
            gettext("Dit leefgebied is niet open."),
            gettext("Over een leefgebied wordt alleen iets vastgelegd als er een vraag over is."),
            gettext("Open het op het tabblad Leefgebieden, met de vraag erbij."),
        )


def _shared(actor: Actor, dossier_id: UUID, diagnosis_id: UUID) -> dict[str, Any]:
    diagnosis, seat = diagnosis_visible(dossier_id, diagnosis_id), seat_of_actor(actor)
    refuse_withdrawn(diagnosis)
    return {
        "dossier_id": dossier_id,
        "diagnosis_id": diagnosis.pk,
        "written_on": clock.today(),
        "written_by_id": seat.person_id,
        "organisation_id": seat.organisation_id,
    }


def _problems_of_words(words: str, said_by: str) -> dict[str, str]:
    fields = {}
    if not words.strip():
        fields["words"] = gettext("Schrijf op wat er is gezegd.")
    if said_by not in SaidBy.values:
        fields["said_by"] = gettext("Kies van wie u dit weet.")
    return fields


def _refuse(fields: dict[str, str]) -> None:
    if fields:
        raise InvalidError(
            gettext("Er ontbreekt nog iets."),
            gettext("De cliënt leest dit mee."),
            gettext("Vul aan wat ontbreekt."),
            fields=fields,
        )


def _things(diagnosis_id: UUID) -> list[Thing]:
    return [Thing("diagnosis", diagnosis_id)]
