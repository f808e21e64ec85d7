"""What an organisation aims at."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schakel.programme.quality.models import CompletenessTarget


def targets_of(organisation_id: UUID, field: str) -> list[CompletenessTarget]:
    """Every target that was set for a field, the newest first."""
    found = CompletenessTarget.objects.filter(organisation_id=organisation_id, field=field)
    return list(found.order_by("-id"))


def aims_on(organisation_id: UUID, on: date) -> dict[str, int]:
    """The percentage aimed at on a day, by field; one statement."""
    found = CompletenessTarget.objects.on(on).filter(organisation_id=organisation_id, percent__isnull=False)
    return {row.field: row.percent for row in found if row.percent is not None}
