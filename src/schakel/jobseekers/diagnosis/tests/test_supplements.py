"""What stands beside a diagnosis, each under its own access; and a labour expert who is asked and answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import record_consent
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain, open_life_domain
from schakel.ground.dossiers.models import CaseMessage
from schakel.ground.dossiers.queries.messages import unread_of_actor
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from schakel.jobseekers.diagnosis.actions import (
    NewAdvice,
    NewAdviceRequest,
    NewAmbition,
    NewCircumstance,
    NewMissing,
    ask_advice,
    find_out,
    give_advice,
    note_ambition,
    note_circumstance,
    note_missing,
)
from schakel.jobseekers.diagnosis.models import AdviceRequest, Circumstance, DiagnosisPart, MissingItem
from schakel.jobseekers.diagnosis.queries.advice import advice_term, requests_of, waiting_for
from schakel.jobseekers.diagnosis.queries.supplements import ambitions_of, circumstances_of
from schakel.jobseekers.diagnosis.tests.scene import begin, both_take_part, in_days, sign
from tests.browsing import MARKS
from tests.world import Person, World, hire

pytestmark = MARKS
ADVICE = NewAdvice("Zittend werk, tot 32 uur.", "Staan met een kruk.", "Tillen boven 10 kilo.", "Kantoor.")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both_take_part(world)


@pytest.fixture
def on(world: World, dossier_id: UUID) -> dict[str, Any]:
    return {"dossier_id": dossier_id, "diagnosis_id": begin(world.marloes, dossier_id)}


@pytest.fixture
def expert(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Lars Arbeid", Role.LABOUR_EXPERT, None)


def asked(world: World, on: dict[str, Any], expert: Person, **changes: Any) -> UUID:
    values = {"question": "Wat kan deze cliënt tillen?", "expert_id": expert.membership_id}
    with world.bas.at_work() as actor:
        new = NewAdviceRequest(**{**values, "answer_by": in_days(7)} | changes)
        return ask_advice(actor=actor, **on, new=new)


def test_what_is_missing_is_a_task_until_it_is_found_out(world: World, on: dict[str, Any]) -> None:
    with world.bas.at_work() as actor:
        item_id = note_missing(actor=actor, **on, new=NewMissing("Diploma's", "client", in_days(5)))
    found: dict[str, Any] = {"dossier_id": on["dossier_id"], "item_id": item_id}
    with world.marloes.at_work() as actor:
        with pytest.raises(StaleVersionError):
            find_out(actor=actor, **found, answer="Mbo 2", expected_version=7)
        find_out(actor=actor, **found, answer="Mbo 2", expected_version=1)
        with pytest.raises(ConflictError):
            find_out(actor=actor, **found, answer="Mbo 3", expected_version=2)
        assert MissingItem.objects.get().answer == "Mbo 2"


def test_an_ambition_says_who_brought_it_up(world: World, on: dict[str, Any]) -> None:
    with world.bas.at_work() as actor:
        note_ambition(actor=actor, **on, new=NewAmbition("Bakte vroeger taarten voor de buurt.", "relative"))
        [row] = ambitions_of(on["dossier_id"])
        assert row.get_said_by_display() == "een naaste"
        with pytest.raises(InvalidError) as refused:
            note_ambition(actor=actor, **on, new=NewAmbition(" ", "rumour"))
    assert sorted(refused.value.fields) == ["said_by", "words"]


def test_a_limit_at_work_is_seen_with_the_diagnosis_and_one_in_life_only_with_consent(
    world: World, on: dict[str, Any]
) -> None:
    with world.marloes.at_work() as actor:
        note_circumstance(actor=actor, **on, new=NewCircumstance("education", "Geen diploma.", "client"))
        with pytest.raises(NotFoundError):
            note_circumstance(actor=actor, **on, new=NewCircumstance("event", "Rouw.", "client"))
        consent = NewConsent("spoken", "Dat nee zeggen mag.", clock.today() + timedelta(days=30))
        record_consent(actor=actor, dossier_id=on["dossier_id"], new=consent)
    with world.marloes.at_work() as actor:
        new = NewCircumstance("event", "Haar zus overleed.", "client", in_days(-40))
        note_circumstance(actor=actor, **on, new=new)
        assert len(circumstances_of(on["dossier_id"])) == 2
    with world.bas.at_work():
        assert [row.kind for row in circumstances_of(on["dossier_id"])] == ["education"]


def test_a_barrier_asks_an_open_life_domain(world: World, on: dict[str, Any]) -> None:
    debts = NewCircumstance("debts", "Betaalt achterstallige huur.", "client")
    with world.marloes.at_work() as actor:
        consent = NewConsent("spoken", "Dat nee zeggen mag.", clock.today() + timedelta(days=30))
        record_consent(actor=actor, dossier_id=on["dossier_id"], new=consent)
    with world.marloes.at_work() as actor:
        with pytest.raises(ConflictError, match="niet open"):
            note_circumstance(actor=actor, **on, new=debts)
        question = NewLifeDomain("money", "Hoe los ik dit op?", "client", "kost rust om te zoeken")
        open_life_domain(actor=actor, dossier_id=on["dossier_id"], new=question)
        note_circumstance(actor=actor, **on, new=debts)
        assert Circumstance.objects.get().kind == "debts"


def test_an_unknown_kind_or_a_day_to_come_is_refused(world: World, on: dict[str, Any]) -> None:
    with world.bas.at_work() as actor, pytest.raises(InvalidError) as refused:
        note_circumstance(actor=actor, **on, new=NewCircumstance("shoes", "x", "client", in_days(1)))
    assert sorted(refused.value.fields) == ["happened_on", "kind"]


def test_a_labour_expert_is_let_in_by_the_question_and_answers(
    world: World, on: dict[str, Any], expert: Person
) -> None:
    request_id = asked(world, on, expert)
    with expert.at_work() as actor:
        assert [row.pk for row in waiting_for(actor, limit=5)] == [request_id]
        answering: dict[str, Any] = {"dossier_id": on["dossier_id"], "request_id": request_id}
        give_advice(actor=actor, **answering, new=ADVICE, expected_version=1)
        assert waiting_for(actor, limit=5) == []
        with pytest.raises(ConflictError):
            give_advice(actor=actor, **answering, new=ADVICE, expected_version=2)
    with world.marloes.at_work():
        [row] = requests_of(on["dossier_id"])
        assert (row.can, row.advice) == ("Zittend werk, tot 32 uur.", "Kantoor.")


def test_only_who_was_asked_answers(world: World, on: dict[str, Any], expert: Person) -> None:
    request_id = asked(world, on, expert)
    with world.marloes.at_work() as actor, pytest.raises(NotFoundError):
        give_advice(
            actor=actor,
            dossier_id=on["dossier_id"],
            request_id=request_id,
            new=ADVICE,
            expected_version=1,
        )


def test_an_answer_names_possibilities_and_an_advice(
    world: World, on: dict[str, Any], expert: Person
) -> None:
    request_id = asked(world, on, expert)
    new = NewAdvice(" ", "", "x" * 1001, "")
    with expert.at_work() as actor, pytest.raises(InvalidError) as refused:
        give_advice(
            actor=actor,
            dossier_id=on["dossier_id"],
            request_id=request_id,
            new=new,
            expected_version=1,
        )
    assert sorted(refused.value.fields) == ["advice", "can", "cannot"]


def test_a_question_is_whole_and_for_a_labour_expert(
    world: World, on: dict[str, Any], expert: Person
) -> None:
    with pytest.raises(InvalidError) as refused:
        asked(world, on, world.mia, question=" ", answer_by=in_days(-1))
    assert sorted(refused.value.fields) == ["answer_by", "expert", "question"]
    with world.bas.at_work():
        assert not AdviceRequest.objects.exists()


def test_the_term_is_that_of_the_house(world: World) -> None:
    with world.bas.at_work() as actor:
        assert advice_term(actor.employer_id) > in_days(10)


def test_an_expert_who_was_asked_fills_in_and_signs_the_own_part(
    world: World, on: dict[str, Any], expert: Person
) -> None:
    asked(world, on, expert)
    sign(expert, on["dossier_id"], on["diagnosis_id"], "limitations")
    with world.marloes.at_work():
        row = DiagnosisPart.objects.get(name="limitations")
        assert row.signed_at is not None
        assert row.saved_by is not None
        assert row.saved_by.name == "Lars Arbeid"


def test_who_asked_is_told_of_the_answer_and_nobody_waits_for_a_reply(
    world: World, on: dict[str, Any], expert: Person
) -> None:
    request_id = asked(world, on, expert)
    with expert.at_work() as actor:
        answering: dict[str, Any] = {"dossier_id": on["dossier_id"], "request_id": request_id}
        give_advice(actor=actor, **answering, new=ADVICE, expected_version=1)
    with world.bas.at_work():
        assert unread_of_actor(most=5) == 1
        [message] = CaseMessage.objects.all()
        assert (message.body, message.status) == ("Mijn advies staat bij de diagnose.", "answered")
    with world.marloes.at_work():
        assert unread_of_actor(most=5) == 0
