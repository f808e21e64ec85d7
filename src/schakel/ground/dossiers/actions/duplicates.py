"""Judging that two dossiers which look alike are of two people."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import REGISTRARS
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import DistinctPair
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.verbs.duplicates import JudgedDistinct
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError


@action(access.TAKE_PART)
def judge_distinct(*, actor: Actor, dossier_ids: tuple[UUID, UUID], reason: str) -> UUID:
    """Record that two dossiers are of two people, so that they are not shown as alike again.

    Returns the judgement's id. The reason is read by who may see both dossiers only. Raises NotFoundError
    when the actor doesn't see both or registers nobody, InvalidError without a reason, ConflictError when
    it was judged before.
    """
    first, second = sorted(dossier_ids)
    if first == second or actor.role not in REGISTRARS:
        raise not_found()
    if not reason.strip():
        sentence = gettext("Schrijf in één zin op waaraan u dat ziet.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"reason": sentence})
    pair = DistinctPair(
        dossier_id=first,
        other_id=second,
        reason=reason.strip(),
        judged_by_id=seat_of_actor(actor).person_id,
        judged_at=clock.now(),
    )
    pair.save(force_insert=True)
    for dossier_id in (first, second):
        things = [Thing("dossier", dossier_id), Thing("distinct_pair", pair.id)]
        record(JudgedDistinct(str(pair.id)), dossier_id=dossier_id, things=things)
    return pair.id
