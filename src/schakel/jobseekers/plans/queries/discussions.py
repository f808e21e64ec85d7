"""Joint case discussions: those one was asked to, and of their agenda what one may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.organisations.models import Membership
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import (
    CaseDiscussion,
    DiscussionAgreement,
    DiscussionCase,
    DiscussionGuest,
)

Place = tuple[date, UUID]
GUESTS_OFFERED = 200
AGENDA_SHOWN = 100


def _mine(actor: Actor) -> QuerySet[CaseDiscussion]:
    """Those that the actor was asked to in the role of now; who convenes is a guest as well."""
    asked = DiscussionGuest.objects.filter(
        discussion_id=OuterRef("pk"), membership__reader_id=actor.reader_id
    )
    found = CaseDiscussion.objects.filter(Exists(asked))
    return found.select_related("organisation", "convened_by")


def discussions_of(actor: Actor, *, limit: int, after: Place | None = None) -> list[CaseDiscussion]:
    """The discussions of the actor, the latest day first; keyset by day and id; one statement."""
    found = _mine(actor)
    if after is not None:
        day, discussion_id = after
        found = found.filter(Q(held_on__lt=day) | Q(held_on=day, id__lt=discussion_id))
    return list(found.order_by("-held_on", "-id")[:limit])


def discussions_to_come(actor: Actor) -> list[CaseDiscussion]:
    """Those of today and later on whose agenda a client can be put; one statement."""
    return list(_mine(actor).filter(held_on__gte=clock.today()).order_by("held_on", "id")[:AGENDA_SHOWN])


def discussion_visible(actor: Actor, discussion_id: UUID) -> CaseDiscussion:
    """One discussion that the actor was asked to. Raises NotFoundError."""
    found = _mine(actor).filter(pk=discussion_id).first()
    if found is None:
        raise not_found()
    return found


def guests_of(discussion_id: UUID) -> list[DiscussionGuest]:
    """Who was asked, by organisation and name; one statement."""
    found = DiscussionGuest.objects.filter(discussion_id=discussion_id)
    named = found.select_related("membership__professional", "membership__organisation")
    return list(named.order_by("membership__organisation__name", "membership__professional__sort_key", "id"))


def agenda_of(discussion_id: UUID) -> list[DiscussionCase]:
    """The clients on the agenda that the actor may see, in the order they were put; one statement."""
    access.SEE.check_cell(current_context())
    found = DiscussionCase.objects.filter(discussion_id=discussion_id)
    return list(
        found.select_related("dossier__client", "organisation", "put_by").order_by("id")[:AGENDA_SHOWN]
    )


def case_visible(discussion_id: UUID, case_id: UUID) -> DiscussionCase:
    """One client on the agenda. Raises NotFoundError."""
    found = next((case for case in agenda_of(discussion_id) if case.pk == case_id), None)
    if found is None:
        raise not_found()
    return found


def agreements_of_cases(case_ids: list[UUID]) -> list[DiscussionAgreement]:
    """What was agreed at these, what is due first on top; one statement."""
    found = DiscussionAgreement.objects.filter(case_id__in=case_ids)
    named = found.select_related("agreement__organisation", "case__dossier__client")
    return list(named.order_by("agreement__due_on", "id"))


def cases_of_dossier(dossier_id: UUID) -> list[DiscussionCase]:
    """Where a client stood or stands on an agenda, the latest first; one statement."""
    access.SEE.check_cell(current_context())
    found = DiscussionCase.objects.filter(dossier_id=dossier_id).select_related("discussion")
    return list(found.order_by("-id")[:12])


@dataclass(frozen=True, slots=True)
class Insight:
    """A guest, and whether they take part in the dossier and so see the case."""

    guest: DiscussionGuest
    takes_part: bool


def insight_into(dossier_id: UUID, guests: list[DiscussionGuest]) -> list[Insight]:
    """Who of the guests takes part in a dossier today: only they may hear of the client; one statement."""
    taking_part = set(
        Participation.objects.on(clock.today())
        .filter(dossier_id=dossier_id)
        .values_list("reader_id", flat=True)
    )
    return [Insight(guest, guest.membership.reader_id in taking_part) for guest in guests]


def guests_to_ask(actor: Actor) -> list[Membership]:
    """Colleagues, and whoever takes part in a dossier of the actor at another organisation; one statement."""
    today = clock.today()
    mine = Participation.objects.on(today).filter(reader_id=actor.reader_id).values("dossier_id")
    beside = Participation.objects.on(today).filter(dossier_id__in=mine).values("reader_id")
    found = Membership.objects.on(today).filter(
        Q(organisation_id=actor.organisation_id) | Q(reader_id__in=beside), role__in=access.READERS
    )
    named = found.exclude(reader_id=actor.reader_id).select_related("professional", "organisation")
    return list(named.order_by("organisation__name", "professional__sort_key", "id")[:GUESTS_OFFERED])
