"""What acts and queries on questions need."""

from __future__ import annotations

from schakel.ground.access.permissions import RoleNeed, may, reads, works_on
from schakel.ground.access.types import REGISTRARS, Level, Section
from schakel.ground.kernel.actors import Context

TAKERS = REGISTRARS
TAKE_IN = RoleNeed(TAKERS)
SEE = reads(Section.CONTACTS)
ANSWER = works_on(Section.CONTACTS)


def may_answer(context: Context) -> bool:
    """Whether the role may write contacts for the purpose in force."""
    return may(context.actor, context.purpose, Section.CONTACTS, Level.WRITE).is_allowed
