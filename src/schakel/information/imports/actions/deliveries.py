"""Switching deliveries to the own system on and off, and sending what was held up again."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.versions import update_version
from schakel.information.imports.access import LOOK_AFTER
from schakel.information.imports.models import Delivery, HomeSystem
from schakel.information.imports.records import requeue_files
from schakel.information.imports.verbs import DeliveriesResent, DeliveriesSwitched


@action(LOOK_AFTER)
def switch_deliveries(
    *, actor: Actor, organisation_id: UUID, is_on: bool, expected_version: int | None
) -> UUID:
    """Deliver what the organisation registers from now on to its own system, or no longer; returns its id.

    What waits still leaves. Raises StaleVersionError when a colleague switched it meanwhile.
    """
    system, is_new = HomeSystem.objects.get_or_create(
        organisation_id=organisation_id, defaults={"is_on": is_on}
    )
    if not is_new:
        update_version(system, expected_version, is_on=is_on)
    things = [Thing("organisation", organisation_id)]
    record(DeliveriesSwitched(is_on), organisation_id=organisation_id, things=things)
    return organisation_id


@action(LOOK_AFTER)
def resend_deliveries(
    *, actor: Actor, organisation_id: UUID, delivery_ids: Sequence[UUID] = (), all_failed: bool = False
) -> int:
    """Put deliveries that left or failed in the queue again, as they are now; returns how many.

    One that arrived before gets the same number, so that the other system knows it; one in the file of a day
    leaves with that whole file, which counts as one. Raises NotFoundError for none, as when they wait.
    """
    waits = (Delivery.State.QUEUED, Delivery.State.GATHERED)
    found = Delivery.objects.filter(organisation_id=organisation_id).exclude(state__in=waits)
    chosen = found.filter(state=Delivery.State.FAILED) if all_failed else found.filter(pk__in=delivery_ids)
    files = list(chosen.exclude(file=None).values_list("file_id", flat=True).distinct())
    single = chosen.filter(file=None)
    count = single.update(state=Delivery.State.QUEUED, attempts=0, due_at=clock.now(), why="")
    count += requeue_files(files, organisation_id)
    if not count:
        raise not_found()
    things = [Thing("organisation", organisation_id)]
    record(DeliveriesResent(count), organisation_id=organisation_id, things=things)
    return count
