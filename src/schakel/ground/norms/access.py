"""What acts on the norms need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed
from schakel.ground.access.types import OrganisationKind, Role

JUDGES = frozenset({Role.POLICY_ADVISER, Role.ADMINISTRATOR})
JUDGE = RoleNeed(JUDGES)
MUNICIPAL = frozenset({OrganisationKind.MUNICIPALITY, OrganisationKind.SOCIAL_SERVICE})
"""The kinds of organisations that word for themselves what national norms leave open."""

LOCAL_WRITERS = JUDGES
WRITE_LOCAL = RoleNeed(LOCAL_WRITERS)
MANAGERS = frozenset({Role.ADMINISTRATOR})
MANAGE = RoleNeed(MANAGERS)
