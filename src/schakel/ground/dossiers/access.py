"""What acts and queries on dossiers need."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, reads, works_on, writes
from schakel.ground.access.types import PROFESSIONALS, REGISTRARS, Level, Role, Section

OPEN = RoleNeed(REGISTRARS)
JUDGE_SOURCE = RoleNeed(frozenset({Role.ADMINISTRATOR}))
LOOK_URGENTLY = RoleNeed(PROFESSIONALS)
KEEP_VIEW = RoleNeed(PROFESSIONALS)
EXPORT = RoleNeed(REGISTRARS)
"""The export right: a provider reads its assignments on the screen and takes no list out."""

SEE = reads(Section.IDENTITY)
TAKE_PART = works_on(Section.IDENTITY)
ANSWER = DossierNeed(Section.IDENTITY, Level.READ, is_for_professionals=True)
"""To answer what was handed to the own organisation; a provider too, that may not change who someone is."""

DECIDE = works_on(Section.PLAN)
SEE_PROFILE = reads(Section.WORK_PROFILE)
CONSULT = DossierNeed(Section.CONTACTS, Level.READ, is_for_professionals=True)
STATE_FACT = writes(Section.WORK_PROFILE)
WEIGH_FACTS = works_on(Section.WORK_PROFILE)
ARRANGE = RoleNeed(frozenset({Role.ADMINISTRATOR}))
KEEP_LIFE_DOMAINS = works_on(Section.LIFE_DOMAINS)
