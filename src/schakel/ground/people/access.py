"""What acts and queries on clients need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, reads, works_on, writes
from schakel.ground.access.types import REGISTRARS, Section

REGISTER = RoleNeed(REGISTRARS)
SEE_IDENTITY = reads(Section.IDENTITY)
CHANGE_IDENTITY = writes(Section.IDENTITY)
GIVE_LOGIN = works_on(Section.IDENTITY)
SEE_BENEFIT = reads(Section.BENEFIT)
CHANGE_BENEFIT = works_on(Section.BENEFIT)
KEEP_IDENTITY = works_on(Section.IDENTITY)
KEEP_SAFETY = works_on(Section.CONTACTS)
