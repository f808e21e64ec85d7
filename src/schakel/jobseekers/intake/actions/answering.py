"""Saving the answers of an intake, part by part, and the client's word that theirs are ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind, Section
from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.history import tell_history
from schakel.jobseekers.intake.models import IntakePart
from schakel.jobseekers.intake.prefilling import Known, known_answers
from schakel.jobseekers.intake.queries import part_of, parts_of, running_intake
from schakel.jobseekers.intake.questions import HISTORY, LAST_OCCUPATION, PARTS, Part
from schakel.jobseekers.intake.verbs.intake import IntakeAnswered, IntakeSent
from schakel.jobseekers.profile.actions import note_last_occupation


@action(access.ANSWER)
def save_part(
    *,
    actor: Actor,
    dossier_id: UUID,
    intake_id: UUID,
    key: str,
    answers: Mapping[str, str],
    expected_version: int | None = None,
) -> UUID:
    """Save the answers of one part; returns the part's id.

    What the chain asks once is stated as a fact too, if it is new here and differs from what is known.
    Raises NotFoundError for a part that is not for the actor, InvalidError for an answer that does not fit
    its question, StaleVersionError when somebody else saved it meanwhile.
    """
    intake = running_intake(dossier_id, intake_id)
    part = _part_for(actor, dossier_id, key)
    row = part_of(intake, key)
    said = {q.key: answers.get(q.key, "").strip() for q in part.questions}
    _check(part, said)
    known = known_answers(dossier_id, part)
    changed = {name: answer for name, answer in said.items() if answer != row.answers.get(name, "")}
    things = [Thing("intake", intake.id), Thing("intake_part", row.id)]
    record(
        IntakeAnswered(part.key, tuple(changed.items())),
        dossier_id=dossier_id,
        section=part.section,
        things=things,
    )
    update_version(
        row,
        expected_version,
        answers=said,
        sources=_sources(said, known, row),
        saved_at=clock.now(),
        saved_by_id=actor.reader_id,
        organisation_id=actor.organisation_id,
    )
    _tell_the_chain(actor, dossier_id, part, said, changed, known)
    return row.id


def _tell_the_chain(
    actor: Actor,
    dossier_id: UUID,
    part: Part,
    said: Mapping[str, str],
    changed: Mapping[str, str],
    known: Mapping[str, Known],
) -> None:
    """What other rooms keep is stated there, so that nobody asks it again.

    An answer that stood in this part already is left alone: somebody may have stated something newer since.
    """
    for question in part.questions:
        answer = changed.get(question.key, "")
        if not answer or (question.key in known and known[question.key].value == answer):
            continue
        if question.fact:
            state_fact(actor=actor, dossier_id=dossier_id, new=NewFact(question.fact, answer))
        elif question.key == LAST_OCCUPATION:
            note_last_occupation(actor=actor, dossier_id=dossier_id, title=answer)
    if part == HISTORY:
        tell_history(actor, dossier_id, said, changed)


@action(access.ANSWER)
def send_intake(
    *, actor: Actor, dossier_id: UUID, intake_id: UUID, expected_version: int | None = None
) -> UUID:
    """Let the client say that their answers are ready; returns the intake's id. They may still change them.

    Raises NotFoundError for anyone else, InvalidError when nothing was filled in.
    """
    intake = running_intake(dossier_id, intake_id)
    if actor.kind != ReaderKind.CLIENT:
        raise not_found()
    filled = [row.key for row in parts_of(intake) if row.saved_at and PARTS[row.key].is_for_client]
    if not filled:
        raise InvalidError(
            gettext("Er is nog niets om te versturen."), gettext("Vul eerst een deel in en bewaar het.")
        )
    record(IntakeSent(tuple(filled)), dossier_id=dossier_id, things=[Thing("intake", intake.id)])
    update_version(intake, expected_version, sent_at=clock.now())
    return intake.id


def _part_for(actor: Actor, dossier_id: UUID, key: str) -> Part:
    """The part, if the actor may answer it: a client their own, a professional by the section's cell."""
    part = PARTS.get(key)
    if part is None or (actor.kind == ReaderKind.CLIENT and not part.is_for_client):
        raise not_found()
    if part.section == Section.BENEFIT and actor.kind != ReaderKind.CLIENT:
        access.ANSWER_INCOME.check(current_context(), {"dossier_id": dossier_id})
    return part


def _check(part: Part, said: Mapping[str, str]) -> None:
    problems = part.problems(said)
    start, end = said.get("worked_from"), said.get("worked_until")
    if not problems and start and date.fromisoformat(start) > clock.today():
        problems = {"worked_from": gettext("Dit werk begint nog.")}
    if not problems and start and end and end < start:
        problems = {"worked_until": gettext("De laatste dag kan niet vóór de eerste liggen.")}
    if problems:
        raise InvalidError(gettext("Dit deel is nog niet bewaard."), fields=problems)


def _sources(said: Mapping[str, str], known: Mapping[str, Known], row: IntakePart) -> dict[str, str]:
    """Of each answer that was left as it was known, where it came from."""
    found = {}
    for key, answer in said.items():
        if answer and key in known and known[key].value == answer:
            found[key] = known[key].source
        elif answer and row.answers.get(key) == answer and key in row.sources:
            found[key] = row.sources[key]
    return found
