"""The ladder of an organisation, and the way of a client over it."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.ladder import Rung, house_ladder, ladder_from
from schakel.jobseekers.plans.models import Ladder, RungStep

STEPS_SHOWN = 60


def own_ladder(organisation_id: UUID) -> Ladder | None:
    """An organisation's own rungs, if it made them."""
    return Ladder.objects.filter(organisation_id=organisation_id).first()


def ladder_of(organisation_id: UUID) -> list[Rung]:
    """The rungs that an organisation uses, from low to high; one statement."""
    own = own_ladder(organisation_id)
    return house_ladder() if own is None else ladder_from(own.rows)


def way_of(dossier_id: UUID) -> list[RungStep]:
    """Where a client stood and stands, the latest first; one statement."""
    access.SEE.check_cell(current_context())
    found = RungStep.objects.filter(dossier_id=dossier_id).select_related("organisation", "noted_by")
    return list(found.order_by("-from_day", "-id")[:STEPS_SHOWN])
