"""What acts on studies need, and who may see them."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, works_on
from schakel.ground.access.types import GUIDES, Level, Role, Section

STUDIERS = frozenset({Role.WORK_MANAGER, Role.REGIONAL_MANAGER, Role.POLICY_ADVISER})
"""Who studies for an organisation; the database names the same roles in studies_role()."""

STUDY = RoleNeed(STUDIERS)
RECORDERS = GUIDES
RECORD = works_on(Section.CONTACTS)
OWN_WORD = DossierNeed(Section.CONTACTS, Level.READ)
"""The client writes nothing in contacts, and answers for themselves."""

SEEN = Section.IDENTITY | Section.BENEFIT | Section.PLAN | Section.CONTACTS
"""The sections a study counts in; a dossier of which the holder may not read all four is never drawn."""
