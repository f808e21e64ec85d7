"""What acts on the vocabulary need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, SystemNeed
from schakel.ground.access.types import Role

LOAD = SystemNeed()
CONFIRM = RoleNeed(frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER, Role.TRAJECTORY_GUIDE}))
