"""What a client says of taking part: in their own pages, or told to a professional who writes it down."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.programme.studies import access
from schakel.programme.studies.models import Answer, StudyPerson
from schakel.programme.studies.queries import answers_open_to, person_visible
from schakel.programme.studies.verbs import StudyAnswered

How = StudyPerson.How


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What the client answered (yes or no), and how they told it."""

    answer: str
    how: str


@action(access.OWN_WORD)
def answer_own(
    *, actor: Actor, dossier_id: UUID, study_person_id: UUID, answer: str, expected_version: int | None = None
) -> UUID:
    """Let the client say yes, no, or that they stop; returns the row's id.

    Raises NotFoundError for who is not the client, InvalidError for another word, ConflictError when that
    can't be said any more, StaleVersionError when somebody wrote another answer down meanwhile.
    """
    if actor.kind != ReaderKind.CLIENT or actor.subject_id != dossier_id:
        raise not_found()
    person = _person(dossier_id, study_person_id)
    return _answer(person, answer, How.OWN, None, expected_version)


@action(access.RECORD)
def record_answer(
    *,
    actor: Actor,
    dossier_id: UUID,
    study_person_id: UUID,
    new: NewAnswer,
    expected_version: int | None = None,
) -> UUID:
    """Write down what a client said by telephone, in a talk or on paper; returns the row's id.

    Raises as answer_own does, and InvalidError for a way in which clients answer themselves.
    """
    person = _person(dossier_id, study_person_id)
    if new.how not in {How.PHONE, How.TALK, How.PAPER}:
        sentence = gettext("Kies hoe de cliënt dit zei.")
        raise InvalidError(gettext("Het antwoord is nog niet compleet."), fields={"how": sentence})
    return _answer(person, new.answer, new.how, actor.reader_id, expected_version)


def _person(dossier_id: UUID, study_person_id: UUID) -> StudyPerson:
    person = person_visible(dossier_id, study_person_id)
    if person is None:
        raise not_found()
    return person


def _answer(
    person: StudyPerson, answer: str, how: str, recorded_by: int | None, expected_version: int | None
) -> UUID:
    """Store the answer; a no after a yes is a withdrawal."""
    if answer not in {Answer.YES, Answer.NO}:
        sentence = gettext("Kies ja of nee.")
        raise InvalidError(gettext("Het antwoord is nog niet compleet."), fields={"answer": sentence})
    if answer not in answers_open_to(person):
        raise ConflictError(
            gettext("Dit antwoord kan niet meer."),
            gettext("Het staat er al, het onderzoek is voorbij, of er is iemand anders gevraagd."),
            gettext("Bel wie het onderzoek doet als u iets wilt veranderen."),
        )
    takes_part = person.answer in {Answer.YES, Answer.INCLUDED}
    kept = Answer.WITHDRAWN if answer == Answer.NO and takes_part else Answer(answer)
    update_version(
        person, expected_version, answer=kept, how=how, answered_at=clock.now(), recorded_by_id=recorded_by
    )
    content = StudyAnswered(person.study.title, kept.value, how)
    record(content, dossier_id=person.dossier_id, things=[Thing("study", person.study_id)])
    return person.pk
