"""Planning group meetings, inviting clients, noting who came, and calling one off for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.contacts.actions import NewContact
from schakel.jobseekers.contacts.records import keep_group_contact
from schakel.jobseekers.workshops import access
from schakel.jobseekers.workshops.models import WorkshopInvitation, WorkshopSession
from schakel.jobseekers.workshops.queries import (
    door_list,
    invitation_visible,
    leaders_to_ask,
    own_session,
    places_to_meet,
    services_to_plan,
    session_visible,
    to_invite,
)
from schakel.jobseekers.workshops.verbs import (
    CancelledForClient,
    ClientInvited,
    InvitationDeclined,
    SessionCancelled,
    SessionHeld,
    SessionPlanned,
)

State, Absence = WorkshopInvitation.State, WorkshopInvitation.Absence
PLANNED, CANCELLED = WorkshopSession.State.PLANNED, WorkshopSession.State.CANCELLED
MOST = 200
"""Seats at most; ours."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """A meeting as planned: for which service, when, where, with how many seats, and led by whom."""

    service_key: str
    held_on: date
    starts_at: time
    ends_at: time
    seats: int
    leader_id: UUID
    location_id: UUID | None = None
    place: str = ""


@action(access.PLAN)
def plan_session(*, actor: Actor, organisation_id: UUID, new: NewSession) -> UUID:
    """Plan a meeting; returns its id. Raises InvalidError with each field that is missing or not there."""
    service = next((one for one in services_to_plan(actor) if one.key == new.service_key), None)
    fields = _wrong_of(actor, new)
    if service is None:
        fields["service_key"] = gettext("Kies een dienst uit de lijst.")
    if fields:
        raise InvalidError(gettext("De bijeenkomst is nog niet compleet."), fields=fields)
    assert service is not None  # refused above
    row = WorkshopSession(
        organisation_id=organisation_id,
        service_key=service.key,
        service_name=service.name,
        held_on=new.held_on,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        location_id=new.location_id,
        place=new.place.strip(),
        seats=new.seats,
        leader_id=new.leader_id,
    )
    row.save(force_insert=True)
    content = SessionPlanned(row.service_name, row.held_on.isoformat(), row.seats)
    record(content, organisation_id=organisation_id, things=[Thing("workshop", row.pk)])
    return row.pk


def _wrong_of(actor: Actor, new: NewSession) -> dict[str, str]:
    fields = {}
    if new.held_on < clock.today():
        fields["held_on"] = gettext("Kies vandaag of een dag die nog komt.")
    if new.ends_at <= new.starts_at:
        fields["ends_at"] = gettext("Het einde ligt na het begin.")
    if not 1 <= new.seats <= MOST:
        fields["seats"] = gettext("Vul een aantal in van 1 tot en met 200.")
    if new.leader_id not in {one.pk for one in leaders_to_ask(actor)}:
        fields["leader_id"] = gettext("Kies een collega uit de lijst.")
    if new.location_id is None and not new.place.strip():
        fields["place"] = gettext("Kies een locatie, of schrijf op waar het is.")
    if new.location_id is not None and new.location_id not in {one.pk for one in places_to_meet(actor)}:
        fields["location_id"] = gettext("Kies een locatie uit de lijst.")
    return fields


@action(access.INVITE)
def invite_to_session(*, actor: Actor, dossier_ids: Sequence[UUID], session_id: UUID) -> UUID:
    """Invite clients of the actor for whom the service is chosen or runs; returns the meeting's id.

    Whole or not at all. Raises NotFoundError for another organisation's meeting, InvalidError for who is not
    offered, ConflictError when it was called off or is over, or when the seats are fewer.
    """
    row = session_visible(actor, session_id)
    _require_open(row)
    offered = {one.pk: one for one in to_invite(actor, row)}
    wanted = list(dict.fromkeys(dossier_ids))
    if not wanted or not offered.keys() >= set(wanted):
        sentence = gettext("Kies cliënten uit de lijst.")
        raise InvalidError(gettext("Er is niemand uitgenodigd."), fields={"dossier_ids": sentence})
    if row.taken + len(wanted) > row.seats:
        raise _full(row.seats - row.taken)
    seat = seat_of_actor(actor)
    for dossier_id in wanted:
        require_alive(dossier_id, row.held_on)
        invitation = WorkshopInvitation(
            session=row,
            dossier_id=dossier_id,
            organisation_id=seat.organisation_id,
            invited_by_id=seat.person_id,
            leader_id=row.leader.reader_id,
            door_name=_door_name(offered[dossier_id]),
        )
        invitation.save(force_insert=True)
        content = ClientInvited(row.service_name, row.held_on.isoformat(), row.starts_at.strftime("%H:%M"))
        _record(content, dossier_id, invitation.pk)
    return session_id


def _door_name(dossier: Dossier) -> str:
    return str(dossier.client.full_name)


@action(access.INVITE)
def withdraw_invitation(*, actor: Actor, dossier_id: UUID, invitation_id: UUID, absence: str) -> UUID:
    """Note that a client can't come, before it was noted who came; returns the invitation's id.

    Raises NotFoundError, InvalidError without a reason, ConflictError when it was settled otherwise.
    """
    return _decline(dossier_id, invitation_id, absence)


@action(access.OWN_WORD)
def decline_session(*, actor: Actor, dossier_id: UUID, invitation_id: UUID, absence: str) -> UUID:
    """Let the client say that they can't come; returns the invitation's id.

    Raises NotFoundError for who is not the client, and whatever withdrawing raises.
    """
    if actor.kind != ReaderKind.CLIENT:
        raise not_found()
    return _decline(dossier_id, invitation_id, absence)


def _decline(dossier_id: UUID, invitation_id: UUID, absence: str) -> UUID:
    row = invitation_visible(dossier_id, invitation_id)
    if absence not in Absence.values:
        sentence = gettext("Kies een reden.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"absence": sentence})
    if row.state != State.INVITED or row.session.held_on < clock.today():
        raise _conflict(
            gettext("Afmelden kan niet meer."), gettext("Bel wie de bijeenkomst leidt als er iets is.")
        )
    update_version(row, None, state=State.DECLINED, absence=absence)
    content = InvitationDeclined(row.session.service_name, row.session.held_on.isoformat(), absence)
    _record(content, dossier_id, invitation_id)
    return invitation_id


@dataclass(frozen=True, slots=True)
class Attended:
    """Whether somebody came, and if not why."""

    came: bool
    absence: str = ""


@action(access.PLAN)
def note_attendance(
    *, actor: Actor, organisation_id: UUID, session_id: UUID, noted: Mapping[UUID, Attended]
) -> UUID:
    """Let the leader note who came and who did not, by invitation; returns the meeting's id.

    Each stands as a contact in the dossier, for whom noted now and not before. Raises NotFoundError for who
    does not lead it, InvalidError for an absence without a reason, ConflictError before its day, when it was
    called off, or when nobody of these waits to be noted.
    """
    row = own_session(actor, session_id)
    if row.state == CANCELLED or row.held_on > clock.today():
        raise _conflict(gettext("Dit kan nu niet."), gettext("Leg vast wie er was op de dag zelf of later."))
    waiting = [one for one in door_list(row) if one.state == State.INVITED and one.pk in noted]
    if not waiting:
        raise _conflict(gettext("Er is niemand om vast te leggen."), gettext("Bekijk de lijst opnieuw."))
    _check_noted(waiting, noted)
    for invitation in waiting:
        _note(actor, row, invitation, noted[invitation.pk])
    came = sum(noted[one.pk].came for one in waiting)
    content = SessionHeld(row.service_name, row.held_on.isoformat(), came, len(waiting) - came)
    record(content, organisation_id=organisation_id, things=[Thing("workshop", session_id)])
    return session_id


def _check_noted(waiting: Sequence[WorkshopInvitation], noted: Mapping[UUID, Attended]) -> None:
    sentence = gettext("Kies waarom.")
    fields = {
        f"absence_{one.pk}": sentence
        for one in waiting
        if not noted[one.pk].came and noted[one.pk].absence not in Absence.values
    }
    if fields:
        raise InvalidError(gettext("Bij wie er niet was, hoort een reden."), fields=fields)


def _note(actor: Actor, row: WorkshopSession, invitation: WorkshopInvitation, one: Attended) -> None:
    began = datetime.combine(row.held_on, row.starts_at, tzinfo=clock.AMSTERDAM)
    summary = gettext("Groepsbijeenkomst %(name)s.") % {"name": row.service_name}
    if not one.came:
        summary += " " + gettext("Niet gekomen: %(why)s.") % {"why": Absence(one.absence).label}
    kind = "workshop" if one.came else "absent"
    contact_id = keep_group_contact(
        actor, invitation.dossier_id, NewContact(min(began, clock.now()), "office", kind, summary)
    )
    update_version(
        invitation,
        None,
        state=State.CAME if one.came else State.ABSENT,
        absence="" if one.came else one.absence,
        contact_id=contact_id,
    )


@action(access.PLAN)
def cancel_session(
    *,
    actor: Actor,
    organisation_id: UUID,
    session_id: UUID,
    because: str,
    expected_version: int | None = None,
) -> UUID:
    """Call a meeting off for everybody who is invited; returns its id. Each dossier tells of it.

    Raises NotFoundError for another organisation's, InvalidError without a reason, ConflictError when it was
    called off already or its day has passed.
    """
    row = session_visible(actor, session_id)
    if not because.strip():
        sentence = gettext("Schrijf op waarom het niet doorgaat. Ook de cliënt leest dit.")
        raise InvalidError(gettext("De reden ontbreekt."), fields={"because": sentence})
    _require_open(row)
    update_version(row, expected_version, state=CANCELLED, because=because.strip())
    told = _cancel_invitations(session_id)
    for invitation_id, dossier_id in told:
        content = CancelledForClient(row.service_name, row.held_on.isoformat(), because.strip())
        _record(content, dossier_id, invitation_id)
    told_all = SessionCancelled(row.service_name, row.held_on.isoformat(), because.strip(), len(told))
    record(told_all, organisation_id=organisation_id, things=[Thing("workshop", session_id)])
    return session_id


def _cancel_invitations(session_id: UUID) -> list[tuple[UUID, UUID]]:
    """End every invitation that held, with its dossier; past row-level security, since the canceller may see
    none of them."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from workshops_cancel(%s)", [session_id])
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _require_open(row: WorkshopSession) -> None:
    if row.state == CANCELLED:
        raise _conflict(gettext("Deze bijeenkomst gaat niet door."), gettext("Kies een andere bijeenkomst."))
    if row.held_on < clock.today():
        raise _conflict(
            gettext("Deze bijeenkomst is geweest."), gettext("Kies een bijeenkomst die nog komt.")
        )


def _full(left: int) -> ConflictError:
    return _conflict(
        gettext("Plaatsen over: %(left)s.") % {"left": left},
        gettext("Kies minder cliënten, of een andere bijeenkomst."),
    )


def _conflict(what: str, remedy: str) -> ConflictError:
    return ConflictError(what, gettext("Intussen kan er iets zijn veranderd."), remedy)


def _record(content: object, dossier_id: UUID, invitation_id: UUID) -> None:
    things = [Thing("workshop_invitation", invitation_id), Thing("client", dossier_id)]
    record(content, dossier_id=dossier_id, things=things)
