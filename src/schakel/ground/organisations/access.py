"""What acts on organisations need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, SystemNeed
from schakel.ground.access.types import GUIDES, Role

SET_UP = SystemNeed()
WORK = RoleNeed(frozenset(Role) - {Role.CLIENT})
MANAGE = RoleNeed(frozenset({Role.ADMINISTRATOR}))
AT_WORK = RoleNeed(frozenset(Role) - {Role.CLIENT})
GUIDE = RoleNeed(GUIDES)
