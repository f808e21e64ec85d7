"""Needs that rooms name in their access.py, and the check of an actor against grants and table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from schakel.ground.access.table import level_of
from schakel.ground.access.types import SECTION_LABELS, Answer, Level, Purpose, ReaderKind, Role, Section
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, Context
from schakel.ground.kernel.errors import ActorError, ForbiddenError, NotFoundError

_ORDER = {Level.NONE: 0, Level.READ: 1, Level.WRITE: 2}

_GRANTED = """
select count(distinct dossier_id) from access_grant
 where dossier_id = any(%s) and reader_id = any(%s) and sections & %s <> 0
   and valid_from <= (select kernel_today()) and valid_to > (select kernel_today())
   and (%s or not is_read_only)
"""


def not_found() -> NotFoundError:
    """The answer for what is not there or may not be seen; the two can't be told apart."""
    return NotFoundError(
        _("Deze pagina is er niet, of niet voor u."),
        _("Een dossier ziet u alleen als u erbij betrokken bent."),
        _("Zoek de cliënt op, of vraag een collega die erbij betrokken is."),
    )


def may(actor: Actor, purpose: str, section: Section, level: Level) -> Answer:
    """What the table says of this actor, purpose and section, and for who enters for another the mandate."""
    found = level_of(actor.organisation_kind, actor.role, section.key, purpose, clock.today())
    is_allowed = _ORDER[found] >= _ORDER[level]
    words = {"section": SECTION_LABELS[section], "purpose": Purpose(purpose).label}
    if is_allowed and level == Level.WRITE and actor.principal_id is not None and not actor.mandate & section:
        return Answer(False, _("Uw mandaat noemt dit deel niet: %(section)s.") % words)
    if is_allowed:
        return Answer(True, _("Dit mag voor %(purpose)s: %(section)s.") % words)
    return Answer(False, _("Uw rol geeft voor %(purpose)s geen recht op %(section)s.") % words)


def is_granted(
    context: Context, dossier_ids: Iterable[UUID], section: Section, *, only_to_look: bool = False
) -> bool:
    """Whether the readers of the context may work in every one of these dossiers today, or only look."""
    wanted = list(set(dossier_ids))
    with connections[context.using].cursor() as cursor:
        cursor.execute(_GRANTED, [wanted, list(context.actor.all_readers), int(section), only_to_look])
        return bool(cursor.fetchone()[0] == len(wanted))


@dataclass(frozen=True, slots=True)
class DossierNeed:
    """A level on one section of the dossier (or dossiers) that the act or query is about."""

    section: Section
    level: Level
    is_for_professionals: bool = False

    def check(self, context: Context, arguments: dict[str, Any]) -> None:
        """Raise NotFoundError without a grant, ForbiddenError for one to look with or by the table."""
        dossier_ids = _dossiers(arguments)
        if not is_granted(context, dossier_ids, self.section):
            if is_granted(context, dossier_ids, self.section, only_to_look=True):
                raise _only_looking()
            raise not_found()
        if self.is_for_professionals and context.actor.kind != ReaderKind.PROFESSIONAL:
            raise ForbiddenError(
                _("Dit mag u hier niet doen."),
                _("Dit doet een medewerker van een organisatie."),
                _("Vraag het aan uw contactpersoon."),
            )
        self.check_cell(context)

    def check_cell(self, context: Context) -> None:
        """Raise ForbiddenError when the table does not allow this for the purpose in force."""
        answer = may(context.actor, context.purpose, self.section, self.level)
        if not answer.is_allowed:
            raise ForbiddenError(
                _("Dit mag u hier niet doen."),
                answer.reason,
                _("Vraag het aan wie de regie heeft in dit dossier."),
            )


@dataclass(frozen=True, slots=True)
class RoleNeed:
    """One of these roles, at the organisation that the act is about."""

    roles: frozenset[Role]

    def check(self, context: Context, arguments: dict[str, Any]) -> None:
        """Raise ForbiddenError for another role, NotFoundError for another organisation."""
        organisation_id = arguments.get("organisation_id", context.actor.organisation_id)
        if organisation_id != context.actor.organisation_id:
            raise not_found()
        if context.actor.role not in self.roles:
            raise ForbiddenError(
                _("Dit mag u hier niet doen."),
                _("Uw rol geeft hier geen recht op."),
                _("Vraag het aan de beheerder van uw organisatie."),
            )


@dataclass(frozen=True, slots=True)
class SystemNeed:
    """Only the service that sets a system up: the command line of whoever runs the machine.

    A program of an organisation is a service as well, with a reader of its own.
    """

    def check(self, context: Context, arguments: dict[str, Any]) -> None:
        """Raise ForbiddenError for anyone else."""
        if context.actor.kind != "service" or context.actor.reader_id:
            raise ForbiddenError(
                _("Dit mag u hier niet doen."),
                _("Dit gaat alleen met een opdracht op de machine zelf."),
                _("Vraag het aan de beheerder van het systeem."),
            )


def reads(section: Section) -> DossierNeed:
    """The need to read a section."""
    return DossierNeed(section, Level.READ)


def writes(section: Section) -> DossierNeed:
    """The need to write a section, as a professional or as the client."""
    return DossierNeed(section, Level.WRITE)


def works_on(section: Section) -> DossierNeed:
    """The need to write a section for one's work: never for a client, whatever the table says."""
    return DossierNeed(section, Level.WRITE, is_for_professionals=True)


def _only_looking() -> ForbiddenError:
    return ForbiddenError(
        _("U kunt in dit dossier niets wijzigen."),
        _("U kijkt hier om een dringende reden, of dit dossier is samengevoegd met een ander."),
        _("Vraag wie de regie heeft om u erbij te zetten."),
    )


def _dossiers(arguments: dict[str, Any]) -> list[UUID]:
    if "dossier_id" in arguments:
        return [arguments["dossier_id"]]
    if "dossier_ids" in arguments:
        return list(arguments["dossier_ids"])
    raise ActorError("an act on a dossier takes dossier_id or dossier_ids")
