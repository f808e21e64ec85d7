"""Working hours and absence: who is away, from when until when, and who stands in meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from schakel.ground.access.models import ReaderCover
from schakel.ground.access.readers import cover_reader, end_covers, extend_cover
from schakel.ground.access.types import Role
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.dates import plain_date
from schakel.ground.kernel.errors import ForbiddenError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Absence, Membership, Weekday, WorkingHours
from schakel.ground.organisations.queries.availability import (
    absence_of,
    absence_within,
    may_stand_in,
)
from schakel.ground.organisations.queries.people import member_of
from schakel.ground.organisations.verbs.availability import (
    AbsenceChanged,
    AbsenceReported,
    CoverArranged,
    HoursSet,
)

Week = Mapping[int, tuple[time, time]]
BACK_DAYS = 31
"""So far back an absence may still be entered."""


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """Away from start; back_on is the first day at work again, None while that is not known."""

    kind: str
    start: date
    back_on: date | None = None


@action(access.AT_WORK)
def set_working_hours(*, actor: Actor, organisation_id: UUID, membership_id: UUID, week: Week) -> UUID:
    """Write down the working week from today, by ISO weekday; returns the membership's id.

    Raises InvalidError for a day that ends before it begins.
    """
    membership = _of_own(actor, organisation_id, membership_id)
    _check_week(week)
    today = clock.today()
    WorkingHours.objects.on(today).filter(membership=membership).update(valid_to=today)
    WorkingHours.objects.bulk_create(
        WorkingHours(membership=membership, weekday=day, starts=starts, ends=ends, valid_from=today)
        for day, (starts, ends) in sorted(week.items())
    )
    words = [f"{day} {starts:%H:%M}-{ends:%H:%M}" for day, (starts, ends) in sorted(week.items())]
    record(HoursSet(str(membership.pk), words), organisation_id=organisation_id, things=_things(membership))
    return membership.pk


@action(access.AT_WORK)
def report_absence(
    *,
    actor: Actor,
    organisation_id: UUID,
    membership_id: UUID,
    new: NewAbsence,
    standin_id: UUID | None = None,
) -> UUID:
    """Report that a member is away, with who stands in; returns the absence's id.

    For oneself, or for anyone by the administrator. Raises InvalidError for impossible days and for a
    stand-in who may not or cannot, ConflictError for an absence on the same days.
    """
    membership = _of_own(actor, organisation_id, membership_id)
    _check_absence(new)
    absence = Absence(membership=membership, kind=new.kind, valid_from=new.start, valid_to=new.back_on)
    absence.save(force_insert=True)
    content = AbsenceReported(str(membership.pk), new.kind, new.start.isoformat(), _iso(new.back_on))
    record(content, organisation_id=organisation_id, things=_things(membership, absence))
    if standin_id is not None:
        _cover(absence, standin_id, max(new.start, clock.today()))
    return absence.pk


@action(access.AT_WORK)
def change_absence(
    *,
    actor: Actor,
    organisation_id: UUID,
    absence_id: UUID,
    back_on: date | None,
    expected_version: int | None = None,
) -> UUID:
    """Move the day somebody is back, or withdraw the absence by its first day; returns its id.

    Whoever stood in until the end goes on standing in, unless they are away then. Raises InvalidError for
    a day that has passed.
    """
    absence = _own_absence(actor, organisation_id, absence_id)
    _check_back_on(absence, back_on)
    was = absence.valid_to
    reader_id = absence.membership.reader_id
    update_version(absence, expected_version, valid_to=back_on)
    if back_on is not None and (was is None or back_on < was):
        end_covers(_cover_in(reader_id, absence.valid_from, was), on=back_on)
    elif was is not None:
        _extend(absence, was)
    content = AbsenceChanged(str(absence.membership_id), _iso(was), _iso(back_on))
    record(content, organisation_id=organisation_id, things=_things(absence.membership, absence))
    check_constraints_now()
    return absence.pk


@action(access.AT_WORK)
def arrange_cover(
    *, actor: Actor, organisation_id: UUID, absence_id: UUID, standin_id: UUID, start: date
) -> UUID:
    """Let a colleague stand in from a day until the absence ends, in place of whoever would; returns its id.

    Two calls with different days divide a long absence over two people. Raises InvalidError for a day
    outside the absence or in the past, and for a stand-in who may not or cannot.
    """
    absence = _own_absence(actor, organisation_id, absence_id)
    if start < clock.today() or start not in absence.period:
        sentence = gettext("Kies een dag vanaf vandaag, binnen de afwezigheid.")
        raise InvalidError(gettext("Die dag kan niet."), sentence, fields={"start": sentence})
    _cover(absence, standin_id, start)
    return absence.pk


def _cover(absence: Absence, standin_id: UUID, start: date) -> None:
    absent = absence.membership
    if absence.valid_to is not None and absence.valid_to <= start:
        sentence = gettext("Deze afwezigheid is al voorbij: er valt niets waar te nemen.")
        raise InvalidError(sentence, fields={"standin": sentence})
    standin = _standin(absent, standin_id)
    _check_is_there(standin, start, absence.valid_to)
    end_covers(_cover_in(absent.reader_id, absence.valid_from, absence.valid_to), on=start)
    cover_reader(standin=standin.reader, covered=absent.reader, start=start, end=absence.valid_to)
    content = CoverArranged(str(absent.pk), str(standin.pk), start.isoformat(), _iso(absence.valid_to))
    things = [*_things(absent, absence), Thing("membership", standin.pk, "standin")]
    record(content, organisation_id=absent.organisation_id, things=things)
    check_constraints_now()


def _standin(absent: Membership, standin_id: UUID) -> Membership:
    found = Membership.objects.on(clock.today()).filter(pk=standin_id)
    standin = found.select_related("professional", "organisation", "reader").first()
    if standin is None or not may_stand_in(standin, absent):
        sentence = gettext("Kies een collega uit de lijst, met een rol die hetzelfde mag.")
        raise InvalidError(
            gettext("Deze persoon kan hier niet waarnemen."), sentence, fields={"standin": sentence}
        )
    return standin


def _check_is_there(standin: Membership, start: date, end: date | None) -> None:
    away = absence_within(standin.pk, start, end)
    if away is None:
        return
    today = clock.today()
    until = plain_date(away.valid_to, today) if away.valid_to else gettext("nog onbekend")
    sentence = gettext("%(name)s is zelf afwezig van %(start)s (weer terug: %(until)s).") % {
        "name": standin.professional.name,
        "start": plain_date(away.valid_from, today),
        "until": until,
    }
    # The refusal itself names nobody, since it may reach a log; the field's sentence is shown only.
    raise InvalidError(
        gettext("Wie waarneemt, is dan zelf afwezig."),
        gettext("Kies iemand anders, of verdeel de dagen."),
        fields={"standin": sentence},
    )


def _extend(absence: Absence, was: date) -> None:
    """Let who stood in on the last day go on, if the choice of that time may still be made."""
    last = ReaderCover.objects.filter(covered_reader_id=absence.membership.reader_id, valid_to=was)
    cover = last.exclude(valid_from=was).first()
    if cover is None:
        return
    standin = Membership.objects.on(clock.today()).filter(reader_id=cover.reader_id)
    found = standin.select_related("reader").first()
    is_free = found is not None and absence_within(found.pk, was, absence.valid_to) is None
    if found is not None and is_free and may_stand_in(found, absence.membership):
        extend_cover(cover, end=absence.valid_to)


def _cover_in(reader_id: int, start: date, end: date | None) -> Q:
    within = Q(covered_reader_id=reader_id, valid_from__gte=start)
    return within if end is None else within & Q(valid_from__lt=end)


def _of_own(actor: Actor, organisation_id: UUID, membership_id: UUID) -> Membership:
    """A member for whom the actor may say this: oneself, or anyone for the administrator."""
    membership = member_of(organisation_id, membership_id)
    if membership.reader_id != actor.reader_id and actor.role != Role.ADMINISTRATOR:
        raise ForbiddenError(
            gettext("Dit kunt u voor een collega niet vastleggen."),
            gettext("Ieder doet dit voor zichzelf."),
            gettext("Vraag het aan de collega, of aan de beheerder van uw organisatie."),
        )
    return membership


def _own_absence(actor: Actor, organisation_id: UUID, absence_id: UUID) -> Absence:
    absence = absence_of(organisation_id, absence_id)
    _of_own(actor, organisation_id, absence.membership_id)
    return absence


def _check_week(week: Week) -> None:
    fields = {
        f"ends_{day}": gettext("Dit is eerder dan het begin.")
        for day, (starts, ends) in week.items()
        if ends <= starts
    }
    if fields or not set(week) <= set(Weekday.values):
        raise InvalidError(gettext("De werktijden kloppen nog niet."), fields=fields)


def _check_absence(new: NewAbsence) -> None:
    fields = {}
    if new.kind not in Absence.Kind.values:
        fields["kind"] = gettext("Kies vrij of afwezig.")
    if new.start < clock.today() - timedelta(days=BACK_DAYS):
        fields["start"] = gettext("Dit is langer dan een maand geleden. Kies een latere dag.")
    if new.back_on is None and new.kind == Absence.Kind.LEAVE:
        fields["back_on"] = gettext("Bij vrij hoort een dag waarop iemand weer terug is.")
    if new.back_on is not None and new.back_on <= new.start:
        fields["back_on"] = gettext("De dag van terugkomst ligt na de eerste dag.")
    if fields:
        raise InvalidError(gettext("De afwezigheid is nog niet compleet."), fields=fields)


def _check_back_on(absence: Absence, back_on: date | None) -> None:
    sentence = ""
    if back_on is None:
        if absence.kind == Absence.Kind.LEAVE:
            sentence = gettext("Bij vrij hoort een dag waarop iemand weer terug is.")
    elif back_on < max(absence.valid_from, clock.today()):
        sentence = gettext("Kies vandaag of een latere dag.")
    if sentence:
        raise InvalidError(gettext("Die dag kan niet."), sentence, fields={"back_on": sentence})


def _things(membership: Membership, absence: Absence | None = None) -> list[Thing]:
    things = [Thing("organisation", membership.organisation_id), Thing("membership", membership.pk)]
    return [*things, Thing("absence", absence.pk)] if absence else things


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
