"""Who may import: those who may register clients, for their own organisation."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed
from schakel.ground.access.types import REGISTRARS

__all__ = ["IMPORT", "REGISTRARS"]

IMPORT = RoleNeed(REGISTRARS)
