"""The part of the story about group meetings: one that was held, one to come, and one that was called off."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, as_actor
from schakel.ground.kernel.dates import as_day
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.workshops.actions import (
    Attended,
    NewSession,
    cancel_session,
    invite_to_session,
    note_attendance,
    plan_session,
)
from schakel.jobseekers.workshops.models import WorkshopInvitation
from schakel.jobseekers.workshops.queries import CHOSEN, places_to_meet, session_visible, to_invite
from schakel.simulation.demo.days import moment
from schakel.simulation.demo.telling import Story


def tell_of_workshops(story: Story) -> None:
    """Pieter leads what Marloes plans; she invites whoever of her clients has the service."""
    marloes, today = story.cast.actors["marloes"], story.today
    with clock.travel(moment(-9, "11:30", today)), as_actor(marloes, Purpose.GUIDANCE.value):
        key = _service(marloes)
        if key is None:
            return
        held = _plan(story, marloes, key, as_day(moment(-3, "09:00", today)))
        coming = _plan(story, marloes, key, as_day(moment(4, "09:00", today)))
        off = _plan(story, marloes, key, as_day(moment(7, "09:00", today)))
        for session_id in (held, coming, off):
            _invite(marloes, session_id)
    pieter = story.cast.actors["pieter"]
    with clock.travel(moment(-3, "12:20", today)), as_actor(pieter, Purpose.GUIDANCE.value):
        guests = WorkshopInvitation.objects.filter(session_id=held, leader_id=pieter.reader_id).order_by("id")
        noted = {
            one.pk: Attended(number == 0, "" if number == 0 else "ill") for number, one in enumerate(guests)
        }
        on = {"organisation_id": pieter.employer_id, "session_id": held}
        note_attendance(actor=pieter, **on, noted=noted)
    with clock.travel(moment(-1, "14:00", today)), as_actor(marloes, Purpose.GUIDANCE.value):
        why = "de zaal is die dag niet vrij"
        own = marloes.employer_id
        cancel_session(actor=marloes, organisation_id=own, session_id=off, because=why)


def _service(actor: Actor) -> str | None:
    """The service that most of the actor's clients have or were given."""
    keys = list(ServiceUse.objects.filter(state__in=CHOSEN).values_list("service_key", flat=True))
    return max(keys, key=keys.count) if keys else None


def _plan(story: Story, actor: Actor, key: str, day: date) -> UUID:
    place = next(iter(places_to_meet(actor)), None)
    new = NewSession(
        key,
        max(day, clock.today() + timedelta(days=1)),
        time(9, 30),
        time(12),
        12,
        story.cast.memberships["pieter"],
        place.pk if place else None,
        "zaal 1",
    )
    return plan_session(actor=actor, organisation_id=actor.employer_id, new=new)


def _invite(actor: Actor, session_id: UUID) -> None:
    offered = to_invite(actor, session_visible(actor, session_id))
    if offered:
        ids = [one.pk for one in offered[:6]]
        invite_to_session(actor=actor, dossier_ids=ids, session_id=session_id)
