"""Reading who asks to take part: in dossiers that the actor leads, and what the own organisation asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Max

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import JoinRequest, Regie
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor

SHOWN = 50
State = JoinRequest.State


def asked_of_actor(actor: Actor) -> list[JoinRequest]:
    """Those that wait for who holds the chain's regie: the actor, a queue of theirs, or whom they cover."""
    led = Regie.objects.on(clock.today()).filter(scope=Regie.Scope.CHAIN, reader_id__in=actor.all_readers)
    found = JoinRequest.objects.filter(state=State.ASKED, dossier_id__in=led.values("dossier_id"))
    named = found.select_related("dossier__client", "organisation", "team", "membership__professional")
    return list(named.order_by("asked_on", "id")[:SHOWN])


def asked_by_organisation(actor: Actor) -> list[JoinRequest]:
    """The latest that the own organisation asked; whose dossier it is, is not told."""
    found = JoinRequest.objects.filter(organisation_id=actor.employer_id)
    return list(found.select_related("team", "membership__professional").order_by("-id")[:SHOWN])


def request_to_answer(actor: Actor, dossier_id: UUID, request_id: UUID) -> JoinRequest:
    """One that waits for the actor. Raises NotFoundError for anyone else, and once it was answered."""
    found = next((one for one in asked_of_actor(actor) if one.pk == request_id), None)
    if found is None or found.dossier_id != dossier_id:
        raise not_found()
    return found


def asked_on(organisation_id: UUID, dossier_ids: Collection[UUID]) -> dict[UUID, date]:
    """For whom an organisation asked and did not get a yes, with the last day it did; one statement."""
    if not dossier_ids:
        return {}
    found = JoinRequest.objects.filter(organisation_id=organisation_id, dossier_id__in=list(dossier_ids))
    rows = found.exclude(state=State.ACCEPTED).values("dossier_id").annotate(last=Max("asked_on"))
    return {row["dossier_id"]: row["last"] for row in rows}
