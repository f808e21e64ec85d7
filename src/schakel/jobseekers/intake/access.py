"""What acts and queries on an intake need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, reads, works_on, writes
from schakel.ground.access.table import cells
from schakel.ground.access.types import PROFESSIONALS, Level, Purpose, Role, Section


def _roles() -> frozenset[Role]:
    """Who writes both what is asked for work and for income, somewhere, when holding an intake."""
    needed = {Section.BENEFIT.key, Section.WORK_PROFILE.key}
    held: dict[Role, set[str]] = {}
    for cell in cells():
        if (cell.purpose, cell.level) == (Purpose.INTAKE, Level.WRITE):
            held.setdefault(Role(cell.role), set()).add(cell.section)
    return frozenset(role for role, sections in held.items() if needed <= sections) & PROFESSIONALS


INTAKERS = _roles()
LEADERS = frozenset(
    {Role.TEAM_LEADER, Role.WORK_MANAGER, Role.REGIONAL_MANAGER, Role.POLICY_ADVISER, Role.ADMINISTRATOR}
)
READERS_OF_FIGURES = INTAKERS | LEADERS
"""Who reads how long intakes of the own organisation take: those who hold them, and who leads them."""
SEE = reads(Section.BENEFIT)
HOLD = works_on(Section.BENEFIT)
ANSWER = writes(Section.WORK_PROFILE)
"""The client too; what a client tells of income is a statement, and changes no right to a benefit."""
SET_CHANNEL = RoleNeed(frozenset({Role.ADMINISTRATOR}))
ANSWER_INCOME = works_on(Section.BENEFIT)
