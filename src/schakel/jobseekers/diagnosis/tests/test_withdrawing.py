"""What was begun in error or is needed no more is withdrawn with a reason, and counts nowhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions import merge_clients, unmerge_clients
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.signals.kinds import kind_named
from schakel.ground.signals.models import Signal
from schakel.ground.signals.refreshing import refresh
from schakel.jobseekers.diagnosis.actions import (
    NewAdvice,
    NewAdviceRequest,
    ask_advice,
    give_advice,
    withdraw_advice_request,
    withdraw_diagnosis,
)
from schakel.jobseekers.diagnosis.models import AdviceRequest, Diagnosis
from schakel.jobseekers.diagnosis.queries.advice import waiting_for
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnoses_of, withdrawn_of
from schakel.jobseekers.diagnosis.tests.scene import begin, both_take_part, concluded, in_days, sign
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS
BECAUSE = "verkeerd dossier"
ADVICE = NewAdvice("Zittend werk.", "", "", "Kantoor.")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both_take_part(world)


@pytest.fixture
def diagnosis_id(world: World, dossier_id: UUID) -> UUID:
    return begin(world.marloes, dossier_id)


@pytest.fixture
def expert(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Lars Arbeid", Role.LABOUR_EXPERT, None)


def withdrawn(person: Person, dossier_id: UUID, diagnosis_id: UUID, **options: Any) -> None:
    said = {"because": BECAUSE} | options
    with person.at_work() as actor:
        withdraw_diagnosis(actor=actor, dossier_id=dossier_id, diagnosis_id=diagnosis_id, **said)


def asked(world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person) -> UUID:
    new = NewAdviceRequest("Wat kan deze cliënt tillen?", expert.membership_id, in_days(7))
    with world.marloes.at_work() as actor:
        return ask_advice(actor=actor, dossier_id=dossier_id, diagnosis_id=diagnosis_id, new=new)


def test_a_withdrawn_diagnosis_makes_room_for_another(
    world: World, dossier_id: UUID, diagnosis_id: UUID
) -> None:
    sign(world.marloes, dossier_id, diagnosis_id, "wishes")
    withdrawn(world.bas, dossier_id, diagnosis_id)
    second = begin(world.marloes, dossier_id)
    with world.marloes.at_work():
        assert [row.pk for row in diagnoses_of(dossier_id)] == [second]
        assert [row.withdrawn_because for row in withdrawn_of(dossier_id)] == [BECAUSE]
        assert Diagnosis.objects.get(pk=second).previous is None
        assert "Diagnose ingetrokken" in [entry.heading for entry in timeline(dossier_id)]


def test_what_was_withdrawn_is_filled_in_no_more(world: World, dossier_id: UUID, diagnosis_id: UUID) -> None:
    withdrawn(world.marloes, dossier_id, diagnosis_id)
    with pytest.raises(ConflictError) as error:
        sign(world.marloes, dossier_id, diagnosis_id, "wishes")
    assert BECAUSE in str(error.value)


def test_what_was_concluded_or_withdrawn_is_not_withdrawn(world: World, dossier_id: UUID) -> None:
    diagnosis_id = concluded(world, dossier_id)
    with pytest.raises(ConflictError):
        withdrawn(world.marloes, dossier_id, diagnosis_id)
    second = begin(world.marloes, dossier_id)
    withdrawn(world.marloes, dossier_id, second)
    with pytest.raises(ConflictError):
        withdrawn(world.marloes, dossier_id, second)


@pytest.mark.parametrize("because", [" ", "x" * 301])
def test_a_withdrawal_says_why(world: World, dossier_id: UUID, diagnosis_id: UUID, because: str) -> None:
    with pytest.raises(InvalidError) as error:
        withdrawn(world.marloes, dossier_id, diagnosis_id, because=because)
    assert set(error.value.fields) == {"because"}


def test_a_stale_withdrawal_does_nothing(world: World, dossier_id: UUID, diagnosis_id: UUID) -> None:
    sign(world.marloes, dossier_id, diagnosis_id, "wishes")
    with pytest.raises(StaleVersionError):
        withdrawn(world.marloes, dossier_id, diagnosis_id, expected_version=1)


def test_a_stranger_withdraws_nothing(world: World, dossier_id: UUID, diagnosis_id: UUID) -> None:
    with pytest.raises(NotFoundError):
        withdrawn(world.bert, dossier_id, diagnosis_id)


def test_what_was_asked_of_an_expert_lapses_with_the_diagnosis(
    world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person
) -> None:
    asked(world, dossier_id, diagnosis_id, expert)
    withdrawn(world.marloes, dossier_id, diagnosis_id)
    with expert.at_work() as actor:
        assert waiting_for(actor, limit=5) == []


def test_a_question_that_was_withdrawn_is_not_answered(
    world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person
) -> None:
    request_id = asked(world, dossier_id, diagnosis_id, expert)
    on: dict[str, Any] = {"dossier_id": dossier_id, "request_id": request_id}
    with world.bas.at_work() as actor, pytest.raises(NotFoundError):
        withdraw_advice_request(actor=actor, **on, because="niet van ons")
    with world.marloes.at_work() as actor:
        withdraw_advice_request(actor=actor, **on, because="bedrijfsarts gaf antwoord")
        with pytest.raises(ConflictError):
            withdraw_advice_request(actor=actor, **on, because="nog eens")
    with expert.at_work() as actor, pytest.raises(ConflictError) as error:
        give_advice(actor=actor, **on, new=ADVICE, expected_version=2)
    assert "bedrijfsarts gaf antwoord" in str(error.value)


def test_a_question_that_was_answered_is_not_withdrawn(
    world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person
) -> None:
    request_id = asked(world, dossier_id, diagnosis_id, expert)
    on: dict[str, Any] = {"dossier_id": dossier_id, "request_id": request_id}
    with expert.at_work() as actor:
        give_advice(actor=actor, **on, new=ADVICE, expected_version=1)
    with world.marloes.at_work() as actor, pytest.raises(ConflictError):
        withdraw_advice_request(actor=actor, **on, because="te laat")


def test_of_two_running_diagnoses_in_merged_dossiers_one_goes_on_and_the_other_comes_back(
    world: World,
) -> None:
    into, ending = (world.open(world.marloes, world.uwv) for _number in range(2))
    first, second = begin(world.marloes, into), begin(world.marloes, ending)
    with world.marloes.at_work() as actor:
        merge_id = merge_clients(actor=actor, dossier_ids=(into, ending), reason="dezelfde")
    with world.marloes.at_work():
        assert [row.pk for row in diagnoses_of(into)] == [first]
        assert [row.pk for row in withdrawn_of(into)] == [second]
    with world.marloes.at_work() as actor:
        unmerge_clients(actor=actor, dossier_id=into, merge_id=merge_id, reason="toch niet")
    with world.marloes.at_work():
        assert [row.pk for row in diagnoses_of(ending)] == [second]


def post(person: Person, name: str, *ids: UUID, **values: str) -> Any:
    url = reverse(f"diagnosis:{name}", args=ids)
    return signed_in(person).post(url, {"submit_key": str(uuid7())} | values)


def test_both_are_withdrawn_on_their_pages(
    world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person
) -> None:
    request_id = asked(world, dossier_id, diagnosis_id, expert)
    empty = post(world.marloes, "withdraw_advice", dossier_id, request_id, version="1")
    assert empty.status_code == 422
    why = {"version": "1", "because": "niet meer nodig"}
    assert post(world.marloes, "withdraw_advice", dossier_id, request_id, **why).status_code == 302
    page = signed_in(world.marloes).get(reverse("diagnosis:result", args=[dossier_id])).content.decode()
    assert "niet meer nodig" in page
    assert post(world.marloes, "withdraw", dossier_id, diagnosis_id, **why).status_code == 302
    page = signed_in(world.marloes).get(reverse("diagnosis:course", args=[dossier_id])).content.decode()
    assert "Ingetrokken diagnoses" in page


def test_an_expert_who_typed_while_the_question_was_withdrawn_keeps_the_words(
    world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person
) -> None:
    request_id = asked(world, dossier_id, diagnosis_id, expert)
    why = {"version": "1", "because": "niet meer nodig"}
    post(world.marloes, "withdraw_advice", dossier_id, request_id, **why)
    said = {"version": "1", "can": "Zittend werk tot 32 uur.", "advice": "Kantoor."}
    response = post(expert, "answer", dossier_id, request_id, **said)
    assert (response.status_code, "Zittend werk tot 32 uur." in response.content.decode()) == (409, True)
    with world.marloes.at_work():
        assert AdviceRequest.objects.get().answered_at is None


def test_advice_past_its_day_is_a_signal_till_it_is_given_or_withdrawn(
    world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person
) -> None:
    request_id = asked(world, dossier_id, diagnosis_id, expert)

    def shown() -> list[int | None]:
        with world.marloes.at_work():
            rows = Signal.objects.filter(dossier_id=dossier_id, kind="advice_overdue", gone_at=None)
            return list(rows.values_list("reader_id", flat=True))

    assert shown() == []
    with world.marloes.at_work():
        AdviceRequest.objects.filter(pk=request_id).update(answer_by=in_days(-1))
        refresh([dossier_id], [kind_named("advice_overdue")], "test", using="default")
    assert shown() == [world.marloes.reader_id]
    with world.marloes.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "request_id": request_id}
        withdraw_advice_request(**on, because="niet meer nodig")
    assert shown() == []


def test_what_waits_stands_beside_the_entry_of_the_expert(
    world: World, dossier_id: UUID, diagnosis_id: UUID, expert: Person
) -> None:
    asked(world, dossier_id, diagnosis_id, expert)
    page = signed_in(expert).get(reverse("diagnosis:advices")).content.decode()
    assert "1 vraag" in page
