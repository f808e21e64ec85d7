"""Reading who asks to take part: in dossiers that the actor leads, and what the own organisation asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import JoinRequest, Participation, Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.models import Organisation

SHOWN = 50
State = JoinRequest.State


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which questions to show: of one organisation, or by hand or by file only; empty shows all."""

    organisation_id: UUID | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of questions, oldest first, and whether there are later ones."""

    rows: list[JoinRequest]
    has_more: bool


def page_to_answer(actor: Actor, narrowed: Narrowed, after: UUID | None = None) -> Waiting:
    """What waits for the actor, from the question after this one on; nonsense starts at the beginning."""
    found = _to_answer(actor)
    if narrowed.organisation_id is not None:
        found = found.filter(organisation_id=narrowed.organisation_id)
    if narrowed.source:
        found = found.filter(source=narrowed.source)
    last = JoinRequest.objects.filter(pk=after).first() if after else None
    if last is not None:
        same_day = Q(asked_on=last.asked_on, pk__gt=last.pk)
        found = found.filter(same_day | Q(asked_on__gt=last.asked_on))
    rows = list(_named(found).order_by("asked_on", "id")[: SHOWN + 1])
    return Waiting(rows[:SHOWN], len(rows) > SHOWN)


def askers_of(actor: Actor) -> list[Organisation]:
    """The organisations whose questions wait for the actor, by name."""
    return list(
        Organisation.objects.filter(pk__in=_to_answer(actor).values("organisation_id")).order_by("name")
    )


def count_to_answer(actor: Actor, *, most: int) -> int:
    """How many questions wait for the actor; at most `most` are counted. One statement."""
    return len(_to_answer(actor).values_list("pk", flat=True)[:most])


def to_answer_among(actor: Actor, request_ids: Collection[UUID]) -> list[JoinRequest]:
    """Those of these questions that wait for the actor, oldest first; the others are as if they were not."""
    found = _to_answer(actor).filter(pk__in=list(request_ids))
    return list(_named(found).order_by("asked_on", "id"))


def _named(found: QuerySet[JoinRequest]) -> QuerySet[JoinRequest]:
    return found.select_related("dossier__client", "organisation", "team", "membership__professional")


def asked_of_actor(actor: Actor, dossier_id: UUID | None = None) -> list[JoinRequest]:
    """Those that wait for who holds the chain's regie: the actor, a queue of theirs, or whom they cover."""
    found = _to_answer(actor)
    if dossier_id is not None:
        found = found.filter(dossier_id=dossier_id)
    return list(_named(found).order_by("asked_on", "id")[:SHOWN])


def _to_answer(actor: Actor) -> QuerySet[JoinRequest]:
    """Whoever takes part by now, by another road, waits for nothing."""
    today = clock.today()
    led = Regie.objects.on(today).filter(scope=Regie.Scope.CHAIN, reader_id__in=actor.all_readers)
    there = Participation.objects.on(today).filter(
        dossier_id=OuterRef("dossier_id"), organisation_id=OuterRef("organisation_id")
    )
    found = JoinRequest.objects.filter(state=State.ASKED, dossier_id__in=led.values("dossier_id"))
    return found.filter(~Exists(there))


def asked_by_organisation(actor: Actor) -> list[JoinRequest]:
    """The latest that the own organisation asked; whose dossier it is, is not told."""
    found = JoinRequest.objects.filter(organisation_id=actor.employer_id)
    return list(found.select_related("team", "membership__professional").order_by("-id")[:SHOWN])


def own_request(actor: Actor, request_id: UUID) -> JoinRequest:
    """One that the own organisation asked. Raises NotFoundError."""
    found = JoinRequest.objects.filter(pk=request_id, organisation_id=actor.employer_id)
    row = found.select_related("team", "membership__professional").first()
    if row is None:
        raise not_found()
    return row


def request_to_answer(actor: Actor, dossier_id: UUID, request_id: UUID) -> JoinRequest:
    """One that waits for the actor. Raises NotFoundError for anyone else, and once it was answered."""
    found = next((one for one in asked_of_actor(actor, dossier_id) if one.pk == request_id), None)
    if found is None:
        raise not_found()
    return found


def asked_before(organisation_id: UUID, dossier_ids: Collection[UUID]) -> dict[UUID, JoinRequest]:
    """By dossier the last time an organisation asked, where it has no yes and did not take it back.

    One statement.
    """
    if not dossier_ids:
        return {}
    found = JoinRequest.objects.filter(organisation_id=organisation_id, dossier_id__in=list(dossier_ids))
    stands = found.filter(state__in=(State.ASKED, State.REFUSED))
    return {row.dossier_id: row for row in stands.order_by("id")}


def requests_named(request_ids: Collection[UUID]) -> dict[UUID, JoinRequest]:
    """What became of questions of the own organisation; one statement, and none without any."""
    if not request_ids:
        return {}
    return JoinRequest.objects.in_bulk(list(request_ids))
