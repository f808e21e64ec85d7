"""A question taken in by whoever is there reaches who is responsible, and its taker sees nothing more."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.reading import looks_at
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.signals.models import Signal
from schakel.jobseekers.questions.actions import NewQuestion, answer_question, take_in_question
from schakel.jobseekers.questions.models import ClientQuestion
from schakel.jobseekers.questions.queries import Asker, questions_of, taken_in_by
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS

BSN = "999990019"
BORN = date(1985, 5, 3)
BY_BSN = Asker(bsn=BSN)
NEW = NewQuestion("phone", "Wanneer krijg ik mijn reiskosten terug?", "na 16.00 uur")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv, bsn=BSN, birth_date=BORN)


def asked(world: World, asker: Asker = BY_BSN, new: NewQuestion = NEW) -> UUID:
    with world.bas.at_work() as actor:
        return take_in_question(actor=actor, asker=asker, new=new)


def number_of(world: World, dossier_id: UUID) -> str:
    with world.marloes.at_work():
        return Dossier.objects.get(pk=dossier_id).number


def test_who_is_responsible_elsewhere_reads_it_and_has_a_signal(world: World, dossier_id: UUID) -> None:
    asked(world)
    with world.marloes.at_work() as actor:
        [question] = questions_of(dossier_id)
        assert (question.question, question.reach_at) == (NEW.question, NEW.reach_at)
        [signal] = Signal.objects.filter(dossier_id=dossier_id, kind="question_waits")
        assert signal.reader_id == actor.reader_id


def test_its_taker_sees_the_own_words_and_nothing_of_the_dossier(world: World, dossier_id: UUID) -> None:
    asked(world)
    with world.bas.at_work() as actor:
        assert [q.question for q in taken_in_by(actor)] == [NEW.question]
        assert not Dossier.objects.filter(pk=dossier_id).exists()
    with world.bert.at_work():
        assert not ClientQuestion.objects.exists()


def test_the_client_sees_that_somebody_looked_for_the_number(world: World, dossier_id: UUID) -> None:
    asked(world)
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work():
        assert world.bas.reader_id in {look.reader_id for look in looks_at(dossier_id)}


def test_a_dossier_number_counts_only_with_the_day_of_birth(world: World, dossier_id: UUID) -> None:
    number = number_of(world, dossier_id)
    with pytest.raises(InvalidError, match="geen cliënt"):
        asked(world, Asker(number=number, born=date(1985, 5, 4)))
    with pytest.raises(InvalidError, match="geen cliënt"):
        asked(world, Asker(number=number))
    assert asked(world, Asker(number=number, born=BORN))


def test_an_answer_ends_the_question_and_its_signal(world: World, dossier_id: UUID) -> None:
    question_id = asked(world)
    on = {"dossier_id": dossier_id, "question_id": question_id, "expected_version": 1}
    with world.marloes.at_work() as actor:
        answer_question(actor=actor, answer="Vrijdag op de rekening.", **on)
        assert not Signal.objects.filter(dossier_id=dossier_id, kind="question_waits", gone_at=None).exists()
    with world.bas.at_work() as actor:
        assert taken_in_by(actor)[0].answered_at is not None
    with world.marloes.at_work() as actor, pytest.raises(ConflictError):
        answer_question(actor=actor, answer="Nog eens.", **on)


def test_its_taker_may_not_answer_in_a_dossier_that_is_closed_to_them(world: World, dossier_id: UUID) -> None:
    question_id = asked(world)
    on = {"dossier_id": dossier_id, "question_id": question_id, "expected_version": 1}
    with world.bas.at_work() as actor, pytest.raises(NotFoundError):
        answer_question(actor=actor, answer="Ik weet het wel.", **on)


def test_an_unknown_number_or_an_empty_question_is_refused_and_nothing_is_kept(
    world: World, dossier_id: UUID, owner: Any
) -> None:
    with pytest.raises(InvalidError, match="geen cliënt"):
        asked(world, Asker(bsn="999990184"))
    with pytest.raises(InvalidError):
        asked(world, Asker(bsn="123456789"))
    with pytest.raises(InvalidError):
        asked(world, new=NewQuestion("phone", "  "))
    assert owner.execute("select count(*) from questions_clientquestion").fetchone() == (0,)


def browser(person: Any) -> Client:
    return signed_in(person)


def told(**changes: str) -> dict[str, str]:
    values = {"bsn": BSN, "number": "", "born": "", "channel": "desk", "question": "Is mijn cv goed?"}
    return {**values, "reach_at": "", "submit_key": str(uuid7()), **changes}


def test_the_page_takes_a_question_in_and_says_by_when_there_is_an_answer(
    world: World, dossier_id: UUID
) -> None:
    page = browser(world.bas)
    response = page.post(reverse("questions:take_in"), told(), follow=True)
    assert "Het antwoord komt uiterlijk" in response.content.decode()
    assert "Is mijn cv goed?" in response.content.decode()


def test_a_number_without_a_birthday_keeps_what_was_typed(world: World, dossier_id: UUID) -> None:
    response = browser(world.bas).post(reverse("questions:take_in"), told(bsn="", number="2026-000001"))
    assert response.status_code == 422
    html = response.content.decode()
    assert "ook de geboortedatum" in html
    assert "Is mijn cv goed?" in html


def test_the_answer_is_given_on_its_page_and_a_second_browser_is_told(world: World, dossier_id: UUID) -> None:
    question_id = asked(world)
    page, address = browser(world.marloes), reverse("questions:answer", args=[dossier_id, question_id])
    values = {"answer": "Ja.", "version": "1"}
    assert page.post(address, {**values, "submit_key": str(uuid7())}).status_code == 302
    again = page.post(address, {**values, "submit_key": str(uuid7())})
    assert again.status_code == 422
    assert "al beantwoord" in again.content.decode()


def test_a_tab_of_many_questions_asks_no_more_of_the_database(
    world: World, dossier_id: UUID, django_assert_max_num_queries: Any
) -> None:
    page, address = browser(world.marloes), reverse("questions:list", args=[dossier_id])
    for _ in range(12):
        asked(world)
    page.get(address)
    with django_assert_max_num_queries(14):
        page.get(address)
