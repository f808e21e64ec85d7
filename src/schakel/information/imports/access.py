"""Who may import, and who looks after deliveries: each for their own organisation."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed
from schakel.ground.access.types import REGISTRARS, Role

__all__ = ["IMPORT", "LOOK_AFTER", "REGISTRARS"]

IMPORT = RoleNeed(REGISTRARS)

LOOK_AFTER = RoleNeed(frozenset({Role.ADMINISTRATOR}))
