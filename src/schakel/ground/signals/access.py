"""What acts and queries on signals need; which of them one sees follows from section and organisation."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, reads
from schakel.ground.access.types import Level, Role, Section

SEE = reads(Section.IDENTITY)
HANDLE = DossierNeed(Section.IDENTITY, Level.READ, is_for_professionals=True)
COUNT = RoleNeed(frozenset({Role.ADMINISTRATOR}))
