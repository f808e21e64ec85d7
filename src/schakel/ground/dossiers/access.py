"""What acts and queries on dossiers need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, reads, writes, writes_for_work
from schakel.ground.access.types import Role, Section

OPEN = RoleNeed(frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER, Role.BACK_OFFICE}))
SEE = reads(Section.IDENTITY)
TAKE_PART = writes_for_work(Section.IDENTITY)
DECIDE = writes_for_work(Section.PLAN)
SEE_PROFILE = reads(Section.WORK_PROFILE)
STATE_FACT = writes(Section.WORK_PROFILE)
