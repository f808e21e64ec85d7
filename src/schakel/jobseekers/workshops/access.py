"""What acts and queries on group meetings need."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, reads, works_on
from schakel.ground.access.types import DELIVERERS, GUIDES, Level, Section

PLANNERS = GUIDES | DELIVERERS
PLAN = RoleNeed(PLANNERS)
INVITE = works_on(Section.PLAN)
SEE = reads(Section.PLAN)
OWN_WORD = DossierNeed(Section.PLAN, Level.READ)
"""The client writes nothing in the plan of others, and may say that they can't come."""
