"""Reading who belongs to a client's family or household."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.kernel.actors import current_context
from schakel.ground.people import access
from schakel.ground.people.models import HouseholdMember


def household_of(client_id: UUID) -> list[HouseholdMember]:
    """Everyone who belongs or belonged to it, who does so now first; one statement.

    A member has `tie` only where the actor may see the dossier of both.
    """
    access.SEE_BENEFIT.check_cell(current_context())
    found = HouseholdMember.objects.filter(client_id=client_id, is_mistake=False)
    return list(found.select_related("tie__other").order_by("valid_to", "-valid_from", "id"))
