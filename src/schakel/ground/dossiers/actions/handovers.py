"""Handing a task to another organisation: sent with a reason, taken up or returned with one."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Role
from schakel.ground.dossiers import access, occasions, records
from schakel.ground.dossiers import handover_parts as content
from schakel.ground.dossiers.actions.drafts import file_draft
from schakel.ground.dossiers.handover_content import Agreed
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import Draft, Handover, Participation, Regie
from schakel.ground.dossiers.queries.arrangements import agreed_between
from schakel.ground.dossiers.queries.handovers import received_handover
from schakel.ground.dossiers.queues import empty_queues, leave_queue, let_go
from schakel.ground.dossiers.seats import Seat, seat_named, seat_of_actor
from schakel.ground.dossiers.verbs import (
    HandoverReturned,
    HandoverSent,
    HandoverTakenUp,
    ParticipantJoined,
    RegieTaken,
)
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.legal_calendar import add_working_days, working_days_between
from schakel.ground.kernel.versions import update_version

Kind, Scope, Status = Participation.Kind, Regie.Scope, Handover.Status


@action(access.TAKE_PART)
def send_handover(*, actor: Actor, dossier_id: UUID, new: NewHandover, draft_id: UUID | None = None) -> UUID:
    """Send a dossier to a team of another organisation; returns the handover's id. Its draft goes with it.

    The team may look from now on, as a helper. Regie and task stay with the sender until it is taken up.
    Raises InvalidError for what is missing, ForbiddenError when the sender may not see a part that must go
    along, ConflictError when one is under way.
    """
    _check(actor, new)
    records.hold(dossier_id)
    to = seat_named(team_id=new.team_id)
    _check_receiver(actor, new, to)
    _check_none_under_way(dossier_id, to)
    agreed = agreed_between(actor.employer_id, to.organisation_id)
    content.check_parts(dossier_id, agreed, new.parts)
    occasions.check_occasion(dossier_id, new, to.organisation_id)
    handover = _row(actor, dossier_id, new, to, agreed)
    handover.save(force_insert=True)
    labels = content.keep_parts(handover, agreed, new.parts)
    content.settle_returned(dossier_id, actor.employer_id)
    if records.join(dossier_id, to, Kind.HELPING):
        because = gettext("overdracht: %(why)s") % {"why": new.because}
        _record(dossier_id, ParticipantJoined(to.name, to.organisation_name, to.role, Kind.HELPING, because))
    records.derive_grants([dossier_id])
    due = handover.due_on.isoformat()
    said = HandoverSent(new.kind, to.organisation_name, new.message.strip(), labels, new.because, due)
    _record(dossier_id, said, handover)
    occasions.follow_occasion(actor, handover, new)
    if draft_id is not None:
        file_draft(actor=actor, dossier_id=dossier_id, kind=Draft.Kind.HANDOVER, draft_id=draft_id)
    return handover.id


@action(access.ANSWER)
def take_up_handover(
    *, actor: Actor, dossier_id: UUID, handover_id: UUID, expected_version: int | None = None
) -> UUID:
    """Take the task up: the actor becomes involved and holds the regie of the receiving organisation.

    Where the sender's task ends with it, the chain's regie moves along and the sender leaves.
    Returns the handover's id. Raises StaleVersionError when somebody answered it meanwhile.
    """
    records.hold(dossier_id)
    handover = received_handover(actor, dossier_id, handover_id)
    seat = seat_of_actor(actor)
    days = working_days_between(handover.sent_at.astimezone(clock.AMSTERDAM).date(), clock.today())
    _answer(handover, seat, expected_version, status=Status.TAKEN_UP, working_days_taken=days)
    _record(dossier_id, HandoverTakenUp(seat.name, seat.organisation_name, days), handover)
    if records.join(dossier_id, seat, Kind.INVOLVED):
        because = gettext("overdracht opgepakt")
        _record(
            dossier_id,
            ParticipantJoined(seat.name, seat.organisation_name, seat.role, Kind.INVOLVED, because),
        )
    _take(dossier_id, seat, Scope.ORGANISATION, handover.reason)
    empty_queues(dossier_id, seat, handover.reason)
    occasions.settle_move(actor, handover)
    if handover.ends_own_task:
        _end_sender(handover, seat)
    leave_queue(handover)
    records.derive_grants([dossier_id])
    return handover.id


@action(access.ANSWER)
def return_handover(
    *, actor: Actor, dossier_id: UUID, handover_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Give the task back with a reason; the receiving team looks no longer. Returns the handover's id."""
    if not because.strip():
        raise _wrong(gettext("Schrijf op waarom u de overdracht teruggeeft."), "because")
    records.hold(dossier_id)
    handover = received_handover(actor, dossier_id, handover_id)
    seat = seat_of_actor(actor)
    _answer(handover, seat, expected_version, status=Status.RETURNED, return_reason=because.strip())
    _record(dossier_id, HandoverReturned(seat.name, seat.organisation_name, because.strip()), handover)
    leave_queue(handover)
    records.derive_grants([dossier_id])
    return handover.id


def _row(actor: Actor, dossier_id: UUID, new: NewHandover, to: Seat, agreed: Agreed) -> Handover:
    return Handover(
        dossier_id=dossier_id,
        kind=new.kind,
        from_organisation_id=actor.employer_id,
        from_reader_id=actor.reader_id,
        to_organisation_id=to.organisation_id,
        to_team_id=new.team_id,
        ends_own_task=new.ends_own_task,
        message=new.message.strip(),
        checklist=content.labels_of(agreed, new.parts),
        occasion=new.occasion,
        moves_to=new.terms.moves_to.strip(),
        moves_on=new.terms.moves_on,
        term_working_days=agreed.term_working_days,
        reason=new.because.strip(),
        sent_at=clock.now(),
        due_on=add_working_days(clock.today(), agreed.term_working_days),
    )


def _answer(handover: Handover, seat: Seat, expected_version: int | None, **changes: object) -> None:
    update_version(
        handover, expected_version, answered_at=clock.now(), answered_by_id=seat.professional_id, **changes
    )


def _end_sender(handover: Handover, seat: Seat) -> None:
    """The sender's task is over: the chain's regie moves to the receiver if the sender held it, all leave."""
    dossier_id, sender = handover.dossier_id, handover.from_organisation_id
    chain = records.holder(dossier_id, Scope.CHAIN)
    if chain is not None and chain.organisation_id == sender:
        _take(dossier_id, seat, Scope.CHAIN, handover.reason)
    today = clock.today()
    Regie.objects.on(today).filter(
        dossier_id=dossier_id, organisation_id=sender, scope=Scope.ORGANISATION
    ).update(valid_to=today)
    rows = Participation.objects.on(today).filter(dossier_id=dossier_id, organisation_id=sender)
    let_go(dossier_id, rows.select_related("professional", "team", "organisation"))


def _take(dossier_id: UUID, seat: Seat, scope: str, because: str) -> None:
    records.give_regie(dossier_id, seat, scope)
    _record(dossier_id, RegieTaken(scope, seat.name, seat.organisation_name, because))


def _record(dossier_id: UUID, said: object, handover: Handover | None = None) -> None:
    things = [Thing("dossier", dossier_id)]
    if handover is not None:
        things.append(Thing("handover", handover.id))
    record(said, dossier_id=dossier_id, things=things)


def _check(actor: Actor, new: NewHandover) -> None:
    if not new.because.strip():
        raise _wrong(gettext("Schrijf de reden in één zin op."), "because")
    if new.kind not in Handover.Kind.values:
        raise _wrong(gettext("Kies hoe u overdraagt."), "kind")


def _check_none_under_way(dossier_id: UUID, to: Seat) -> None:
    if Handover.objects.filter(
        dossier_id=dossier_id, to_organisation_id=to.organisation_id, status=Status.SENT
    ).exists():
        raise ConflictError(
            gettext("Er loopt al een overdracht naar deze organisatie."),
            gettext("Die is nog niet opgepakt of teruggegeven."),
            gettext("Wacht op antwoord, of bel het team."),
        )


def _check_receiver(actor: Actor, new: NewHandover, to: Seat) -> None:
    if to.organisation_id == actor.organisation_id:
        raise _wrong(gettext("Kies een team van een andere organisatie."), "team_id")
    if new.ends_own_task and to.role == Role.TRAJECTORY_GUIDE:
        sentence = gettext("Een re-integratiebedrijf werkt in opdracht. Uw eigen taak loopt dan door.")
        raise _wrong(sentence, "ends_own_task")


def _wrong(sentence: str, field: str) -> InvalidError:
    return InvalidError(
        gettext("De overdracht is nog niet compleet."),
        sentence,
        gettext("Vul het aan en verstuur opnieuw."),
        fields={field: sentence},
    )
