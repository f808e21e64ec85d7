"""Ties that two organisations agreed on, and what those let them share at most."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import AgreedTie
from schakel.ground.organisations.models.agreed_tie import EVERYTHING

Status = AgreedTie.Status


def tie_today(one_id: UUID, other_id: UUID) -> AgreedTie | None:
    """The tie that both agreed to and that holds today."""
    rows = AgreedTie.objects.on(clock.today()).filter(_pair(one_id, other_id), status=Status.AGREED)
    return rows.first()


def shared_at_most(one_id: UUID, other_id: UUID) -> Section:
    """The sections that the two let each other read at most; all where they agreed on nothing."""
    tie = tie_today(one_id, other_id)
    return Section(tie.sections if tie is not None else EVERYTHING)


def limits_of(organisation_id: UUID) -> dict[UUID, Section]:
    """By partner, what is shared at most today; partners without an agreed tie are left out."""
    rows = agreed_today(organisation_id)
    return {other_end(row, organisation_id): Section(row.sections) for row in rows}


def agreed_today(organisation_id: UUID) -> QuerySet[AgreedTie]:
    """Every tie of an organisation that both ends agreed to and that holds today."""
    rows = AgreedTie.objects.on(clock.today()).filter(_of(organisation_id), status=Status.AGREED)
    return rows.order_by("id")


def ties_between(own_id: UUID, other_id: UUID) -> list[AgreedTie]:
    """All that was proposed between the two, newest first, with both organisations; at most 50."""
    rows = between(own_id, other_id).select_related("proposer", "partner")
    return list(rows.order_by("-proposed_on", "-id")[:50])


def proposals_to(organisation_id: UUID) -> list[AgreedTie]:
    """The proposals that wait for this organisation's answer, oldest first."""
    rows = AgreedTie.objects.filter(partner_id=organisation_id, status=Status.PROPOSED)
    return list(rows.select_related("proposer").order_by("proposed_on", "id")[:50])


def proposal_of(organisation_id: UUID, tie_id: UUID, *, to_answer: bool) -> AgreedTie:
    """An open proposal of, or to answer by, this organisation. Raises NotFoundError without one."""
    end = {"partner_id": organisation_id} if to_answer else {"proposer_id": organisation_id}
    row = AgreedTie.objects.filter(pk=tie_id, status=Status.PROPOSED, **end)
    found = row.select_related("proposer", "partner").first()
    if found is None:
        raise not_found()
    return found


def between(one_id: UUID, other_id: UUID) -> QuerySet[AgreedTie]:
    """The ties of two organisations, whoever proposed them."""
    return AgreedTie.objects.filter(_pair(one_id, other_id))


def other_end(tie: AgreedTie, organisation_id: UUID) -> UUID:
    """The id of the organisation at the other end."""
    found: UUID = tie.partner_id if tie.proposer_id == organisation_id else tie.proposer_id
    return found


def _pair(one_id: UUID, other_id: UUID) -> Q:
    there, back = Q(proposer_id=one_id, partner_id=other_id), Q(proposer_id=other_id, partner_id=one_id)
    return there | back


def _of(organisation_id: UUID) -> Q:
    return Q(proposer_id=organisation_id) | Q(partner_id=organisation_id)
