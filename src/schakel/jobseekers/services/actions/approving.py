"""Answering a question for agreement, and taking it back (R227)."""

from __future__ import annotations

from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, StaleVersionError
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.services import access
from schakel.jobseekers.services.models import ServiceApproval
from schakel.jobseekers.services.queries.approvals import (
    approval_of_use,
    approval_to_decide,
)
from schakel.jobseekers.services.records import record_extension, withdraw_questions
from schakel.jobseekers.services.verbs import ServiceDropped
from schakel.jobseekers.services.verbs.approvals import ApprovalAnswered

About, State = ServiceApproval.About, ServiceApproval.State
_ANSWER = "select services_answer(%s, %s, %s, %s, %s)"
DROPPED, EXTENDED = "dropped", "extended"


@action(access.APPROVE)
def answer_approval(
    *, actor: Actor, approval_id: UUID, is_agreed: bool | None, words: str, expected_version: int | None
) -> UUID:
    """Agree or not with what was asked of the actor, in one sentence; returns the question's id.

    The service goes on once every level agrees; without agreement it does not. Raises NotFoundError for who
    was not asked or once it was answered, InvalidError without an answer or sentence, StaleVersionError.
    """
    row = approval_to_decide(approval_id)
    fields = {}
    if is_agreed is None:
        fields["is_agreed"] = gettext("Kies of u akkoord bent.")
    if not words.strip():
        fields["words"] = gettext("Schrijf in één zin op waarom.")
    if fields:
        raise InvalidError(gettext("Uw antwoord is nog niet compleet."), fields=fields)
    version = row.version if expected_version is None else expected_version
    extension_id = uuid7()
    followed = _answer(row, version, bool(is_agreed), words.strip(), extension_id)
    content = ApprovalAnswered(
        row.service_name, row.about, row.level, actor.name, bool(is_agreed), words.strip(), followed
    )
    things = [Thing("service_use", row.use_id)]
    record(content, dossier_id=row.dossier_id, things=things)
    if followed == DROPPED:
        dropped = ServiceDropped(
            row.service_name, gettext("er is geen akkoord: %(why)s") % {"why": words.strip()}
        )
        record(dropped, dossier_id=row.dossier_id, things=things)
    elif followed == EXTENDED and row.until is not None:
        record_extension(row.dossier_id, row.use_id, row.service_name, row.until, row.because)
    return row.pk


def _answer(row: ServiceApproval, version: int, is_agreed: bool, words: str, extension_id: UUID) -> str:
    """What followed. The database answers, since the approver need not see the dossier."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(_ANSWER, [row.pk, version, is_agreed, words, extension_id])
        followed = str(cursor.fetchone()[0])
    if followed == "stale":
        raise StaleVersionError(row)
    if followed in {"gone", "over"}:
        raise ConflictError(
            gettext("Deze vraag hoeft geen antwoord meer."),
            gettext("De dienst is intussen afgelopen, verlengd of ingetrokken."),
            gettext("Ga terug naar de lijst."),
        )
    return followed


@action(access.CHANGE)
def withdraw_approval(
    *, actor: Actor, dossier_id: UUID, use_id: UUID, approval_id: UUID, because: str
) -> UUID:
    """Take a question back, with every other level asked the same; returns the use's id.

    A choice that waited does not go ahead. Raises ForbiddenError for who did not ask and stands in for nobody
    who did, InvalidError without a reason, ConflictError once it was answered.
    """
    row = approval_of_use(dossier_id, use_id, approval_id)
    if row.asked_reader_id not in (actor.reader_id, *actor.covered):
        raise ForbiddenError(
            gettext("U vroeg dit niet zelf."),
            gettext("Alleen wie akkoord vroeg, trekt de vraag in."),
            gettext("Vraag het aan %(name)s.") % {"name": row.asked_by.name},
        )
    if row.state != State.WAITING:
        raise ConflictError(
            gettext("Op deze vraag is al geantwoord."),
            gettext("Het antwoord staat bij de dienst."),
            gettext("Bekijk de dienst opnieuw."),
        )
    if not because.strip():
        sentence = gettext("Schrijf in één zin op waarom u de vraag intrekt.")
        raise InvalidError(gettext("Dit is nog niet compleet."), fields={"because": sentence})
    withdraw_questions(row.use, row.about, because.strip())
    return use_id
