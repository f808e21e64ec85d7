"""What acts and queries on agreements and plans need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, may, reads, works_on, writes
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import GUIDES, Level, Role, Section
from schakel.ground.kernel.actors import Context

__all__ = ["CHANGE", "SEE", "may_see", "may_write", "works_on"]

SEE = reads(Section.PLAN)
CHANGE = works_on(Section.PLAN)
WRITE = writes(Section.PLAN)
"""What the client does as well: goals in their own words, signing, and looking back."""

OWN_PART = reads(Section.PLAN)
"""A part on a life domain is written by who reads the plan; its own section is asked inside the act."""

COUNTERS = frozenset({Role.TEAM_LEADER, Role.WORK_MANAGER, Role.REGIONAL_MANAGER, Role.POLICY_ADVISER})
COUNT_WISHES = RoleNeed(COUNTERS)
"""Who sees what could not be done as numbers, without any client."""

READERS = professionals_that(Level.READ, Section.PLAN)
"""Who may be asked to a case discussion: care and debt partners read the plan and write nothing in it."""

WRITERS = professionals_that(Level.WRITE, Section.PLAN)
PART_WRITERS = WRITERS | professionals_that(Level.WRITE, Section.LIFE_DOMAINS)
CONVENE = RoleNeed(GUIDES)
"""Who calls a joint case discussion together; each guest sees of its agenda what they take part in."""

ARRANGE = RoleNeed(frozenset({Role.ADMINISTRATOR}))


def may_write(context: Context) -> bool:
    """Whether forms on the plan are shown at all; the act itself asks again, with the dossier."""
    return may(context.actor, context.purpose, Section.PLAN, Level.WRITE).is_allowed


def may_see(context: Context, section: Section) -> bool:
    """Whether sentences may be offered from another section of the dossier."""
    return may(context.actor, context.purpose, section, Level.READ).is_allowed
