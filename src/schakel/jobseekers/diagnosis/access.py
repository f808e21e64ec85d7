"""What acts and queries on diagnoses need."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.access.permissions import DossierNeed, RoleNeed, SystemNeed, may, reads, works_on
from schakel.ground.access.table import professionals_that
from schakel.ground.access.types import DELIVERERS, PARTNERS, Level, Role, Section
from schakel.ground.kernel.actors import Context
from schakel.ground.kernel.errors import ForbiddenError

__all__ = ["may_write", "works_on"]

READERS = professionals_that(Level.READ, Section.DIAGNOSIS)
WRITERS = professionals_that(Level.WRITE, Section.DIAGNOSIS)

SEE = reads(Section.DIAGNOSIS)
CHANGE = works_on(Section.DIAGNOSIS)
OWN_VIEW = DossierNeed(Section.DIAGNOSIS, Level.READ)
"""The client writes nothing in the diagnosis of others, and gives the own view beside it."""

FILERS = READERS | DELIVERERS | PARTNERS | {Role.CWI_ADVISER, Role.CAREER_ADVISER}
"""Who files an analysis for the own organisation: who guides, helps, teaches or cares."""
FILE_ANALYSIS = works_on(Section.CONTACTS)
"""Telling who guides what was found is contact about a client, whatever else a partner may see."""

READERS_OF_FIGURES = WRITERS | {
    Role.TEAM_LEADER,
    Role.WORK_MANAGER,
    Role.REGIONAL_MANAGER,
    Role.POLICY_ADVISER,
}
"""Who reads how estimates came out: those who make them, and who leads them."""

PICTURE_READERS = professionals_that(Level.READ, Section.WORK_PROFILE) & professionals_that(
    Level.WRITE, Section.CONTACTS
)
"""Who prepares a talk about work: who reads the work profile and writes down contacts."""

KEEP_INSTRUMENTS = SystemNeed()
KEEP_MARKET = RoleNeed(frozenset({Role.ADMINISTRATOR}))
ARRANGE_SCALES = RoleNeed(frozenset({Role.ADMINISTRATOR}))


def may_write(context: Context) -> bool:
    """Whether forms on the diagnosis are shown at all; the act itself asks again, with the dossier."""
    return may(context.actor, context.purpose, Section.DIAGNOSIS, Level.WRITE).is_allowed


def may_read(context: Context) -> bool:
    """Whether the reader sees the diagnosis itself; a partner sees only what its organisation filed."""
    return may(context.actor, context.purpose, Section.DIAGNOSIS, Level.READ).is_allowed


def require_filer(context: Context) -> None:
    """Raise ForbiddenError for a role that has no analysis to file."""
    if context.actor.role not in FILERS:
        raise ForbiddenError(
            gettext("Dit mag u hier niet doen."),
            gettext("Een analyse is van wie de cliënt begeleidt, helpt of opleidt."),
            gettext("Vraag het aan wie de regie heeft in dit dossier."),
        )


def may_write_on_life(context: Context) -> bool:
    """Whether this role writes on life domains at all."""
    return may(context.actor, context.purpose, Section.LIFE_DOMAINS, Level.WRITE).is_allowed
