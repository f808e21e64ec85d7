"""How an organisation divides client management, and which roles it therefore works with."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import ClientManagement, Organisation
from schakel.ground.organisations.models.client_management import roles_left_out

SPLITTING = frozenset({OrganisationKind.MUNICIPALITY, OrganisationKind.SOCIAL_SERVICE})
DECIDERS = (
    Role.CONSULTANT,
    Role.CLIENT_MANAGER,
    Role.CLIENT_MANAGER_WORK,
    Role.INCOME_CONSULTANT,
    Role.BACK_OFFICE,
)
"""Who may have been given the decision on a sanction."""


def client_management_of(organisation_id: UUID) -> ClientManagement | None:
    """What an organisation chose and what holds today, if anything."""
    found = ClientManagement.objects.on(clock.today()).filter(organisation_id=organisation_id)
    return found.select_related("organisation").first()


def roles_worked_with(organisation: Organisation) -> frozenset[Role]:
    """The roles of its kind, without those that its division of client management leaves out."""
    roles = ROLES_OF_KIND.get(OrganisationKind(organisation.kind), frozenset())
    chosen = client_management_of(organisation.pk) if organisation.kind in SPLITTING else None
    return roles - roles_left_out(chosen.split) if chosen is not None else roles
