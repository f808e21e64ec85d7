"""What follows on a handover before or after its answer: completing, withdrawing, settling, telling back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.handover_content import Agreed
from schakel.ground.dossiers.handover_parts import check_parts, keep_parts, labels_of
from schakel.ground.dossiers.handover_terms import Part
from schakel.ground.dossiers.models import Handover, HandoverPart
from schakel.ground.dossiers.queries.arrangements import agreed_between
from schakel.ground.dossiers.queries.handovers import received_handover, sent_handover
from schakel.ground.dossiers.queues import leave_queue
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.verbs import (
    CompletionAsked,
    HandoverCompleted,
    HandoverFeedback,
    HandoverWithdrawn,
    ReturnSettled,
)
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.kernel.versions import update_version

Status, Waits = Handover.Status, Handover.Waits


@action(access.ANSWER)
def ask_completion(
    *, actor: Actor, dossier_id: UUID, handover_id: UUID, what: str, expected_version: int | None = None
) -> UUID:
    """Ask the sender for what is missing; the clock of the pair starts anew, now for the sender.

    Returns the handover's id. Raises ConflictError when the question is out already.
    """
    words = _required(what, "what", gettext("Schrijf op wat er ontbreekt."))
    records.hold(dossier_id)
    handover = received_handover(actor, dossier_id, handover_id)
    if handover.waits_for == Waits.SENDER:
        raise ConflictError(
            gettext("De vraag is al gesteld."),
            gettext("De afzender heeft nog niet geantwoord."),
            gettext("Wacht op de aanvulling, of bel de afzender."),
        )
    due = add_working_days(clock.today(), handover.term_working_days)
    update_version(handover, expected_version, waits_for=Waits.SENDER, asked=words, due_on=due)
    seat = seat_of_actor(actor)
    _record(handover, CompletionAsked(seat.name, seat.organisation_name, words, due.isoformat()))
    return handover.id


@action(access.TAKE_PART)
def complete_handover(
    *,
    actor: Actor,
    dossier_id: UUID,
    handover_id: UUID,
    parts: Mapping[str, Part],
    expected_version: int | None = None,
) -> UUID:
    """Add what was asked for; the receiver has a whole term again. Returns the handover's id."""
    records.hold(dossier_id)
    handover = sent_handover(actor, dossier_id, handover_id)
    _still_open(handover)
    agreed = agreed_between(handover.from_organisation_id, handover.to_organisation_id)
    whole = _with_before(handover, agreed) | dict(parts)
    check_parts(dossier_id, agreed, whole)
    due = add_working_days(clock.today(), handover.term_working_days)
    changes = {"waits_for": Waits.RECEIVER, "asked": "", "due_on": due, "checklist": labels_of(agreed, whole)}
    update_version(handover, expected_version, **changes)
    labels = keep_parts(handover, agreed, parts)
    _record(handover, HandoverCompleted(labels, due.isoformat()))
    return handover.id


@action(access.TAKE_PART)
def withdraw_handover(
    *, actor: Actor, dossier_id: UUID, handover_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Take a handover back before anyone took it up; the receiving team looks no longer. Returns its id."""
    words = _required(because, "because", gettext("Schrijf op waarom u de overdracht intrekt."))
    records.hold(dossier_id)
    handover = sent_handover(actor, dossier_id, handover_id)
    _still_open(handover)
    changes = {"status": Status.WITHDRAWN, "answered_at": clock.now(), "return_reason": words}
    update_version(handover, expected_version, **changes)
    _record(handover, HandoverWithdrawn(handover.from_organisation.name, words))
    leave_queue(handover)
    records.derive_grants([dossier_id])
    return handover.id


@action(access.TAKE_PART)
def settle_return(
    *, actor: Actor, dossier_id: UUID, handover_id: UUID, because: str, expected_version: int | None = None
) -> UUID:
    """Say how the sender goes on after a return: it keeps the task, for this reason. Returns the id."""
    words = _required(because, "because", gettext("Schrijf op hoe u nu verder gaat."))
    handover = sent_handover(actor, dossier_id, handover_id)
    if handover.status != Status.RETURNED or handover.settled_at is not None:
        raise not_found()
    update_version(handover, expected_version, settled_at=clock.now())
    _record(handover, ReturnSettled(handover.from_organisation.name, words))
    return handover.id


@action(access.ANSWER)
def give_feedback(
    *, actor: Actor, dossier_id: UUID, handover_id: UUID, words: str, expected_version: int | None = None
) -> UUID:
    """Tell the sender, after taking up, what was right and what lacked (R032); returns the handover's id."""
    said = _required(words, "words", gettext("Schrijf op wat u wilt terugkoppelen."))
    handover = received_handover(actor, dossier_id, handover_id, status=Status.TAKEN_UP)
    update_version(handover, expected_version, feedback=said, feedback_at=clock.now())
    seat = seat_of_actor(actor)
    _record(handover, HandoverFeedback(seat.name, seat.organisation_name, said))
    return handover.id


def _with_before(handover: Handover, agreed: Agreed) -> dict[str, Part]:
    """What was sent already, as far as it is still asked; what is no longer asked stays as it was."""
    rows = HandoverPart.objects.filter(handover=handover, key__in=[one.key for one in agreed.items])
    return {row.key: Part(row.text, row.does_not_apply) for row in rows}


def _still_open(handover: Handover) -> None:
    if not handover.is_open:
        raise ConflictError(
            gettext("Deze overdracht is al beantwoord."),
            gettext("De ontvanger was u voor."),
            gettext("Kijk in het dossier wat er mee gebeurde."),
        )


def _required(words: str, field: str, sentence: str) -> str:
    if not words.strip():
        raise InvalidError(gettext("Er ontbreekt nog iets."), sentence, fields={field: sentence})
    return words.strip()


def _record(handover: Handover, said: object) -> None:
    things = [Thing("dossier", handover.dossier_id), Thing("handover", handover.id)]
    record(said, dossier_id=handover.dossier_id, things=things)
