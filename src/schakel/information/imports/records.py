"""Writes that several acts of this room share; each runs within an act that checked who may."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.kernel import clock
from schakel.information.imports.models import Delivery, DeliveryFile


def requeue_files(file_ids: list[UUID], organisation_id: UUID) -> int:
    """Let files leave again with all that stands in them; returns how many."""
    files = DeliveryFile.objects.filter(pk__in=file_ids, organisation_id=organisation_id)
    count = files.exclude(state=DeliveryFile.State.QUEUED).update(
        state=DeliveryFile.State.QUEUED, attempts=0, due_at=clock.now(), why=""
    )
    if count:
        rows = Delivery.objects.filter(file_id__in=file_ids, organisation_id=organisation_id)
        rows.update(state=Delivery.State.GATHERED, why="")
    return count
