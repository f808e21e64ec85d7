"""What acts on the vocabulary need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, SystemNeed
from schakel.ground.access.types import DELIVERERS, GUIDES

LOAD = SystemNeed()
CONFIRM = RoleNeed(GUIDES | DELIVERERS)
