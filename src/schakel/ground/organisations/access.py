"""What acts on organisations need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, SystemNeed
from schakel.ground.access.types import GUIDES, Role

SET_UP = SystemNeed()
WORK = RoleNeed(frozenset(Role) - {Role.CLIENT})
MANAGE = RoleNeed(frozenset({Role.ADMINISTRATOR}))
AT_WORK = RoleNeed(frozenset(Role) - {Role.CLIENT})
GUIDE = RoleNeed(GUIDES)
BODY_KEEPERS = frozenset(
    {Role.ADMINISTRATOR, Role.POLICY_ADVISER, Role.WORK_MANAGER, Role.REGIONAL_MANAGER, Role.TEAM_LEADER}
)
"""Who keeps up the governing bodies of which their organisation is the secretariat."""

KEEP_BODIES = RoleNeed(BODY_KEEPERS)
