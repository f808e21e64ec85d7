"""Every write on questions of clients."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.queries.known import organisations_involved
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.questions import access
from schakel.jobseekers.questions.models import ClientQuestion
from schakel.jobseekers.questions.queries import Asker, answer_term, client_asked, question_visible
from schakel.jobseekers.questions.verbs import QuestionAnswered, QuestionTakenIn


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What a client asked, through which channel, and where they want the answer."""

    channel: str
    question: str
    reach_at: str = ""


@action(access.TAKE_IN)
def take_in_question(*, actor: Actor, asker: Asker, new: NewQuestion) -> UUID:
    """Write a question down for whoever is responsible for the client; returns its id.

    The taker sees nothing of the dossier by it. Raises InvalidError for an empty question, a client that is
    not found, or a dossier that nobody works in.
    """
    question, reach_at = new.question.strip(), new.reach_at.strip()
    _check(question)
    dossier_id = client_asked(actor=actor, asker=asker, page="questions:take_in")
    if dossier_id is None:
        raise _unknown()
    if not organisations_involved(dossier_id):
        raise _rests()
    question_id, answer_by = uuid7(), answer_term(actor).ahead(clock.today())
    record(
        QuestionTakenIn(new.channel, question, reach_at, answer_by.isoformat()),
        dossier_id=dossier_id,
        things=[Thing("question", question_id), Thing("client", dossier_id)],
    )
    ClientQuestion(
        id=question_id,
        dossier_id=dossier_id,
        organisation_id=actor.employer_id,
        reader_id=actor.reader_id,
        taken_at=clock.now(),
        channel=new.channel,
        question=question,
        reach_at=reach_at,
        answer_by=answer_by,
    ).save(force_insert=True)
    return question_id


@action(access.ANSWER)
def answer_question(
    *, actor: Actor, dossier_id: UUID, question_id: UUID, answer: str, expected_version: int | None
) -> UUID:
    """Write down what was answered, which ends the question; returns its id.

    Raises NotFoundError for another dossier's, InvalidError without words, ConflictError when it has its
    answer, StaleVersionError when somebody else answered meanwhile.
    """
    question = question_visible(dossier_id, question_id)
    if question is None:
        raise not_found()
    if question.answered_at is not None:
        raise _answered()
    words = answer.strip()
    if not words:
        sentence = gettext("Schrijf op wat u de cliënt antwoordde.")
        raise InvalidError(gettext("Het antwoord ontbreekt."), sentence, fields={"answer": sentence})
    record(
        QuestionAnswered(words),
        dossier_id=dossier_id,
        things=[Thing("question", question_id), Thing("client", dossier_id)],
    )
    update_version(
        question,
        expected_version,
        answer=words,
        answered_at=clock.now(),
        answered_by_id=actor.reader_id,
    )
    return question_id


def _check(question: str) -> None:
    if not question:
        sentence = gettext("Schrijf op wat de cliënt vraagt.")
        raise InvalidError(gettext("De vraag ontbreekt."), sentence, fields={"question": sentence})


def _unknown() -> InvalidError:
    return InvalidError(
        gettext("De vraag is nog niet doorgegeven."),
        gettext("Met deze gegevens is er in de keten geen cliënt."),
        gettext("Vraag het BSN na, of het dossiernummer met de geboortedatum."),
    )


def _rests() -> InvalidError:
    return InvalidError(
        gettext("De vraag is nog niet doorgegeven."),
        gettext("Niemand werkt nu met deze cliënt: het dossier rust."),
        gettext("Open het dossier opnieuw, of verwijs de cliënt naar een aanvraag."),
    )


def _answered() -> ConflictError:
    return ConflictError(
        gettext("Deze vraag is al beantwoord."),
        gettext("Iemand anders schreef het antwoord op."),
        gettext("Leg een contact vast als u de cliënt nog sprak."),
    )
