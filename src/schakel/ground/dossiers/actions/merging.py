"""Taking two dossiers of one person together, and taking them apart again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import REGISTRARS
from schakel.ground.dossiers import access, records
from schakel.ground.dossiers.merging import carry_over, obstacles, taken_over
from schakel.ground.dossiers.models import ClientMerge, Dossier
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.verbs.merging import ClientsMerged, ClientsUnmerged
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action, check_constraints_now, current_act
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.people.records import hand_bsn_over

REASON_LENGTH = 400


@action(access.TAKE_PART)
def merge_clients(
    *, actor: Actor, dossier_ids: tuple[UUID, UUID], reason: str, take: Collection[str] = ()
) -> UUID:
    """Let the second dossier go on in the first, because both are of one person; returns the merge's id.

    take names what of the person is taken over from the second where the two differ (merging.CHOSEN). No
    entry of the journal is rewritten: both streams are read together. Raises NotFoundError when the actor
    does not see both or registers nobody, ForbiddenError for who may not write who somebody is in both,
    InvalidError without a reason, ConflictError for the first thing that stands in the way.
    """
    into_id, ending_id = dossier_ids
    if into_id == ending_id or actor.role not in REGISTRARS:
        raise not_found()
    because = _reason(reason)
    merge = ClientMerge(id=uuid7(), dossier_id=into_id, merged_id=ending_id, reason=because)
    merge.merged_by_id, merge.merged_at = seat_of_actor(actor).person_id, clock.now()
    _ask("dossiers_merge_hold(%s, %s)", into_id, ending_id)
    into, ending = _with_client(into_id), _with_client(ending_id)
    if found := obstacles(into, ending):
        raise ConflictError(gettext("Samenvoegen kan nu niet."), found[0].why, found[0].remedy)
    merge.took = taken_over(into.client, ending.client, take)
    merge.save(force_insert=True)
    _ask("dossiers_merge(%s, %s, %s, %s, %s)", merge.id, into_id, ending_id, current_act().id, merge.took)
    if "bsn" in merge.took:
        hand_bsn_over(ending_id, into_id)
    carry_over(into_id, ending_id)
    check_constraints_now()
    took = tuple(merge.took)
    _record(
        ClientsMerged(str(merge.id), ending.number, goes_on=True, reason=because, took=took), merge, into_id
    )
    _record(ClientsMerged(str(merge.id), into.number, goes_on=False, reason=because), merge, ending_id)
    records.derive_grants([into_id, ending_id])
    return merge.id


@action(access.TAKE_PART)
def unmerge_clients(*, actor: Actor, dossier_id: UUID, merge_id: UUID, reason: str) -> UUID:
    """Take two dossiers apart again as they stood, while nobody touched them since; returns the merge's id.

    Raises NotFoundError for a merge that is not of this dossier, InvalidError without a reason, ConflictError
    when an act touched one of the two since, or when it was undone before.
    """
    merge = ClientMerge.objects.filter(pk=merge_id, dossier_id=dossier_id).first()
    if merge is None or actor.role not in REGISTRARS:
        raise not_found()
    because = _reason(reason)
    ids = (merge.dossier_id, merge.merged_id)
    numbers = dict(Dossier.objects.filter(pk__in=ids).values_list("pk", "number"))
    _ask("dossiers_merge_hold(%s, %s)", *ids)
    if "bsn" in merge.took:
        hand_bsn_over(*ids)
    _ask("dossiers_unmerge(%s)", merge_id)
    ended = {"ended_at": clock.now(), "ended_by_id": seat_of_actor(actor).person_id, "ended_because": because}
    ClientMerge.objects.filter(pk=merge_id).update(**ended)
    check_constraints_now()
    for own, other in (ids, ids[::-1]):
        _record(ClientsUnmerged(str(merge_id), numbers[other], because), merge, own)
    records.derive_grants(ids)
    return merge_id


def _with_client(dossier_id: UUID) -> Dossier:
    return Dossier.objects.select_related("client").get(pk=dossier_id)


def _ask(call: str, *values: Any) -> None:
    with connections[current_context().using].cursor() as cursor:
        cursor.execute(f"select {call}", list(values))


def _record(content: ClientsMerged | ClientsUnmerged, merge: ClientMerge, dossier_id: UUID) -> None:
    things = [Thing("dossier", dossier_id), Thing("client_merge", merge.id)]
    record(content, dossier_id=dossier_id, things=things)


def _reason(reason: str) -> str:
    words = reason.strip()
    if not words or len(words) > REASON_LENGTH:
        raise InvalidError(
            gettext("De reden ontbreekt of is te lang."),
            gettext("Wie dit later leest, moet weten waaraan u het zag."),
            fields={"reason": gettext("Schrijf in één of twee zinnen op waaraan u dat ziet.")},
        )
    return words
