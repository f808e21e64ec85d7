"""Reading who asks to take part: in dossiers that the actor leads, and what the own organisation asked."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import JoinRequest, Participation, Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor

SHOWN = 50
State = JoinRequest.State


def asked_of_actor(actor: Actor, dossier_id: UUID | None = None) -> list[JoinRequest]:
    """Those that wait for who holds the chain's regie: the actor, a queue of theirs, or whom they cover."""
    found = _to_answer(actor)
    if dossier_id is not None:
        found = found.filter(dossier_id=dossier_id)
    named = found.select_related("dossier__client", "organisation", "team", "membership__professional")
    return list(named.order_by("asked_on", "id")[:SHOWN])


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
