"""Who may import: those who may register clients, for their own organisation."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed
from schakel.ground.access.types import Role

REGISTRARS = frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER, Role.BACK_OFFICE})
IMPORT = RoleNeed(REGISTRARS)
