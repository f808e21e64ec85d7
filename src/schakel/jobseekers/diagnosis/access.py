"""What acts and queries on diagnoses need."""

from __future__ import annotations

from schakel.ground.access.permissions import DossierNeed, RoleNeed, SystemNeed, may, reads, works_on
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import Level, Role, Section
from schakel.ground.kernel.actors import Context

__all__ = ["may_write", "works_on"]

READERS = professionals_that(Level.READ, Section.DIAGNOSIS)
WRITERS = professionals_that(Level.WRITE, Section.DIAGNOSIS)

SEE = reads(Section.DIAGNOSIS)
CHANGE = works_on(Section.DIAGNOSIS)
OWN_VIEW = DossierNeed(Section.DIAGNOSIS, Level.READ)
"""The client writes nothing in the diagnosis of others, and gives the own view beside it."""

KEEP_INSTRUMENTS = SystemNeed()
ARRANGE_SCALES = RoleNeed(frozenset({Role.ADMINISTRATOR}))


def may_write(context: Context) -> bool:
    """Whether forms on the diagnosis are shown at all; the act itself asks again, with the dossier."""
    return may(context.actor, context.purpose, Section.DIAGNOSIS, Level.WRITE).is_allowed
