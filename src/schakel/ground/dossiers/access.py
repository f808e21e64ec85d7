"""What acts and queries on dossiers need."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, reads, works_on, writes
from schakel.ground.access.types import Level, Role, Section

OPEN = RoleNeed(frozenset({Role.WORK_COACH, Role.CLIENT_MANAGER, Role.BACK_OFFICE}))
SEE = reads(Section.IDENTITY)
TAKE_PART = works_on(Section.IDENTITY)
ANSWER = DossierNeed(Section.IDENTITY, Level.READ, is_for_professionals=True)
"""To answer what was handed to the own organisation; a provider too, that may not change who someone is."""

DECIDE = works_on(Section.PLAN)
SEE_PROFILE = reads(Section.WORK_PROFILE)
STATE_FACT = writes(Section.WORK_PROFILE)
ARRANGE = RoleNeed(frozenset({Role.ADMINISTRATOR}))
