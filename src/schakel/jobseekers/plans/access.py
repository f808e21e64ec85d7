"""What acts and queries on agreements need."""

from __future__ import annotations

from schakel.ground.access.permissions import may, reads, works_on
from schakel.ground.access.types import Level, Section
from schakel.ground.kernel.actors import Context

__all__ = ["CHANGE", "SEE", "may_see", "may_write", "works_on"]

SEE = reads(Section.PLAN)
CHANGE = works_on(Section.PLAN)


def may_write(context: Context) -> bool:
    """Whether forms on the plan are shown at all; the act itself asks again, with the dossier."""
    return may(context.actor, context.purpose, Section.PLAN, Level.WRITE).is_allowed


def may_see(context: Context, section: Section) -> bool:
    """Whether sentences may be offered from another section of the dossier."""
    return may(context.actor, context.purpose, section, Level.READ).is_allowed
