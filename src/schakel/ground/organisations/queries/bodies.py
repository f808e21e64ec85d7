"""Reading governing bodies: the list, one with its seats and meetings, and who may keep it up."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import BodyItem, BodyMeeting, BodySeat, BodyTask, GoverningBody

MEETINGS_SHOWN, DECISIONS_SHOWN, TASKS_SHOWN = 12, 20, 50


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A body with who sits in it, what is next, what was decided last and what is still to be done."""

    body: GoverningBody
    seats: list[BodySeat]
    coming: list[BodyMeeting]
    held: list[BodyMeeting]
    decisions: list[BodyItem]
    tasks: list[BodyTask]


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting with its agenda and its tasks."""

    meeting: BodyMeeting
    items: list[BodyItem]
    tasks: list[BodyTask]

    @property
    def is_held(self) -> bool:
        """Whether its day has come."""
        return self.meeting.held_on <= clock.today() and not self.meeting.cancelled_because


def bodies(
    *, of: UUID | None = None, after: tuple[str, UUID] | None = None, limit: int = 50
) -> list[GoverningBody]:
    """Bodies of today by name, all or those an organisation is in; `next_on` is their next meeting."""
    today = clock.today()
    found = GoverningBody.objects.on(today).select_related("keeper")
    if of is not None:
        seats = BodySeat.objects.on(today).filter(body=OuterRef("pk"), organisation_id=of)
        found = found.filter(Q(keeper_id=of) | Exists(seats))
    if after is not None:
        found = found.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    ahead = BodyMeeting.objects.filter(body=OuterRef("pk"), held_on__gte=today, cancelled_because="")
    first = Subquery(ahead.order_by("held_on").values("held_on")[:1])
    return list(found.annotate(next_on=first).order_by("name", "pk")[:limit])


def shown_body(body_id: UUID) -> ShownBody:
    """A body as everybody at work reads it, also after its end; six statements. Raises NotFoundError."""
    body = GoverningBody.objects.filter(pk=body_id).select_related("keeper").first()
    if body is None:
        raise not_found()
    today = clock.today()
    meetings = BodyMeeting.objects.filter(body=body)
    decided = BodyItem.objects.filter(meeting__body=body, outcome=BodyItem.Outcome.DECIDED)
    tasks = BodyTask.objects.filter(meeting__body=body, done_on=None)
    return ShownBody(
        body,
        seats_of(body_id),
        list(meetings.filter(held_on__gte=today).order_by("held_on", "id")[:MEETINGS_SHOWN]),
        list(meetings.filter(held_on__lt=today).order_by("-held_on", "-id")[:MEETINGS_SHOWN]),
        list(decided.select_related("meeting").order_by("-meeting__held_on", "-id")[:DECISIONS_SHOWN]),
        list(tasks.select_related("meeting", "seat__organisation").order_by("due_on", "id")[:TASKS_SHOWN]),
    )


def seats_of(body_id: UUID) -> list[BodySeat]:
    """Who sits in a body today, the chair first."""
    order = [part.value for part in BodySeat.Part]
    rows = BodySeat.objects.on(clock.today()).filter(body_id=body_id).select_related("organisation")
    return sorted(rows, key=lambda seat: (order.index(seat.part), seat.speaks_for, seat.person))


def shown_meeting(meeting_id: UUID) -> ShownMeeting:
    """A meeting with its agenda and tasks; three statements. Raises NotFoundError."""
    tasks = BodyTask.objects.select_related("seat__organisation").order_by("due_on", "id")
    rows = BodyMeeting.objects.filter(pk=meeting_id).select_related("body__keeper")
    meeting = rows.prefetch_related(
        Prefetch("items", BodyItem.objects.order_by("id")), Prefetch("tasks", tasks)
    ).first()
    if meeting is None:
        raise not_found()
    return ShownMeeting(meeting, list(meeting.items.all()), list(meeting.tasks.all()))


def kept_body(organisation_id: UUID, body_id: UUID) -> GoverningBody:
    """A body of today of which an organisation is the secretariat. Raises NotFoundError."""
    found = GoverningBody.objects.on(clock.today()).filter(pk=body_id, keeper_id=organisation_id).first()
    if found is None:
        raise not_found()
    return found


def kept_meeting(organisation_id: UUID, meeting_id: UUID) -> BodyMeeting:
    """A meeting of such a body. Raises NotFoundError."""
    found = BodyMeeting.objects.select_related("body").filter(pk=meeting_id).first()
    if found is None or not _keeps(found.body, organisation_id):
        raise not_found()
    return found


def kept_item(organisation_id: UUID, item_id: UUID) -> BodyItem:
    """A point on the agenda of such a body. Raises NotFoundError."""
    found = BodyItem.objects.select_related("meeting__body").filter(pk=item_id).first()
    if found is None or not _keeps(found.meeting.body, organisation_id):
        raise not_found()
    return found


def kept_task(organisation_id: UUID, task_id: UUID) -> BodyTask:
    """A task that an organisation settles: as the secretariat, or as who does it. Raises NotFoundError."""
    found = BodyTask.objects.select_related("meeting__body", "seat").filter(pk=task_id).first()
    if found is None:
        raise not_found()
    if found.seat.organisation_id != organisation_id and not _keeps(found.meeting.body, organisation_id):
        raise not_found()
    return found


def _keeps(body: GoverningBody, organisation_id: UUID) -> bool:
    return body.keeper_id == organisation_id and clock.today() in body.period


def tasks_of(organisation_id: UUID, *, limit: int = TASKS_SHOWN) -> list[BodyTask]:
    """What bodies asked of an organisation and is not done, by the day it is due."""
    rows = BodyTask.objects.filter(seat__organisation_id=organisation_id, done_on=None)
    return list(rows.select_related("meeting__body", "seat").order_by("due_on", "id")[:limit])
