"""What acts and queries on attended talks need."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, works_on
from schakel.ground.access.types import GUIDES, Level, Role, Section

MENTORS = frozenset({Role.MENTOR})
LEADERS = frozenset({Role.TEAM_LEADER})
ASK = works_on(Section.CONTACTS)
ATTEND = RoleNeed(MENTORS)
SHARE = RoleNeed(GUIDES)
OWN_WORD = DossierNeed(Section.CONTACTS, Level.READ)
"""The client writes nothing in contacts, and may say no to a mentor."""
