"""What acts and queries on dossiers need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, reads, works_on, writes
from schakel.ground.access.types import PROFESSIONALS, REGISTRARS, Role, Section

OPEN = RoleNeed(frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER, Role.BACK_OFFICE}))
JUDGE_SOURCE = RoleNeed(frozenset({Role.ADMINISTRATOR}))
LOOK_URGENTLY = RoleNeed(PROFESSIONALS)
KEEP_VIEW = RoleNeed(PROFESSIONALS)
EXPORT = RoleNeed(REGISTRARS)
"""The export right: a provider reads its assignments on the screen and takes no list out."""

SEE = reads(Section.IDENTITY)
TAKE_PART = works_on(Section.IDENTITY)
DECIDE = works_on(Section.PLAN)
SEE_PROFILE = reads(Section.WORK_PROFILE)
STATE_FACT = writes(Section.WORK_PROFILE)
WEIGH_FACTS = works_on(Section.WORK_PROFILE)
