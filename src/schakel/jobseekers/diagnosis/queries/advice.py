"""Requests for advice: of a diagnosis, and those that wait for a labour expert."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.norms.house import figure_of
from schakel.ground.organisations.models import Membership
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.models import AdviceRequest

LABOUR_ADVICE = "HOUSE-labour-advice"
SHOWN = 20
MOST_EXPERTS = 200


def requests_of(dossier_id: UUID) -> list[AdviceRequest]:
    """What was asked in a dossier, newest first; one statement."""
    found = AdviceRequest.objects.filter(dossier_id=dossier_id)
    return list(found.select_related("expert", "asked_by", "organisation").order_by("-asked_at")[:SHOWN])


def request_visible(dossier_id: UUID, request_id: UUID) -> AdviceRequest:
    """One request of a dossier. Raises NotFoundError."""
    access.SEE.check_cell(current_context())
    found = AdviceRequest.objects.filter(pk=request_id, dossier_id=dossier_id)
    row = found.select_related("expert", "asked_by", "organisation").first()
    if row is None:
        raise not_found()
    return row


def waiting_for(actor: Actor, *, limit: int, after: tuple[date, UUID] | None = None) -> list[AdviceRequest]:
    """What waits for this labour expert, the first due first; keyset by day and id."""
    access.SEE.check_cell(current_context())
    found = AdviceRequest.objects.filter(
        expert_reader_id=actor.reader_id, answered_at__isnull=True, withdrawn_on__isnull=True
    )
    if after is not None:
        day, last = after
        found = found.filter(Q(answer_by__gt=day) | Q(answer_by=day, id__gt=last))
    found = found.select_related("dossier__client", "asked_by", "organisation")
    return list(found.order_by("answer_by", "id")[:limit])


def count_waiting(*, most: int) -> int:
    """How many questions wait for whoever acts, counted up to most."""
    found = AdviceRequest.objects.filter(
        expert_reader_id=current_context().actor.reader_id,
        answered_at__isnull=True,
        withdrawn_on__isnull=True,
    )
    return len(found.values_list("pk", flat=True)[:most])


def advice_term(organisation_id: UUID) -> date:
    """By when an answer is asked: the house's term, or the organisation's own."""
    today = clock.today()
    return figure_of(LABOUR_ADVICE, organisation_id, today).ahead(today)


def labour_experts() -> list[Membership]:
    """Who can be asked today, by organisation and name."""
    found = Membership.objects.on(clock.today()).filter(role=Role.LABOUR_EXPERT)
    named = found.select_related("professional", "organisation")
    return list(named.order_by("organisation__name", "professional__sort_key", "id")[:MOST_EXPERTS])
