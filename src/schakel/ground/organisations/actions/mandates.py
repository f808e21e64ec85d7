"""Letting administrative staff enter for a coach, in named sections and on named days (R018)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.models import Reader
from schakel.ground.access.permissions import not_found
from schakel.ground.access.readers import end_reader, mandate_reader
from schakel.ground.access.table import level_of
from schakel.ground.access.types import Level, Purpose, Role, Section
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Membership
from schakel.ground.organisations.queries.mandates import MANDATED, mandate_given_by
from schakel.ground.organisations.queries.people import member_of
from schakel.ground.organisations.verbs.mandates import MandateEnded, MandateGiven


@dataclass(frozen=True, slots=True)
class NewMandate:
    """Who may enter, in which sections (their bits together), and up to which day (None: open)."""

    membership_id: UUID
    sections: Section
    end: date | None = None


@action(access.GUIDE)
def give_mandate(*, actor: Actor, organisation_id: UUID, new: NewMandate) -> int:
    """Let a member of the administrative staff enter for the actor from today; returns the mandate's reader.

    The staff choose the mandate as a role after logging in. Raises InvalidError for someone of another role,
    no section or one that either may not write, or a last day that has passed; ConflictError when there is
    one already.
    """
    staff = member_of(organisation_id, new.membership_id)
    _check(actor, staff, new)
    principal = Reader.objects.get(pk=actor.reader_id)
    today = clock.today()
    if principal.mandates.on(today).filter(subject_id=staff.professional_id).exists():
        raise ConflictError(
            gettext("Deze collega voert al in namens u."),
            gettext("Er kan maar één mandaat tegelijk gelden."),
            gettext("Beëindig eerst het mandaat dat er is."),
        )
    reader = mandate_reader(
        staff=staff.reader, principal=principal, sections=int(new.sections), start=today, end=new.end
    )
    content = MandateGiven(
        staff=staff.professional.name,
        principal=principal.pk,
        mandate=reader.pk,
        sections=tuple(one.key for one in Section if one & new.sections),
        start=today.isoformat(),
        end=new.end.isoformat() if new.end else None,
    )
    things = [Thing("membership", staff.pk), Thing("organisation", organisation_id)]
    record(content, organisation_id=organisation_id, things=things)
    return reader.pk


@action(access.GUIDE)
def end_mandate(*, actor: Actor, organisation_id: UUID, mandate_id: int) -> int:
    """End a mandate that the actor gave; its holder opens nothing with it from now. Returns its reader.

    Raises NotFoundError for a mandate of another, or one that ended.
    """
    mandate = mandate_given_by(actor.reader_id, mandate_id)
    end_reader(reader_id=mandate.reader.pk, on=clock.today())
    content = MandateEnded(mandate.staff, actor.reader_id, mandate.reader.pk)
    record(content, organisation_id=organisation_id, things=[Thing("organisation", organisation_id)])
    return mandate.reader.pk


def _check(actor: Actor, staff: Membership, new: NewMandate) -> None:
    wrong: dict[str, str] = {}
    if actor.principal_id is not None:
        raise not_found()
    if staff.role != Role.ADMINISTRATIVE:
        wrong["membership"] = gettext("Kies een administratieve kracht van uw organisatie.")
    if not new.sections or new.sections & ~MANDATED:
        wrong["sections"] = gettext("Kies minstens één deel uit de lijst.")
    elif not _may_both(actor, new.sections):
        wrong["sections"] = gettext("Kies alleen delen die u zelf mag invullen en de ander ook.")
    if new.end is not None and new.end <= clock.today():
        wrong["end"] = gettext("Kies een dag die nog komt.")
    if wrong:
        raise InvalidError(gettext("Het mandaat klopt niet."), gettext("Niet alles is goed."), fields=wrong)


def _may_both(actor: Actor, sections: Section) -> bool:
    asked = ((actor.role, Purpose.GUIDANCE), (Role.ADMINISTRATIVE, Purpose.SUPPORT))
    return all(
        level_of(actor.organisation_kind, role, one.key, purpose, clock.today()) == Level.WRITE
        for one in Section
        if one & sections
        for role, purpose in asked
    )
