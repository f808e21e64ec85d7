"""What acts and queries on notices need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, reads, works_on
from schakel.ground.access.types import Role, Section

SET_UP_TEXTS = RoleNeed(frozenset({Role.ADMINISTRATOR}))
SEE = reads(Section.CONTACTS)
WRITE_TO_CLIENT = works_on(Section.CONTACTS)
