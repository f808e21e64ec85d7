"""Discussing a client without a name: putting the case, its outcome, and taking it off (R089)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.dossiers.shielding import shield_on
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import (
    CaseDiscussion,
    DiscussionCase,
    NamelessCase,
    NamelessSubject,
)
from schakel.jobseekers.plans.naming import traces_in
from schakel.jobseekers.plans.queries.discussions import discussion_visible, guests_of
from schakel.jobseekers.plans.queries.nameless import dossier_behind, nameless_visible
from schakel.jobseekers.plans.records import remove_nameless
from schakel.jobseekers.plans.verbs.nameless import NamelessDiscussed, NamelessPut, NamelessTakenOff

State = DiscussionCase.State


@dataclass(frozen=True, slots=True)
class NewNamelessCase:
    """A case without a name; is_checked says that words which are names in the dossier are none here."""

    discussion_id: UUID
    question: str
    background: str = ""
    is_checked: bool = False


@action(access.CHANGE)
def put_nameless_case(*, actor: Actor, dossier_id: UUID, new: NewNamelessCase) -> UUID:
    """Put a client on an agenda under a number of that discussion; returns the case's id.

    Every guest reads it. Raises InvalidError without a question, and for a text that tells who it is;
    ConflictError for a shielded dossier, a day that has passed, or a client who stands there already.
    """
    require_alive(dossier_id)
    row = discussion_visible(actor, new.discussion_id)
    _check_text(dossier_id, new)
    _check_place(dossier_id, row)
    subject = NamelessSubject(dossier_id=dossier_id)
    subject.save(force_insert=True)
    last = NamelessCase.objects.filter(discussion=row).aggregate(last=Max("number"))["last"]
    seat = seat_of_actor(actor)
    case = NamelessCase(
        discussion=row,
        subject=subject,
        number=(last or 0) + 1,
        question=new.question.strip(),
        background=new.background.strip(),
        organisation_id=seat.organisation_id,
        put_by_id=seat.person_id,
    )
    case.save(force_insert=True)
    organisations = tuple(sorted({guest.membership.organisation.name for guest in guests_of(row.pk)}))
    content = NamelessPut(
        row.name, row.held_on.isoformat(), case.number, case.question, case.background, organisations
    )
    _record(content, dossier_id, case)
    return case.pk


def _check_text(dossier_id: UUID, new: NewNamelessCase) -> None:
    fields = {}
    if not new.question.strip():
        fields["question"] = gettext("Schrijf de vraag op waar u samen uit wilt komen.")
    for name in ("question", "background"):
        found = traces_in(dossier_id, getattr(new, name))
        if found.sure:
            words = gettext("Hier staat wie het is: %(what)s. Haal dat weg.")
            fields[name] = words % {"what": ", ".join(found.sure)}
        elif found.names and not new.is_checked:
            words = gettext(
                "In het dossier is dit een naam: %(what)s. Haal dat weg, of zeg dat het hier geen naam is."
            )
            fields[name] = words % {"what": ", ".join(found.names)}
    if fields:
        raise InvalidError(gettext("Dit is nog niet zonder naam."), fields=fields)


def _check_place(dossier_id: UUID, row: CaseDiscussion) -> None:
    if shield_on(dossier_id) is not None:
        raise _conflict(
            gettext("Dit dossier is afgeschermd."), gettext("Bespreek het alleen met wie erin staat.")
        )
    if row.held_on < clock.today():
        raise _conflict(gettext("Dit overleg is geweest."), gettext("Kies een overleg dat nog komt."))
    named = DiscussionCase.objects.filter(discussion=row, dossier_id=dossier_id)
    nameless = NamelessCase.objects.filter(discussion=row, subject__dossier_id=dossier_id)
    if named.exists() or nameless.exists():
        raise _conflict(
            gettext("Deze cliënt staat al op de agenda."), gettext("Bekijk de agenda van het overleg.")
        )


@action(access.CHANGE)
def discuss_nameless_case(
    *,
    actor: Actor,
    dossier_id: UUID,
    discussion_id: UUID,
    nameless_id: UUID,
    state: str,
    outcome: str,
    expected_version: int | None,
) -> UUID:
    """Write down what a discussion without a name led to, by the organisation that put it; returns the id.

    Every guest reads the outcome. Raises InvalidError without one or when it tells who it is, ConflictError
    before the day, NotFoundError for another's case, StaleVersionError.
    """
    case = _own(actor, dossier_id, discussion_id, nameless_id)
    if case.discussion.held_on > clock.today():
        raise _conflict(
            gettext("Dit overleg moet nog komen."), gettext("Leg de uitkomst vast op de dag zelf.")
        )
    fields = {}
    if state not in {State.DISCUSSED, State.POSTPONED}:
        fields["state"] = gettext("Kies of de cliënt is besproken.")
    found = traces_in(dossier_id, outcome)
    if not outcome.strip():
        fields["outcome"] = gettext("Schrijf op wat er is besloten, of waarom het wordt uitgesteld.")
    elif found.sure or found.names:
        words = gettext("Hier staat wie het is: %(what)s. Haal dat weg.")
        fields["outcome"] = words % {"what": ", ".join((*found.sure, *found.names))}
    if fields:
        raise InvalidError(gettext("Dit is nog niet compleet."), fields=fields)
    update_version(case, expected_version, state=state, outcome=outcome.strip())
    content = NamelessDiscussed(case.discussion.name, case.number, state, outcome.strip())
    _record(content, dossier_id, case)
    return case.pk


@action(access.CHANGE)
def take_off_nameless_case(
    *, actor: Actor, dossier_id: UUID, discussion_id: UUID, nameless_id: UUID, expected_version: int | None
) -> UUID:
    """Take a case without a name off the agenda; returns its id. Raises ConflictError once discussed."""
    case = _own(actor, dossier_id, discussion_id, nameless_id)
    if case.state != State.OPEN:
        raise _conflict(
            gettext("Deze cliënt is al besproken."), gettext("De uitkomst blijft in het dossier.")
        )
    update_version(case, expected_version)
    content = NamelessTakenOff(case.discussion.name, case.discussion.held_on.isoformat(), case.number)
    _record(content, dossier_id, case)
    remove_nameless(dossier_id, nameless_id)
    return nameless_id


def _own(actor: Actor, dossier_id: UUID, discussion_id: UUID, nameless_id: UUID) -> NamelessCase:
    discussion_visible(actor, discussion_id)
    case = nameless_visible(discussion_id, nameless_id)
    if dossier_behind(case) != dossier_id or case.organisation_id != actor.organisation_id:
        raise not_found()
    return case


def _conflict(what: str, remedy: str) -> ConflictError:
    return ConflictError(what, gettext("Intussen kan er iets zijn veranderd."), remedy)


def _record(content: object, dossier_id: UUID, case: NamelessCase) -> None:
    things = [Thing("nameless_case", case.pk), Thing("client", dossier_id)]
    record(content, dossier_id=dossier_id, things=things)
