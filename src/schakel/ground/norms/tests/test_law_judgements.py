"""Questions of the legislation test are judged with a reason, by who may, and in the words of today."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError, NotFoundError, StaleVersionError
from schakel.ground.norms.actions import judge_law
from schakel.ground.norms.models import LawJudgement, LawState
from schakel.ground.norms.queries import Question, cell_questions, question, questions
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def _first(check: str) -> Question:
    return next(q for q in questions(clock.today()) if q.finding.check == check)


def _again(found: Question) -> Question:
    asked = question(found.id, clock.today())
    assert asked is not None
    return asked


def _judge(world: World, question_id: UUID, person: Person | None = None, **said: Any) -> UUID:
    values = {"state": "confirmed", "reason": "De tekst is nagelezen", "lawyer": "mr. Vos"} | said
    with (person or world.city_admin).at_work(Purpose.ADMINISTRATION) as actor:
        return judge_law(actor=actor, organisation_id=world.city, question_id=question_id, **values)


def test_a_question_is_open_until_somebody_judged_it(world: World) -> None:
    found = _first("conflict")
    assert found.state == LawState.OPEN
    _judge(world, found.id)
    assert _again(found).state == LawState.CONFIRMED


def test_a_judgement_is_in_the_journal_of_the_organisation(world: World) -> None:
    _judge(world, _first("conflict").id)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert Entry.objects.get(verb="law.judge").organisation_id == world.city


def test_a_judgement_of_other_words_counts_no_longer(world: World) -> None:
    found = _first("conflict")
    _judge(world, found.id)
    LawJudgement.objects.update(text="Zo luidde de vraag vroeger.")
    assert _again(found).is_outdated
    assert _again(found).state == LawState.OPEN


def test_two_people_do_not_overwrite_each_other(world: World) -> None:
    found = _first("conflict")
    _judge(world, found.id)
    with pytest.raises(StaleVersionError):
        _judge(world, found.id, state="rejected")
    _judge(world, found.id, state="rejected", expected_version=1)
    assert _again(found).state == LawState.REJECTED


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"state": "misschien"}, "state"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 1001}, "reason"),
        ({"lawyer": ""}, "lawyer"),
        ({"lawyer": "x" * 121}, "lawyer"),
    ],
)
def test_what_a_judgement_lacks_is_told_at_its_field(world: World, said: Any, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        _judge(world, _first("conflict").id, **said)
    assert field in refused.value.fields
    assert not LawJudgement.objects.exists()


def test_a_question_that_is_not_asked_is_not_found(world: World) -> None:
    with pytest.raises(NotFoundError):
        _judge(world, uuid4())


def test_who_guides_clients_does_not_judge_the_law(world: World) -> None:
    with pytest.raises(ForbiddenError):
        _judge(world, _first("conflict").id, world.bas)


def test_an_empty_cell_becomes_a_gap_when_it_was_checked(world: World) -> None:
    cell = cell_questions(clock.today())["proefplaats", "ZW"]
    client = _client(world.city_admin)
    assert "leemte" not in client.get("/norms/").content.decode().split("<table")[1].split("</table")[0]
    _judge(world, cell.id)
    assert "leemte" in client.get("/norms/").content.decode().split("<table")[1].split("</table")[0]
    assert "compleet nagekeken" in client.get("/norms/law/").content.decode()


def test_a_judgement_is_given_on_the_page(world: World) -> None:
    found, client = _first("conflict"), _client(world.city_admin)
    said = {"state": "rejected", "reason": "Verschillende situaties", "version": "0"}
    assert client.post(f"/norms/law/{found.id}/", said).status_code == 302
    assert "Verschillende situaties" in client.get("/norms/law/", {"state": "rejected"}).content.decode()
    assert "Verschillende situaties" not in client.get("/norms/law/", {"state": "open"}).content.decode()
    assert "Verschillende situaties,,Ada Beheer," in client.get("/norms/law/table/").content.decode()


def test_a_refusal_on_the_page_keeps_what_was_typed(world: World) -> None:
    found, client = _first("conflict"), _client(world.city_admin)
    answer = client.post(f"/norms/law/{found.id}/", {"state": "confirmed", "reason": "Bewaar mij"})
    assert answer.status_code == 422
    assert "Bewaar mij" in answer.content.decode()
    assert "Noem de jurist" in answer.content.decode()


def test_a_judgement_made_meanwhile_is_told_on_the_page(world: World) -> None:
    found, client = _first("conflict"), _client(world.city_admin)
    _judge(world, found.id)
    answer = client.post(f"/norms/law/{found.id}/", {"state": "open", "reason": "Toch niet", "version": "0"})
    assert answer.status_code == 422
    assert "Een collega heeft dit intussen beoordeeld" in answer.content.decode()


def test_who_may_not_judge_sees_no_way_to_it(world: World) -> None:
    client = _client(world.bas)
    assert "Beoordeel<" not in client.get("/norms/law/").content.decode()
    assert client.get(f"/norms/law/{_first('conflict').id}/").status_code == 404


def test_the_page_reads_all_judgements_at_once(world: World, django_assert_max_num_queries: Any) -> None:
    client = _client(world.city_admin)
    client.get("/norms/law/")
    with django_assert_max_num_queries(13):
        client.get("/norms/law/")
