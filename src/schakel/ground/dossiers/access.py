"""What acts and queries on dossiers need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, reads, works_on, writes
from schakel.ground.access.types import REGISTRARS, Section

OPEN = RoleNeed(REGISTRARS)
SEE = reads(Section.IDENTITY)
TAKE_PART = works_on(Section.IDENTITY)
DECIDE = works_on(Section.PLAN)
SEE_PROFILE = reads(Section.WORK_PROFILE)
STATE_FACT = writes(Section.WORK_PROFILE)
