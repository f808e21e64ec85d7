"""What acts on the norms need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed
from schakel.ground.access.types import Role

JUDGES = frozenset({Role.POLICY_ADVISER, Role.ADMINISTRATOR})
JUDGE = RoleNeed(JUDGES)
