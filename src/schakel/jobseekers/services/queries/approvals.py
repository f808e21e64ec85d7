"""Questions for agreement: those that wait for whoever acts, those of a use, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.norms.house import figure_of
from schakel.jobseekers.services import access
from schakel.jobseekers.services.models import ServiceApproval

ANSWER_TERM = "HOUSE-service-approval"
State = ServiceApproval.State
_WHO = ("organisation", "asked_by", "approver__professional", "answered_by")


def answer_term(organisation_id: UUID) -> date:
    """By when an answer is asked: the house's term, or the organisation's own; one statement."""
    today = clock.today()
    return figure_of(ANSWER_TERM, organisation_id, today).ahead(today)


def to_decide(*, limit: int, after: tuple[date, UUID] | None = None) -> list[ServiceApproval]:
    """What waits for an answer of the actor or of whom they stand in for, the first due first; one statement.

    Nothing of the dossier is read but the question itself.
    """
    found = _mine()
    if after is not None:
        day, last = after
        found = found.filter(Q(answer_by__gt=day) | Q(answer_by=day, id__gt=last))
    return list(found.select_related(*_WHO).order_by("answer_by", "id")[:limit])


def count_to_decide(*, most: int) -> int:
    """How many wait for the actor, counted up to most; one statement."""
    return len(_mine().values_list("pk", flat=True)[:most])


def approval_to_decide(approval_id: UUID) -> ServiceApproval:
    """One that waits for an answer of the actor. Raises NotFoundError, also once it was answered."""
    found = _mine().filter(pk=approval_id).select_related(*_WHO).first()
    if found is None:
        raise not_found()
    return found


def approvals_of(use_ids: list[UUID]) -> dict[UUID, list[ServiceApproval]]:
    """The questions at these uses in the order they were asked, for who sees the dossier; one statement."""
    access.SEE.check_cell(current_context())
    found: dict[UUID, list[ServiceApproval]] = {}
    rows = ServiceApproval.objects.filter(use_id__in=use_ids).select_related(*_WHO)
    for row in rows.order_by("id"):
        found.setdefault(row.use_id, []).append(row)
    return found


def approval_of_use(dossier_id: UUID, use_id: UUID, approval_id: UUID) -> ServiceApproval:
    """One question in a dossier that the actor sees. Raises NotFoundError."""
    access.SEE.check_cell(current_context())
    found = ServiceApproval.objects.filter(pk=approval_id, use_id=use_id, dossier_id=dossier_id)
    row = found.select_related("use", *_WHO).first()
    if row is None:
        raise not_found()
    return row


def _mine() -> QuerySet[ServiceApproval]:
    return ServiceApproval.objects.filter(_asked_of_actor(), state=State.WAITING)


def _asked_of_actor() -> Any:
    """The rule of the database on who may answer, as a condition."""
    return Func(
        F("dossier_id"),
        F("approver_id"),
        F("asked_by_id"),
        function="services_may_answer",
        output_field=BooleanField(),
    )
