"""What acts and queries on services need."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, may, reads, works_on
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import GUIDES, Level, Role, Section
from schakel.ground.kernel.actors import Context
from schakel.jobseekers.services.catalogue.levels import APPROVERS

__all__ = ["may_see", "may_write", "works_on"]

READERS = professionals_that(Level.READ, Section.PLAN)
WRITERS = professionals_that(Level.WRITE, Section.PLAN)

SEE = reads(Section.PLAN)
CHANGE = works_on(Section.PLAN)
SEE_BENEFIT = reads(Section.BENEFIT)
LIFE_READERS = professionals_that(Level.READ, Section.LIFE_DOMAINS)
LIFE_WRITERS = professionals_that(Level.WRITE, Section.LIFE_DOMAINS)
SEE_LIFE = reads(Section.LIFE_DOMAINS)
CHANGE_LIFE = works_on(Section.LIFE_DOMAINS)
"""Help with debts stands with the life domains, also where consent opens those."""

OWN_VIEW = DossierNeed(Section.PLAN, Level.READ)
"""The client writes nothing in the services of others, and gives the own view beside them."""

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.PROCUREMENT_OFFICE, Role.CONTRACT_EXPERT, Role.POLICY_ADVISER})
"""Who keeps an organisation's own services, and what is known of price, waiting time and effect."""
KEEP_CATALOGUE = RoleNeed(KEEPERS)

APPROVE = RoleNeed(APPROVERS)
"""Who can be asked to agree; which question is theirs the database says, and nothing else of the dossier."""


LEADERS = frozenset(
    {Role.TEAM_LEADER, Role.WORK_MANAGER, Role.REGIONAL_MANAGER, Role.POLICY_ADVISER, Role.MENTOR}
)
READERS_OF_FIGURES = GUIDES | LEADERS | {Role.ADMINISTRATOR, Role.BOARD_MEMBER}
"""Who reads what the own organisation's services come to, as numbers without a name."""
READ_FIGURES = RoleNeed(READERS_OF_FIGURES)
OPENERS = READERS_OF_FIGURES & READERS
"""Who may open the dossiers behind a figure, as far as those are theirs to see."""
MIX_SETTERS = frozenset({Role.WORK_MANAGER, Role.ADMINISTRATOR})
SET_MIX = RoleNeed(MIX_SETTERS)
NOTERS = MIX_SETTERS | {Role.TEAM_LEADER, Role.POLICY_ADVISER}
NOTE_STEERING = RoleNeed(NOTERS)
KEEP_CONSENT = RoleNeed(frozenset({Role.ADMINISTRATOR}))


def may_write(context: Context) -> bool:
    """Whether forms are shown at all; the act itself asks again, with the dossier."""
    return may(context.actor, context.purpose, Section.PLAN, Level.WRITE).is_allowed


def may_write_life(context: Context) -> bool:
    """Whether forms on help with debts are shown at all; the act itself asks again, with the dossier."""
    return may(context.actor, context.purpose, Section.LIFE_DOMAINS, Level.WRITE).is_allowed


def may_tell(context: Context, section: Section) -> bool:
    """Whether this actor may write a section for the purpose in force; never without a section."""
    return bool(section) and may(context.actor, context.purpose, section, Level.WRITE).is_allowed


def may_see(context: Context, section: Section) -> bool:
    """Whether this actor may look at a section for the purpose in force, in whatever dossier."""
    return may(context.actor, context.purpose, section, Level.READ).is_allowed
