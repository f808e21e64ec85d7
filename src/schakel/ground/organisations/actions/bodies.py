"""Recording governing bodies: the secretariat keeps seats, meetings, decisions and tasks up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action, check_constraints_now
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import (
    BodyItem,
    BodyMeeting,
    BodySeat,
    BodyTask,
    GoverningBody,
    Organisation,
)
from schakel.ground.organisations.queries.bodies import kept_body, kept_item, kept_meeting, kept_task
from schakel.ground.organisations.verbs.bodies import (
    BodyChanged,
    BodyDecided,
    BodyEnded,
    BodyFounded,
    BodyItemPut,
    BodyLeft,
    BodyMeetingChanged,
    BodyMeetingPlanned,
    BodySeated,
    BodyTaskDone,
    BodyTaskGiven,
)

Outcome = BodyItem.Outcome
FURTHEST = timedelta(days=3 * 366)
"""How far ahead a meeting or task may lie; further is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class NewSeat:
    """Who sits in a body: for an organisation on record, or for a party in words."""

    person: str
    part: str
    organisation_id: UUID | None = None
    party: str = ""
    post: str = ""


@action(access.KEEP_BODIES)
def found_body(*, actor: Actor, organisation_id: UUID, kind: str, name: str, task: str) -> UUID:
    """Record a body of which one's own organisation is the secretariat, from today; returns its id.

    Raises InvalidError with fields, ConflictError for a name in use.
    """
    wrong = _lacking(name=(name, 80), task=(task, 300))
    if kind not in GoverningBody.Kind.values:
        wrong["kind"] = gettext("Kies wat voor orgaan dit is.")
    _refuse(wrong)
    body = GoverningBody(keeper_id=organisation_id, kind=kind, name=_line(name), task=_line(task))
    body.valid_from = clock.today()
    body.save(force_insert=True)
    check_constraints_now()
    _tell(body, BodyFounded(body.name, kind, body.task))
    return body.pk


@action(access.KEEP_BODIES)
def change_body(
    *, actor: Actor, organisation_id: UUID, body_id: UUID, name: str, task: str, expected_version: int | None
) -> UUID:
    """Change the name or task of a body; returns its id. Raises as found_body does, and StaleVersionError."""
    body = kept_body(organisation_id, body_id)
    _refuse(_lacking(name=(name, 80), task=(task, 300)))
    was = body.name
    update_version(body, expected_version, name=_line(name), task=_line(task))
    check_constraints_now()
    _tell(body, BodyChanged(body.name, was, body.task))
    return body.pk


@action(access.KEEP_BODIES)
def end_body(*, actor: Actor, organisation_id: UUID, body_id: UUID, reason: str) -> UUID:
    """End a body and every seat in it from today; what it decided stays to be read. Returns its id."""
    body = kept_body(organisation_id, body_id)
    _refuse(_lacking(reason=(reason, 200)))
    _tell(body, BodyEnded(body.name, _line(reason)))
    _end_rows(BodySeat.objects.filter(body=body))
    update_version(body, None, valid_to=Greatest(F("valid_from"), clock.today()))
    return body.pk


@action(access.KEEP_BODIES)
def seat_in_body(*, actor: Actor, organisation_id: UUID, body_id: UUID, new: NewSeat) -> UUID:
    """Give somebody a seat from today; returns the seat's id.

    Raises InvalidError with fields, ConflictError for a second person in the chair.
    """
    body = kept_body(organisation_id, body_id)
    wrong = _lacking(person=(new.person, 80))
    if new.part not in BodySeat.Part.values:
        wrong["part"] = gettext("Kies de plaats in het orgaan.")
    if (new.organisation_id is None) is not bool(new.party.strip()):
        wrong["party"] = gettext("Kies een organisatie, of schrijf op namens wie iemand zit.")
    if len(new.party) > 80 or len(new.post) > 80:
        wrong["post"] = gettext("Schrijf hoogstens 80 tekens.")
    known = Organisation.objects.on(clock.today())
    if new.organisation_id and not known.filter(pk=new.organisation_id).exists():
        wrong["organisation"] = gettext("Kies een organisatie die nu bestaat.")
    _refuse(wrong)
    seat = BodySeat(body=body, organisation_id=new.organisation_id, party=_line(new.party), part=new.part)
    seat.person, seat.post, seat.valid_from = _line(new.person), _line(new.post), clock.today()
    seat.save(force_insert=True)
    check_constraints_now()
    _tell(body, BodySeated(body.name, seat.speaks_for, seat.part))
    return seat.pk


@action(access.KEEP_BODIES)
def leave_body(*, actor: Actor, organisation_id: UUID, body_id: UUID, seat_id: UUID, reason: str) -> UUID:
    """End a seat from today; returns its id. Raises NotFoundError for one that ended or is elsewhere."""
    body = kept_body(organisation_id, body_id)
    seat = _seat(body, seat_id)
    _refuse(_lacking(reason=(reason, 200)))
    _tell(body, BodyLeft(body.name, seat.speaks_for, _line(reason)))
    _end_rows(BodySeat.objects.filter(pk=seat.pk))
    return seat.pk


@action(access.KEEP_BODIES)
def plan_body_meeting(
    *, actor: Actor, organisation_id: UUID, body_id: UUID, held_on: date, place: str = ""
) -> UUID:
    """Plan a meeting, or record one of before; returns its id.

    Raises InvalidError for a day that cannot be, ConflictError for a second meeting on one day.
    """
    body = kept_body(organisation_id, body_id)
    wrong = _too_far(held_on=held_on)
    if len(place) > 120:
        wrong["place"] = gettext("Schrijf hoogstens 120 tekens.")
    _refuse(wrong)
    meeting = BodyMeeting(body=body, held_on=held_on, place=_line(place))
    meeting.save(force_insert=True)
    _tell(body, BodyMeetingPlanned(body.name, held_on.isoformat()), meeting)
    return meeting.pk


@action(access.KEEP_BODIES)
def change_body_meeting(
    *,
    actor: Actor,
    organisation_id: UUID,
    meeting_id: UUID,
    held_on: date,
    place: str,
    report: str,
    cancelled_because: str,
    expected_version: int | None,
) -> UUID:
    """Move a meeting, write its report, or say why it is off; returns its id.

    Raises InvalidError with fields, among them a report on what is still to come or is off.
    """
    meeting = kept_meeting(organisation_id, meeting_id)
    wrong = _too_far(held_on=held_on)
    if len(report) > 4000:
        wrong["report"] = gettext("Schrijf hoogstens 4000 tekens.")
    elif report.strip() and (held_on > clock.today() or cancelled_because.strip()):
        wrong["report"] = gettext("Schrijf het verslag als de vergadering is geweest.")
    if len(cancelled_because) > 200 or len(place) > 120:
        wrong["cancelled_because"] = gettext("Schrijf hoogstens 200 tekens, en bij de plaats 120.")
    _refuse(wrong)
    values = {"place": _line(place), "report": report.strip(), "cancelled_because": _line(cancelled_because)}
    update_version(meeting, expected_version, held_on=held_on, **values)
    name = meeting.body.name
    said = BodyMeetingChanged(name, held_on.isoformat(), values["cancelled_because"])
    _tell(meeting.body, said, meeting)
    return meeting.pk


@action(access.KEEP_BODIES)
def put_on_agenda(
    *, actor: Actor, organisation_id: UUID, meeting_id: UUID, subject: str, asked: str = ""
) -> UUID:
    """Put a point on the agenda; returns its id. Raises ConflictError for a meeting that is off."""
    meeting = _on(kept_meeting(organisation_id, meeting_id))
    wrong = _lacking(subject=(subject, 160))
    if len(asked) > 300:
        wrong["asked"] = gettext("Schrijf hoogstens 300 tekens.")
    _refuse(wrong)
    item = BodyItem(meeting=meeting, subject=_line(subject), asked=_line(asked))
    item.save(force_insert=True)
    _tell(meeting.body, BodyItemPut(meeting.body.name, item.subject, item.asked), meeting)
    return item.pk


@action(access.KEEP_BODIES)
def decide_in_body(
    *,
    actor: Actor,
    organisation_id: UUID,
    item_id: UUID,
    outcome: str,
    decision: str,
    because: str,
    expected_version: int | None,
) -> UUID:
    """Record what became of a point: a decision with its reason, or none; returns the point's id.

    May be put right later: the journal keeps what stood there. Raises InvalidError for a decision without
    words or reason and for a meeting still to come, ConflictError for one that is off, StaleVersionError.
    """
    item = kept_item(organisation_id, item_id)
    meeting = _on(item.meeting)
    is_decided, wrong = outcome == Outcome.DECIDED, {}
    if outcome not in Outcome.values:
        wrong["outcome"] = gettext("Kies wat ervan kwam.")
    if is_decided:
        wrong |= _lacking(decision=(decision, 600), because=(because, 400))
    if outcome != Outcome.OPEN and meeting.held_on > clock.today():
        wrong["outcome"] = gettext("De vergadering moet nog komen.")
    _refuse(wrong)
    was = item.decision
    values = {"decision": _line(decision) if is_decided else "", "because": _line(because)[:400]}
    update_version(item, expected_version, outcome=outcome, **values)
    said = BodyDecided(meeting.body.name, item.subject, outcome, values["decision"], values["because"], was)
    _tell(meeting.body, said, meeting)
    return item.pk


@action(access.KEEP_BODIES)
def give_body_task(
    *, actor: Actor, organisation_id: UUID, meeting_id: UUID, what: str, seat_id: UUID, due_on: date
) -> UUID:
    """Note what a meeting asked of one of its members; returns the task's id.

    Raises InvalidError with fields, NotFoundError for a seat that is not in the body.
    """
    meeting = _on(kept_meeting(organisation_id, meeting_id))
    seat = _seat(meeting.body, seat_id)
    wrong = _lacking(what=(what, 200)) | _too_far(due_on=due_on)
    if due_on < meeting.held_on:
        wrong["due_on"] = gettext("Kies een dag na de vergadering.")
    _refuse(wrong)
    task = BodyTask(meeting=meeting, what=_line(what), seat=seat, due_on=due_on)
    task.save(force_insert=True)
    said = BodyTaskGiven(meeting.body.name, task.what, seat.speaks_for, due_on.isoformat())
    _tell(meeting.body, said, meeting)
    return task.pk


@action(access.KEEP_BODIES)
def settle_body_task(
    *, actor: Actor, organisation_id: UUID, task_id: UUID, result: str, expected_version: int | None
) -> UUID:
    """Note what became of a task, for the secretariat or for the organisation that does it; returns its id.

    Raises InvalidError without words, ConflictError when it was settled already, StaleVersionError.
    """
    task = kept_task(organisation_id, task_id)
    if task.done_on is not None:
        raise ConflictError(
            gettext("Deze actie is al afgerond."),
            gettext("Een ander was u voor."),
            gettext("Bekijk de vergadering opnieuw."),
        )
    _refuse(_lacking(result=(result, 300)))
    update_version(task, expected_version, done_on=clock.today(), result=_line(result))
    body = task.meeting.body
    _tell(body, BodyTaskDone(body.name, task.what, task.result), task.meeting, by=organisation_id)
    return task.pk


def _on(meeting: BodyMeeting) -> BodyMeeting:
    if meeting.cancelled_because:
        raise ConflictError(
            gettext("Deze vergadering gaat niet door."),
            meeting.cancelled_because,
            gettext("Plan een nieuwe vergadering."),
        )
    return meeting


def _seat(body: GoverningBody, seat_id: UUID) -> BodySeat:
    seat = BodySeat.objects.on(clock.today()).filter(body=body, pk=seat_id).first()
    if seat is None:
        words = gettext("Kies iemand die nu in dit orgaan zit.")
        raise InvalidError(gettext("Deze zetel is er niet."), words, fields={"seat": words})
    return seat


def _lacking(**texts: tuple[str, int]) -> dict[str, str]:
    """By field, what is empty or too long."""
    words = gettext("Vul dit in, met hoogstens %(n)d tekens.")
    return {
        name: words % {"n": most} for name, (text, most) in texts.items() if not 0 < len(_line(text)) <= most
    }


def _too_far(**days: date) -> dict[str, str]:
    latest = clock.today() + FURTHEST
    words = gettext("Kies een dag binnen drie jaar.")
    return {name: words for name, day in days.items() if not date(1990, 1, 1) <= day <= latest}


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise InvalidError(
            gettext("Dit kan nog niet bewaard worden."), gettext("Niet alles is goed."), fields=wrong
        )


def _line(text: str) -> str:
    return " ".join(text.split())


def _end_rows(rows: Any) -> None:
    """From today; a row that began today leaves no day behind."""
    rows.filter(valid_to=None).update(valid_to=Greatest(F("valid_from"), clock.today()))


def _tell(
    body: GoverningBody, content: Any, meeting: BodyMeeting | None = None, *, by: UUID | None = None
) -> None:
    """In the stream of who acts, and in those of the secretariat and of all organisations with a seat."""
    own = by or body.keeper_id
    seats = BodySeat.objects.on(clock.today()).filter(body=body, organisation__isnull=False)
    streams = {body.keeper_id, *seats.values_list("organisation_id", flat=True)} - {own}
    things = [Thing("body", body.pk)] + ([Thing("body_meeting", meeting.pk)] if meeting else [])
    record(content, organisation_id=own, things=things, more_streams=sorted(streams))
