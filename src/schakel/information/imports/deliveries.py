"""Reading how deliveries to an organisation's own system stand; nothing of whom they are about."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from schakel.ground.kernel.actors import current_context
from schakel.information.imports.access import LOOK_AFTER
from schakel.information.imports.models import Delivery, DeliveryFile, HomeSystem

PAGE = 50
MOST_COUNTED = 10_000


def home_system(organisation_id: UUID) -> HomeSystem | None:
    """Whether the organisation has its deliveries on; None where nobody ever chose."""
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    return HomeSystem.objects.filter(pk=organisation_id).first()


def deliveries_of(organisation_id: UUID, state: str = "", before: UUID | None = None) -> list[Delivery]:
    """At most 51 deliveries, newest first; before is the last one shown."""
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    found = Delivery.objects.filter(organisation_id=organisation_id)
    if state:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-id")[: PAGE + 1])


def counts_of(organisation_id: UUID) -> dict[str, int]:
    """How many deliveries are in each state, of the newest 10,000."""
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    newest = Delivery.objects.filter(organisation_id=organisation_id).order_by("-id")[:MOST_COUNTED]
    rows = Delivery.objects.filter(pk__in=newest.values("pk")).order_by().values("state")
    found = {row["state"]: row["count"] for row in rows.annotate(count=Count("id"))}
    return {state: found.get(state, 0) for state in Delivery.State.values}


def file_counts_of(organisation_id: UUID) -> dict[str, int]:
    """How many files of days and months are in each state, of the newest 10,000."""
    LOOK_AFTER.check(current_context(), {"organisation_id": organisation_id})
    newest = DeliveryFile.objects.filter(organisation_id=organisation_id).order_by("-id")[:MOST_COUNTED]
    rows = DeliveryFile.objects.filter(pk__in=newest.values("pk")).order_by().values("state")
    found = {row["state"]: row["count"] for row in rows.annotate(count=Count("id"))}
    return {state: found.get(state, 0) for state in DeliveryFile.State.values}
