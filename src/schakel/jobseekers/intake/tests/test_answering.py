"""Answers of an intake: asked once, checked, saved whole, never lost and never doubled."""

from __future__ import annotations

from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.dossiers.models import Fact
from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    StaleVersionError,
)
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.intake.actions import save_part, send_intake, take_over_intake
from schakel.jobseekers.intake.models import Intake, IntakePart
from schakel.jobseekers.intake.prefilling import known_answers
from schakel.jobseekers.intake.questions import PARTS
from schakel.jobseekers.intake.tests.scene import INCOME, holding, let_help, opened, part, saved, stands
from schakel.jobseekers.profile.models import LastOccupation
from tests.browsing import MARKS
from tests.world import World

pytestmark = MARKS
WORK = {"last_occupation": "bakker", "hours_available": "32", "driving_licence": "yes"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def intake_id(world: World, dossier_id: UUID) -> UUID:
    return opened(world, dossier_id)


def test_a_client_has_one_intake_at_a_time(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    with pytest.raises(ConflictError):
        opened(world, dossier_id)


def test_what_the_chain_keeps_is_stated_there(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "work", answers=WORK)
    with holding(world.marloes):
        facts = dict(Fact.objects.filter(is_current=True).values_list("name", "value"))
        assert facts == {"hours_available": "32", "driving_licence": "yes"}
        assert LastOccupation.objects.get().title == "bakker"


def test_what_is_known_is_offered_with_its_source(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("transport", "yes"))
    with holding(world.marloes):
        known = known_answers(dossier_id, PARTS["work"])
    assert known["transport"].value == "yes"
    assert known["transport"].source.startswith("Bekend bij UWV Oosterwaard")


def test_what_was_known_and_left_alone_is_not_stated_again(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("transport", "yes"))
    saved(world.marloes, dossier_id, intake_id, "work", answers={"transport": "yes"})
    with holding(world.marloes):
        assert Fact.objects.count() == 1
    assert "UWV" in part(world.marloes, intake_id, "work").sources["transport"]


def test_an_answer_that_stood_already_is_not_stated_over_a_newer_one(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "work", answers={"transport": "yes"})
    with world.client_of(dossier_id, world.marloes).at_work(Purpose.OWN_DATA) as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("transport", "no"))
    saved(world.marloes, dossier_id, intake_id, "work", answers={"transport": "yes", "education": "mbo"})
    with holding(world.marloes):
        assert Fact.objects.filter(name="transport").count() == 2
        assert known_answers(dossier_id, PARTS["work"])["transport"].value == "no"


def test_a_day_is_told_in_words() -> None:
    question = next(q for q in PARTS["work"].questions if q.key == "available_from")
    assert question.words("2027-01-04") == "maandag 4 januari 2027"
    assert question.words("straks") == "straks"


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        ("work", {"hours_available": "61"}),
        ("work", {"hours_available": "-1"}),
        ("work", {"hours_available": "veel"}),
        ("work", {"driving_licence": "misschien"}),
        ("work", {"available_from": "31-2-2026"}),
        ("work", {"available_from": "0001-01-01"}),
        ("work", {"last_occupation": "x" * 201}),
        ("history", {"left_because": "illness"}),
        ("history", {"worked_from": "2026-05-01", "worked_until": "2026-04-01"}),
        ("income", {}),
        ("income", {"asks_for": "alles"}),
        ("estimate", {"months_to_work": "²", "estimate_because": "x"}),
        ("estimate", {"months_to_work": "3"}),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_kept(
    world: World, dossier_id: UUID, intake_id: UUID, key: str, answers: dict[str, str]
) -> None:
    with pytest.raises(InvalidError) as error:
        saved(world.marloes, dossier_id, intake_id, key, answers=answers)
    assert error.value.fields
    assert part(world.marloes, intake_id, key).saved_at is None


def test_an_answer_to_a_question_that_is_not_asked_is_dropped(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "work", answers=WORK | {"nationality": "x"})
    assert "nationality" not in part(world.marloes, intake_id, "work").answers


def test_two_who_save_one_part_do_not_overwrite(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "work", answers=WORK, expected_version=1)
    with pytest.raises(StaleVersionError):
        saved(world.marloes, dossier_id, intake_id, "work", answers={"wish": "zorg"}, expected_version=1)
    assert part(world.marloes, intake_id, "work").answers["last_occupation"] == "bakker"


def test_two_who_save_different_parts_do_not_hinder(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    let_help(world, dossier_id, world.bas)
    saved(world.marloes, dossier_id, intake_id, "work", answers=WORK, expected_version=1)
    saved(world.bas, dossier_id, intake_id, "income", expected_version=1)
    assert part(world.bas, intake_id, "income").answers["asks_for"] == "participatiewet"


def test_a_part_that_is_sent_twice_is_saved_once(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    key = uuid7()
    for _click in range(2):
        saved(world.marloes, dossier_id, intake_id, "income", submit_key=key, expected_version=1)
    assert part(world.marloes, intake_id, "income").version == 2


def test_what_uwv_began_the_municipality_goes_on_with(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "work", answers=WORK)
    let_help(world, dossier_id, world.bas)
    with holding(world.bas) as actor:
        take_over_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id, expected_version=1)
    saved(world.bas, dossier_id, intake_id, "income")
    assert stands(world.bas, intake_id).organisation_id == world.city
    assert part(world.bas, intake_id, "work").answers["last_occupation"] == "bakker"
    assert part(world.bas, intake_id, "work").organisation_id == world.uwv


def test_the_own_organisation_has_nothing_to_take_over(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with holding(world.marloes) as actor, pytest.raises(ConflictError):
        take_over_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id)


def test_a_client_answers_and_sends(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "intake_id": intake_id}
        save_part(**on, key="income", answers=INCOME)
        send_intake(**on)
        assert IntakePart.objects.get(key="income").organisation_id is None
        assert Intake.objects.get().sent_at is not None


def test_a_client_does_not_answer_what_is_not_for_them(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor, pytest.raises(NotFoundError):
        save_part(
            actor=actor,
            dossier_id=dossier_id,
            intake_id=intake_id,
            key="estimate",
            answers={"months_to_work": "1", "estimate_because": "x"},
        )


def test_an_empty_intake_is_not_sent(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor, pytest.raises(InvalidError):
        send_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id)


def test_nobody_sends_for_the_client(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    with holding(world.marloes) as actor, pytest.raises(NotFoundError):
        send_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id)


def test_who_guides_reads_income_and_does_not_write_it(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with world.marloes.at_work() as actor, pytest.raises(ForbiddenError):
        save_part(actor=actor, dossier_id=dossier_id, intake_id=intake_id, key="income", answers=INCOME)


def test_a_stranger_finds_no_intake(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    with holding(world.bert):
        assert not Intake.objects.exists()
        assert not IntakePart.objects.exists()


def test_a_provider_who_helps_sees_no_answer_on_income(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "income")
    let_help(world, dossier_id, world.joris)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert not IntakePart.objects.filter(key="income").exists()
        assert not Intake.objects.exists()
