"""A mentor at a talk: what each one sees of it, cell by cell, and how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.models import Content, Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.organisations.actions.availability import NewAbsence, arrange_cover, report_absence
from schakel.jobseekers.mentoring.actions import (
    NewFeedback,
    NewVisit,
    ask_mentor,
    call_mentor_off,
    give_feedback,
    refuse_mentor,
    share_piece,
    withdraw_as_mentor,
)
from schakel.jobseekers.mentoring.erasing import erase_due_visits
from schakel.jobseekers.mentoring.models import FeedbackPiece, MentorVisit, VisitedClient
from schakel.jobseekers.mentoring.queries import mentors_to_ask, of_client, shared_with, visits_waiting
from tests.browsing import MARKS
from tests.world import Person, World, hire

pytestmark = MARKS
POINTS = [point.value for point in FeedbackPiece.Point if point != "words"]
SEEN = NewFeedback(dict.fromkeys(POINTS, "yes"), {"listens": "Je liet stiltes vallen."}, "Rustig gesprek.")


class Scene:
    """Bas guides a client of the city; Mo is a mentor there, Tara and Tom lead teams."""

    def __init__(self) -> None:
        self.world = World()
        system = system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            self.mo = hire(system, self.world.city, "Mo Mentor", Role.MENTOR, None)
            self.tara = hire(system, self.world.city, "Tara Leider", Role.TEAM_LEADER, self.world.city_team)
            self.tom = hire(system, self.world.city, "Tom Leider", Role.TEAM_LEADER, self.world.city_team)
        self.bas = self.world.bas
        self.dossier_id = self.world.open(self.bas, self.world.city)

    def new(self, **changes: Any) -> NewVisit:
        known = NewVisit(
            self.mo.membership_id, clock.today(), time(9, 30), "Hoe vat ik samen?", "told", None, "Kamer 2"
        )
        return replace(known, **changes)

    def ask(self, **changes: Any) -> UUID:
        with self.bas.at_work() as actor:
            return ask_mentor(actor=actor, dossier_id=self.dossier_id, new=self.new(**changes))

    def give(self, visit_id: UUID, new: NewFeedback = SEEN) -> UUID:
        with self.mo.at_work(Purpose.QUALITY) as actor:
            return give_feedback(actor=actor, organisation_id=self.world.city, visit_id=visit_id, new=new)

    def share(self, piece_id: UUID, leader: Person | None, by: Person | None = None) -> UUID:
        with (by or self.bas).at_work() as actor:
            leader_id = leader.membership_id if leader else None
            return share_piece(
                actor=actor, organisation_id=self.world.city, piece_id=piece_id, leader_id=leader_id
            )

    def pieces(self) -> dict[str, UUID]:
        with self.bas.at_work():
            return {piece.point: piece.pk for piece in FeedbackPiece.objects.all()}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def counted(person: Person, purpose: Purpose = Purpose.GUIDANCE) -> tuple[int, int, int, int]:
    """How many visits, clients with them, pieces and dossiers the database shows this person."""
    with person.at_work(purpose):
        shown = (MentorVisit, VisitedClient, FeedbackPiece, Dossier)
        return tuple(model.objects.count() for model in shown)  # type: ignore[return-value]


def test_each_reads_what_is_for_them_and_nothing_else(scene: Scene) -> None:
    scene.give(scene.ask())
    colleague, world = scene.world.bert, scene.world
    with scene.bas.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=scene.dossier_id,
            kind="helping",
            because="samen",
            membership_id=colleague.membership_id,
        )
    client = world.client_of(scene.dossier_id, scene.bas)
    assert counted(scene.bas) == (1, 1, 6, 1)
    assert counted(scene.mo, Purpose.QUALITY) == (1, 0, 0, 0)
    assert counted(colleague) == (0, 1, 0, 1)
    assert counted(client, Purpose.OWN_DATA) == (0, 1, 0, 1)
    assert counted(scene.tara, Purpose.STEERING)[:3] == (0, 0, 0)
    assert counted(world.city_admin, Purpose.ADMINISTRATION) == (0, 0, 0, 0)
    assert counted(world.marloes) == (0, 0, 0, 0)


def test_who_stands_in_for_the_coach_reads_no_feedback(scene: Scene) -> None:
    scene.give(scene.ask())
    on = {"organisation_id": scene.world.city, "membership_id": scene.bas.membership_id}
    with scene.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        absence_id = report_absence(actor=actor, **on, new=NewAbsence("away", clock.today()))
        arrange_cover(
            actor=actor,
            organisation_id=scene.world.city,
            absence_id=absence_id,
            standin_id=scene.world.bert.membership_id,
            start=clock.today(),
        )
    with scene.world.bert.at_work() as actor:
        assert scene.bas.reader_id in actor.covered
        assert VisitedClient.objects.count() == 1
        assert not FeedbackPiece.objects.exists()
        assert not MentorVisit.objects.exists()


def test_a_piece_is_shared_with_one_team_leader_and_taken_back(scene: Scene) -> None:
    scene.give(scene.ask())
    pieces = scene.pieces()
    scene.share(pieces["listens"], scene.tara)
    with scene.tara.at_work(Purpose.STEERING) as actor:
        assert [(one.point, one.words) for one in shared_with(actor)] == [
            ("listens", "Je liet stiltes vallen.")
        ]
        assert FeedbackPiece.objects.update(words="anders") == 0
    with scene.tom.at_work(Purpose.STEERING) as actor:
        assert shared_with(actor) == []
    scene.share(pieces["listens"], None)
    with scene.tara.at_work(Purpose.STEERING) as actor:
        assert shared_with(actor) == []


def test_only_the_coach_shares_and_only_with_a_team_leader_there(scene: Scene) -> None:
    scene.give(scene.ask())
    piece_id = scene.pieces()["words"]
    with pytest.raises(NotFoundError):
        scene.share(piece_id, scene.tara, by=scene.world.bert)
    with pytest.raises(InvalidError):
        scene.share(piece_id, scene.world.city_admin)
    with pytest.raises(ForbiddenError):
        scene.share(piece_id, scene.tara, by=scene.tara)


def test_the_client_may_say_no_and_the_mentor_learns_no_more_than_that_it_is_off(scene: Scene) -> None:
    visit_id = scene.ask(held_on=clock.today() + timedelta(days=3))
    client = scene.world.client_of(scene.dossier_id, scene.bas)
    with client.at_work(Purpose.OWN_DATA) as actor:
        [row] = of_client(scene.dossier_id)
        refuse_mentor(actor=actor, dossier_id=scene.dossier_id, visited_id=row.pk)
        with pytest.raises(ConflictError):
            refuse_mentor(actor=actor, dossier_id=scene.dossier_id, visited_id=row.pk)
    with scene.mo.at_work(Purpose.QUALITY):
        assert MentorVisit.objects.get(pk=visit_id).state == "off"
    with scene.bas.at_work():
        assert VisitedClient.objects.get(visit_id=visit_id).answer == "no"
        assert Entry.objects.filter(dossier_id=scene.dossier_id, verb="mentor.refuse").exists()


def test_nobody_says_no_for_the_client(scene: Scene) -> None:
    scene.ask()
    other = scene.world.open(scene.world.bert, scene.world.city)
    stranger = scene.world.client_of(other, scene.world.bert)
    with scene.bas.at_work() as actor:
        visited_id = of_client(scene.dossier_id)[0].pk
        with pytest.raises(NotFoundError):
            refuse_mentor(actor=actor, dossier_id=scene.dossier_id, visited_id=visited_id)
    with stranger.at_work(Purpose.OWN_DATA) as actor, pytest.raises(NotFoundError):
        refuse_mentor(actor=actor, dossier_id=other, visited_id=visited_id)


def test_a_client_who_said_no_beforehand_is_recorded_and_nobody_comes(scene: Scene) -> None:
    visit_id = scene.ask(answer="no")
    with scene.mo.at_work(Purpose.QUALITY) as actor:
        assert visits_waiting(actor) == []
    with pytest.raises(ConflictError):
        scene.give(visit_id)


def test_a_mentor_who_cannot_come_ends_it_for_coach_and_client(scene: Scene) -> None:
    visit_id = scene.ask()
    with scene.mo.at_work(Purpose.QUALITY) as actor:
        withdraw_as_mentor(actor=actor, organisation_id=scene.world.city, visit_id=visit_id)
    with scene.bas.at_work() as actor:
        assert VisitedClient.objects.get(visit_id=visit_id).is_off
        with pytest.raises(ConflictError):
            call_mentor_off(actor=actor, dossier_id=scene.dossier_id, visit_id=visit_id)


def test_the_coach_calls_it_off(scene: Scene) -> None:
    visit_id = scene.ask()
    with scene.world.bert.at_work() as actor, pytest.raises(NotFoundError):
        call_mentor_off(actor=actor, dossier_id=scene.dossier_id, visit_id=visit_id)
    with scene.bas.at_work() as actor:
        call_mentor_off(actor=actor, dossier_id=scene.dossier_id, visit_id=visit_id, expected_version=1)
        assert of_client(scene.dossier_id)[0].is_off


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": date(2020, 1, 1)}, "held_on"),
        ({"watch_for": "  "}, "watch_for"),
        ({"answer": "misschien"}, "answer"),
        ({"place": " "}, "place"),
        ({"mentor_id": UUID(int=0)}, "mentor_id"),
        ({"location_id": UUID(int=0)}, "location_id"),
    ],
)
def test_what_is_missing_or_not_offered_is_refused_at_its_field(
    scene: Scene, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        scene.ask(**changes)
    assert set(refused.value.fields) == {field}
    with scene.bas.at_work():
        assert not MentorVisit.objects.exists()


def test_a_mentor_of_nobody_near_is_not_offered(scene: Scene) -> None:
    with scene.bas.at_work() as actor:
        assert [one.pk for one in mentors_to_ask(actor)] == [scene.mo.membership_id]
    with scene.world.marloes.at_work() as actor:
        assert mentors_to_ask(actor) == []


def test_feedback_is_whole_given_once_and_by_its_mentor_alone(scene: Scene) -> None:
    visit_id = scene.ask()
    with pytest.raises(InvalidError) as refused:
        scene.give(visit_id, NewFeedback({"listens": "yes", "closes": "vaak"}, {}, " "))
    assert set(refused.value.fields) == {
        "seen_explains",
        "seen_together",
        "seen_duties",
        "seen_closes",
        "words",
    }
    scene.give(visit_id)
    with pytest.raises(ConflictError):
        scene.give(visit_id)
    with scene.bas.at_work() as actor, pytest.raises(ForbiddenError):
        give_feedback(actor=actor, organisation_id=scene.world.city, visit_id=visit_id, new=SEEN)


def test_before_the_talk_there_is_no_feedback(scene: Scene) -> None:
    with pytest.raises(ConflictError):
        scene.give(scene.ask(held_on=clock.today() + timedelta(days=1)))


def test_the_journal_says_nothing_of_the_content_nor_to_whom(scene: Scene) -> None:
    scene.give(scene.ask())
    scene.share(scene.pieces()["words"], scene.tara)
    bodies = []
    for person, purpose in ((scene.mo, Purpose.QUALITY), (scene.bas, Purpose.GUIDANCE)):
        with person.at_work(purpose):
            told = Entry.objects.filter(verb__in=("feedback.give", "feedback.share"))
            assert not told.filter(dossier_id__isnull=False).exists()
            bodies += [
                bytes(row.body).decode() for row in Content.objects.filter(entry_id__in=told.values("id"))
            ]
    assert len(bodies) >= 2
    assert not any(word in body for body in bodies for word in ("Rustig", "Bas", "Tara"))


@pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
def test_it_is_gone_when_its_term_has_passed(owner: Any) -> None:
    with clock.travel(clock.today() - timedelta(days=365)):
        scene = Scene()
        scene.give(scene.ask())
    scene.ask()
    assert erase_due_visits() == 1
    assert erase_due_visits() == 0
    counts = [
        owner.execute(f"select count(*) from mentoring_{table}").fetchone()
        for table in ("mentorvisit", "visitedclient", "feedbackpiece")
    ]
    assert counts == [(1,), (1,), (0,)]
