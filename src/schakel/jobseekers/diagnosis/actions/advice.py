"""Asking a labour expert what somebody can do, and answering in possibilities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.dossiers.actions import add_participant, send_message
from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.queries.messages import addressees_of
from schakel.ground.dossiers.seats import Seat, seat_named, seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.models import AdviceRequest
from schakel.jobseekers.diagnosis.queries.advice import request_visible
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnosis_visible
from schakel.jobseekers.diagnosis.records import refuse_withdrawn
from schakel.jobseekers.diagnosis.verbs import AdviceAsked, AdviceGiven

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class NewAdviceRequest:
    """What is asked, of which labour expert (a membership), and by when."""

    question: str
    expert_id: UUID
    answer_by: date


@dataclass(frozen=True, slots=True)
class NewAdvice:
    """What somebody can do, can do with something, cannot do at work, and what the expert advises."""

    can: str
    can_with: str
    cannot: str
    advice: str


@action(access.CHANGE)
def ask_advice(*, actor: Actor, dossier_id: UUID, diagnosis_id: UUID, new: NewAdviceRequest) -> UUID:
    """Ask a labour expert, who takes part from now on as a helper; returns the request's id.

    Raises InvalidError without a question, for another role, or a day that has passed.
    """
    require_alive(dossier_id)
    diagnosis = diagnosis_visible(dossier_id, diagnosis_id)
    refuse_withdrawn(diagnosis)
    expert = _check(new)
    seat = seat_of_actor(actor)
    _let_in(actor, dossier_id, new.expert_id, expert)
    row = AdviceRequest(
        dossier_id=dossier_id,
        diagnosis_id=diagnosis.pk,
        question=new.question.strip(),
        asked_at=clock.now(),
        asked_by_id=seat.person_id,
        organisation_id=seat.organisation_id,
        expert_id=expert.person_id,
        expert_reader_id=expert.reader_id,
        answer_by=new.answer_by,
    )
    row.save(force_insert=True)
    content = AdviceAsked(row.question, expert.name, row.answer_by.isoformat())
    record(content, dossier_id=dossier_id, things=[Thing("diagnosis", diagnosis_id)])
    return row.id


@action(access.CHANGE)
def give_advice(
    *, actor: Actor, dossier_id: UUID, request_id: UUID, new: NewAdvice, expected_version: int | None
) -> UUID:
    """Answer what was asked of the actor; returns the request's id.

    Raises NotFoundError for who was not asked, InvalidError without possibilities or advice, ConflictError
    when there is an answer already.
    """
    row = request_visible(dossier_id, request_id)
    if row.expert_reader_id != actor.reader_id:
        raise not_found()
    if row.answered_at is not None:
        raise ConflictError(
            gettext("Dit advies is al gegeven."),
            gettext("Het staat bij de diagnose."),
            gettext("Moet het anders, laat dan een nieuw advies vragen."),
        )
    if row.withdrawn_on is not None:
        raise ConflictError(
            gettext("Deze vraag is ingetrokken."),
            gettext("Reden: %(why)s") % {"why": row.withdrawn_because},
            gettext("Vindt u het antwoord toch nodig, zeg het dan tegen wie het vroeg."),
        )
    _check_advice(new)
    changes = {
        "can": new.can.strip(),
        "can_with": new.can_with.strip(),
        "cannot": new.cannot.strip(),
        "advice": new.advice.strip(),
    }
    update_version(row, expected_version, answered_at=clock.now(), **changes)
    record(AdviceGiven(**changes), dossier_id=dossier_id, things=[Thing("diagnosis", row.diagnosis_id)])
    _tell_asker(actor, row)
    return row.id


def _tell_asker(actor: Actor, row: AdviceRequest) -> None:
    """A word in the asker's consultations, without what was advised; nobody who left the dossier gets one."""
    taking_part = Participation.objects.on(clock.today()).filter(dossier_id=row.dossier_id)
    asker = taking_part.filter(professional_id=row.asked_by_id).values_list("reader_id", flat=True)
    to = {one.reader_id for one in addressees_of(row.dossier_id)} & set(asker)
    if to:
        body = gettext("Mijn advies staat bij de diagnose.")
        send_message(actor=actor, dossier_id=row.dossier_id, body=body, to=to, needs_answer=False)


def _check(new: NewAdviceRequest) -> Seat:
    fields = {}
    if not new.question.strip():
        fields["question"] = gettext("Schrijf op wat u van de arbeidsdeskundige wilt weten.")
    if new.answer_by < clock.today():
        fields["answer_by"] = gettext("Kies vandaag of een dag die nog komt.")
    expert = seat_named(membership_id=new.expert_id)
    if expert.role != Role.LABOUR_EXPERT:
        fields["expert"] = gettext("Kies een arbeidsdeskundige.")
    if fields:
        raise InvalidError(gettext("De vraag is nog niet compleet."), fields=fields)
    return expert


def _let_in(actor: Actor, dossier_id: UUID, membership_id: UUID, expert: Seat) -> None:
    taking_part = Participation.objects.on(clock.today()).filter(dossier_id=dossier_id)
    if not taking_part.filter(reader_id=expert.reader_id).exists():
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind=Participation.Kind.HELPING,
            because=gettext("gevraagd om advies bij de diagnose"),
            membership_id=membership_id,
        )


def _check_advice(new: NewAdvice) -> None:
    fields = {
        name: gettext("Schrijf hoogstens 1000 tekens.")
        for name in ("can", "can_with", "cannot", "advice")
        if len(getattr(new, name)) > LONGEST
    }
    if not new.can.strip():
        fields["can"] = gettext("Schrijf op wat iemand op het werk wel kan.")
    if not new.advice.strip():
        fields["advice"] = gettext("Schrijf op wat u adviseert.")
    if fields:
        raise InvalidError(gettext("Het advies is nog niet compleet."), fields=fields)
