"""Asking a mentor to a talk, saying no to one, and feedback that is the coach's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ReaderKind
from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations.models import Membership
from schakel.ground.people.queries import require_alive
from schakel.jobseekers.mentoring import access
from schakel.jobseekers.mentoring.models import FeedbackPiece, MentorVisit, VisitedClient
from schakel.jobseekers.mentoring.queries import (
    FEEDBACK_WITHIN,
    attended,
    client_of,
    coach_of,
    kept_for,
    leaders_of,
    may_still_refuse,
    mentors_to_ask,
    own_visit,
    places_to_talk,
)
from schakel.jobseekers.mentoring.verbs import (
    FeedbackGiven,
    FeedbackShared,
    MentorAsked,
    MentorCalledOff,
    MentorRefused,
    MentorWithdrew,
)

Answer, Point, Seen, State = (
    VisitedClient.Answer,
    FeedbackPiece.Point,
    FeedbackPiece.Seen,
    MentorVisit.State,
)


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A talk that a mentor is asked to: when, where, what to watch for, and what the client said of it."""

    mentor_id: UUID
    held_on: date
    starts_at: time
    watch_for: str
    answer: str
    location_id: UUID | None = None
    place: str = ""


@action(access.ASK)
def ask_mentor(*, actor: Actor, dossier_id: UUID, new: NewVisit) -> UUID:
    """Ask a mentor to a talk of the actor with this client; returns the visit's id.

    What the client said is recorded in the dossier. When the client says no, nobody is asked: the visit is
    off from the start. Raises InvalidError with each field for what is missing, passed or not offered.
    """
    require_alive(dossier_id, new.held_on)
    mentor = next((one for one in mentors_to_ask(actor) if one.pk == new.mentor_id), None)
    _check(actor, new, mentor)
    assert mentor is not None  # _check refuses without
    seat = seat_of_actor(actor)
    is_off = new.answer == Answer.NO
    visit = MentorVisit(
        coach_id=actor.reader_id,
        mentor_id=mentor.reader_id,
        held_on=new.held_on,
        starts_at=new.starts_at,
        location_id=new.location_id,
        place=new.place.strip(),
        watch_for=new.watch_for.strip(),
        state=State.OFF if is_off else State.PLANNED,
        erase_on=kept_for(actor).ahead(new.held_on),
    )
    visit.save(force_insert=True)
    VisitedClient(
        visit=visit,
        dossier_id=dossier_id,
        organisation_id=seat.organisation_id,
        held_on=new.held_on,
        starts_at=new.starts_at,
        mentor_name=mentor.professional.name,
        coach_name=seat.name,
        answer=new.answer,
        answered_on=clock.today(),
        is_off=is_off,
    ).save(force_insert=True)
    content = MentorAsked(mentor.professional.name, new.held_on.isoformat(), new.answer)
    record(content, dossier_id=dossier_id, things=[Thing("mentor_visit", visit.pk)])
    return visit.pk


def _check(actor: Actor, new: NewVisit, mentor: Membership | None) -> None:
    fields = {}
    if mentor is None:
        fields["mentor_id"] = gettext("Kies een mentor uit de lijst.")
    if new.held_on < clock.today():
        fields["held_on"] = gettext("Kies vandaag of een dag die nog komt.")
    if not new.watch_for.strip():
        fields["watch_for"] = gettext("Schrijf op waar de mentor op let.")
    if new.answer not in Answer.values:
        fields["answer"] = gettext("Vertel het de cliënt eerst.")
    if new.location_id is None and not new.place.strip():
        fields["place"] = gettext("Kies een locatie, of schrijf op waar het gesprek is.")
    if new.location_id is not None and new.location_id not in {one.pk for one in places_to_talk(actor)}:
        fields["location_id"] = gettext("Kies een locatie uit de lijst.")
    if fields:
        raise InvalidError(gettext("Dit is nog niet compleet."), fields=fields)


@action(access.ASK)
def call_mentor_off(
    *, actor: Actor, dossier_id: UUID, visit_id: UUID, expected_version: int | None = None
) -> UUID:
    """Let the coach call a mentor off; returns the visit's id. Mentor and client see that nobody comes.

    Raises NotFoundError for another's talk, ConflictError when it is off or feedback was given.
    """
    visit, row = own_visit(actor, visit_id), client_of(visit_id)
    if row is None or row.dossier_id != dossier_id:
        raise not_found()
    _require_planned(visit)
    update_version(visit, expected_version, state=State.OFF)
    content = MentorCalledOff(visit.held_on.isoformat())
    record(content, dossier_id=dossier_id, things=[Thing("mentor_visit", visit_id)])
    return visit_id


@action(access.ATTEND)
def withdraw_as_mentor(
    *, actor: Actor, organisation_id: UUID, visit_id: UUID, expected_version: int | None = None
) -> UUID:
    """Let the mentor say that they can't come; returns the visit's id.

    Raises NotFoundError for another's, ConflictError when it is off or feedback was given.
    """
    visit = attended(actor, visit_id)
    _require_planned(visit)
    update_version(visit, expected_version, state=State.OFF)
    content = MentorWithdrew(visit.held_on.isoformat())
    record(content, organisation_id=organisation_id, things=[Thing("mentor_visit", visit_id)])
    return visit_id


@action(access.OWN_WORD)
def refuse_mentor(*, actor: Actor, dossier_id: UUID, visited_id: UUID) -> UUID:
    """Let the client say no to a mentor, without a reason; returns the row's id. The visit is off by it.

    Raises NotFoundError for who is not the client, ConflictError when it is off already or over.
    """
    row = VisitedClient.objects.filter(pk=visited_id, dossier_id=dossier_id).first()
    if actor.kind != ReaderKind.CLIENT or row is None:
        raise not_found()
    if not may_still_refuse(row):
        raise ConflictError(
            gettext("Dit kan niet meer."),
            gettext("Er kijkt geen mentor mee, of het gesprek is al geweest."),
            gettext("Bel uw contactpersoon als u iets wilt zeggen."),
        )
    update_version(row, None, answer=Answer.NO, answered_on=clock.today(), is_off=True)
    content = MentorRefused(row.held_on.isoformat())
    record(content, dossier_id=dossier_id, things=[Thing("mentor_visit", row.visit_id)])
    return visited_id


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What a mentor saw: for each point what was seen with words to it, and words on the whole."""

    seen: Mapping[str, str]
    said: Mapping[str, str]
    words: str


@action(access.ATTEND)
def give_feedback(*, actor: Actor, organisation_id: UUID, visit_id: UUID, new: NewFeedback) -> UUID:
    """Give the coach feedback on a talk, once; returns the visit's id. The giver reads it no more.

    Raises NotFoundError for another's, ConflictError before the talk, after the term, when it was off or
    when it was given; InvalidError without an answer to every point or without words.
    """
    visit = attended(actor, visit_id)
    _require_planned(visit)
    today = clock.today()
    if not visit.held_on <= today <= visit.held_on + FEEDBACK_WITHIN:
        raise _conflict(
            gettext("Feedback kan vanaf de dag van het gesprek, dertig dagen lang."),
            gettext("Bel de coach als u daarna nog iets wilt zeggen."),
        )
    _check_feedback(new)
    for point in Point:
        FeedbackPiece(
            id=uuid7(),
            visit_id=visit_id,
            coach_id=visit.coach_id,
            held_on=visit.held_on,
            coach_name=coach_of(visit),
            point=point,
            seen="" if point == Point.WORDS else new.seen[point],
            words=(new.words if point == Point.WORDS else new.said.get(point, "")).strip(),
            erase_on=visit.erase_on,
        ).save(force_insert=True)
    update_version(visit, None, feedback_on=today)
    content = FeedbackGiven(visit.held_on.isoformat())
    record(content, organisation_id=organisation_id, things=[Thing("mentor_visit", visit_id)])
    return visit_id


def _check_feedback(new: NewFeedback) -> None:
    missing = gettext("Kies wat u zag.")
    fields = {
        f"seen_{point.value}": missing
        for point in Point
        if point != Point.WORDS and new.seen.get(point) not in Seen.values
    }
    if not new.words.strip():
        fields["words"] = gettext(
            "Schrijf in eigen woorden wat goed ging en wat een volgende keer anders kan."
        )
    if fields:
        raise InvalidError(gettext("De feedback is nog niet compleet."), fields=fields)


@action(access.SHARE)
def share_piece(*, actor: Actor, organisation_id: UUID, piece_id: UUID, leader_id: UUID | None) -> UUID:
    """Share one piece of the own feedback with a team leader, or take it back with None; returns its id.

    Raises NotFoundError for another's piece, InvalidError for who is no team leader of the organisation.
    """
    piece = FeedbackPiece.objects.filter(pk=piece_id, coach_id=actor.reader_id).first()
    if piece is None:
        raise not_found()
    leader = next((one for one in leaders_of(actor) if one.pk == leader_id), None)
    if leader_id is not None and leader is None:
        sentence = gettext("Kies een teamleider van uw organisatie.")
        raise InvalidError(gettext("Dit is niet gedeeld."), fields={"leader_id": sentence})
    FeedbackPiece.objects.filter(pk=piece_id).update(
        shared_with_id=leader.reader_id if leader else None, shared_on=clock.today() if leader else None
    )
    content = FeedbackShared(leader is not None)
    record(content, organisation_id=organisation_id, things=[Thing("feedback_piece", piece_id)])
    return piece_id


def _require_planned(visit: MentorVisit) -> None:
    if visit.state == State.OFF:
        raise _conflict(
            gettext("Dit bezoek gaat niet door."), gettext("Spreek zo nodig een ander gesprek af.")
        )
    if visit.feedback_on is not None:
        raise _conflict(gettext("Er is al feedback gegeven."), gettext("Bel elkaar als er nog iets is."))


def _conflict(what: str, remedy: str) -> ConflictError:
    return ConflictError(what, gettext("Intussen kan er iets zijn veranderd."), remedy)
