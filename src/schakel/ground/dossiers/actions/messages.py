"""Consulting colleagues in the dossier: a short message, its answers, and its end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import CaseMessage, CaseMessageParty
from schakel.ground.dossiers.queries.messages import Addressee, addressees_of, thread_of_actor
from schakel.ground.dossiers.verbs import MessageAnswered, MessageDone, MessageSent
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version

Status = CaseMessage.Status
MAX_BODY = 2_000


@action(access.CONSULT)
def send_message(
    *, actor: Actor, dossier_id: UUID, body: str, to: Collection[int], needs_answer: bool = True
) -> UUID:
    """Send a question or message to participants, named by their readers; returns its id.

    A message that needs no answer is there to be read, and nobody is waited for.
    Raises InvalidError without words or addressees, and for whoever takes no part or may not read contacts.
    """
    chosen = _chosen(dossier_id, to)
    words = _said(body)
    message = _message(actor, dossier_id, words, Status.OPEN if needs_answer else Status.ANSWERED)
    message.save(force_insert=True)
    readers = [(actor.reader_id, True), *((one.reader_id, False) for one in chosen)]
    for reader_id, is_sender in readers:
        CaseMessageParty(
            message=message, dossier_id=dossier_id, reader_id=reader_id, is_sender=is_sender
        ).save(force_insert=True)
    record(
        MessageSent(tuple(f"{one.name}, {one.organisation}" for one in chosen), words),
        dossier_id=dossier_id,
        things=[Thing("message", message.id)],
    )
    return message.id


@action(access.CONSULT)
def answer_message(*, actor: Actor, dossier_id: UUID, message_id: UUID, body: str) -> UUID:
    """Answer in a consultation one is in; returns the answer's id.

    From somebody else than the sender it makes the question answered; from the sender it asks again.
    Raises NotFoundError for who is not in it, ConflictError when it is over.
    """
    thread = _open_thread(dossier_id, message_id)
    words = _said(body)
    is_asking = thread.reader_id == actor.reader_id
    answer = _message(actor, dossier_id, words, Status.ANSWERED)
    answer.thread = thread
    answer.save(force_insert=True)
    update_version(
        thread, None, moved_at=answer.sent_at, status=Status.OPEN if is_asking else Status.ANSWERED
    )
    record(MessageAnswered(words), dossier_id=dossier_id, things=[Thing("message", thread.id)])
    return answer.id


@action(access.CONSULT)
def settle_message(*, actor: Actor, dossier_id: UUID, message_id: UUID) -> UUID:
    """Say that a consultation one is in is over; returns its id. Raises as answer_message does."""
    thread = _open_thread(dossier_id, message_id)
    update_version(thread, None, status=Status.DONE)
    record(MessageDone(), dossier_id=dossier_id, things=[Thing("message", thread.id)])
    return thread.id


def _message(actor: Actor, dossier_id: UUID, words: str, status: str) -> CaseMessage:
    now = clock.now()
    return CaseMessage(
        dossier_id=dossier_id,
        reader_id=actor.reader_id,
        organisation_id=actor.employer_id,
        body=words,
        status=status,
        sent_at=now,
        moved_at=now,
    )


def _open_thread(dossier_id: UUID, message_id: UUID) -> CaseMessage:
    thread = thread_of_actor(dossier_id, message_id)
    if thread is None:
        raise not_found()
    if thread.status == Status.DONE:
        raise ConflictError(
            gettext("Dit overleg is al afgehandeld."),
            gettext("Iemand in het overleg heeft het afgesloten."),
            gettext("Begin een nieuw overleg als er nog een vraag is."),
        )
    return thread


def _chosen(dossier_id: UUID, to: Collection[int]) -> list[Addressee]:
    known: Iterable[Addressee] = addressees_of(dossier_id)
    chosen = [one for one in known if one.reader_id in set(to)]
    if not chosen or len(chosen) != len(set(to)):
        sentence = gettext("Kies een of meer mensen die nu meedoen in dit dossier.")
        raise InvalidError(
            gettext("Het bericht kan zo niet weg."),
            gettext("Een bericht over een cliënt gaat alleen naar wie meedoet."),
            gettext("Vraag iemand er eerst bij, of kies iemand anders."),
            fields={"to": sentence},
        )
    return chosen


def _said(body: str) -> str:
    words = body.strip()
    if not words or len(words) > MAX_BODY:
        sentence = gettext("Schrijf uw bericht, in hooguit 2.000 tekens.")
        raise InvalidError(gettext("Het bericht is nog niet compleet."), fields={"body": sentence})
    return words
