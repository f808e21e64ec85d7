"""A handover from content to take-up: complete or refused, asked back, withdrawn, settled, told back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.dossiers.handover_terms import Part
from schakel.ground.dossiers.models import Handover, HandoverPart, Regie
from schakel.ground.dossiers.tests.handing import do, provider_team, row, send
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.kernel.legal_calendar import add_working_days
from tests.world import World, filled_parts, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv, entitlement=right_to("ww", clock.today()))


def test_a_required_part_without_words_is_refused_by_its_name(world: World, dossier_id: UUID) -> None:
    parts = filled_parts(world.uwv, world.city_team)
    del parts["income"]
    with pytest.raises(InvalidError) as refused:
        send(world, dossier_id, world.city_team, parts=parts)
    assert set(refused.value.fields) == {"part-income"}


def test_a_part_that_does_not_apply_needs_its_why(world: World, dossier_id: UUID) -> None:
    parts = filled_parts(world.uwv, world.city_team) | {"services": Part("  ", does_not_apply=True)}
    with pytest.raises(InvalidError):
        send(world, dossier_id, world.city_team, parts=parts)
    parts["services"] = Part("Er loopt geen traject.", does_not_apply=True)
    sent = send(world, dossier_id, world.city_team, parts=parts)
    assert "Diensten en trajecten" not in row(world.bas, sent).checklist


@pytest.mark.parametrize("parts", [{"nothing": Part("x")}, {"told": Part("x" * 4001)}])
def test_rotten_parts_are_refused(world: World, dossier_id: UUID, parts: dict[str, Part]) -> None:
    with pytest.raises(InvalidError):
        send(world, dossier_id, world.city_team, parts=filled_parts(world.uwv, world.city_team) | parts)


def test_a_sender_hands_over_nothing_their_role_may_not_see(world: World, dossier_id: UUID) -> None:
    from schakel.ground.access.types import Purpose
    from schakel.ground.dossiers import actions
    from schakel.ground.dossiers.handover_terms import NewHandover

    do(
        world.marloes,
        "add_participant",
        dossier_id,
        kind="helping",
        because="uitkering",
        membership_id=world.uwv_office.membership_id,
    )
    parts = filled_parts(world.uwv, world.city_team)
    with world.uwv_office.at_work(Purpose.INCOME_DECISION, needs_savepoint=True) as actor:
        new = NewHandover(world.city_team, "file", "", "WW eindigt", parts)
        with pytest.raises(ForbiddenError):
            actions.send_handover(actor=actor, dossier_id=dossier_id, new=new)


def test_the_receiver_reads_only_the_parts_of_its_sections(world: World, dossier_id: UUID) -> None:
    from schakel.ground.access.types import Purpose

    send(world, dossier_id, world.city_team)
    do(
        world.marloes,
        "add_participant",
        dossier_id,
        kind="helping",
        because="traject",
        membership_id=world.joris.membership_id,
    )
    with world.bas.at_work():
        all_keys = set(HandoverPart.objects.values_list("key", flat=True))
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        some_keys = set(HandoverPart.objects.values_list("key", flat=True))
    assert all_keys - some_keys == {"income"}


def test_asking_for_completion_gives_each_side_a_whole_term(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    with clock.travel(clock.today() + timedelta(days=4)):
        do(world.bas, "ask_completion", dossier_id, handover_id=sent, what="Welke auto heeft hij?")
        asked = row(world.bas, sent)
        assert (asked.waits_for, asked.due_on) == ("sender", add_working_days(clock.today(), 5))
    with clock.travel(clock.today() + timedelta(days=6)):
        parts = {"experiences": Part("Hij rijdt in een bestelbus.")}
        do(world.marloes, "complete_handover", dossier_id, handover_id=sent, parts=parts)
        completed = row(world.bas, sent)
        assert (completed.waits_for, completed.due_on) == ("receiver", add_working_days(clock.today(), 5))
        assert "Ervaringen met de cliënt" in completed.checklist


def test_the_same_question_is_not_asked_twice(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    do(world.bas, "ask_completion", dossier_id, handover_id=sent, what="Welke auto?")
    with pytest.raises(ConflictError):
        do(world.bas, "ask_completion", dossier_id, handover_id=sent, what="Welke auto?")


def test_who_withdraws_closes_the_dossier_for_the_receiver(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    do(world.marloes, "withdraw_handover", dossier_id, handover_id=sent, because="zij vond werk")
    assert row(world.marloes, sent).status == Handover.Status.WITHDRAWN
    with world.bas.at_work():
        assert not Handover.objects.exists()


def test_what_was_taken_up_cannot_be_withdrawn(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
    with pytest.raises(ConflictError):
        do(world.marloes, "withdraw_handover", dossier_id, handover_id=sent, because="toch niet")


def test_only_the_sending_organisation_withdraws(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    with pytest.raises(NotFoundError):
        do(world.bas, "withdraw_handover", dossier_id, handover_id=sent, because="hoort hier niet")


def test_a_return_is_settled_by_keeping_the_task_or_handing_over_again(
    world: World, dossier_id: UUID
) -> None:
    first = send(world, dossier_id, world.city_team)
    do(world.bas, "return_handover", dossier_id, handover_id=first, because="woont in Hoogmeer")
    assert row(world.marloes, first).settled_at is None
    second = send(world, dossier_id, world.city_team)
    assert row(world.marloes, first).settled_at is not None
    do(world.bas, "return_handover", dossier_id, handover_id=second, because="nog steeds")
    do(world.marloes, "settle_return", dossier_id, handover_id=second, because="wij gaan zelf verder")
    assert row(world.marloes, second).settled_at is not None


def test_a_provider_takes_up_holds_its_own_regie_and_tells_back(world: World, dossier_id: UUID) -> None:
    team_id = provider_team(world)
    sent = send(world, dossier_id, team_id)
    do(world.joris, "take_up_handover", dossier_id, handover_id=sent)
    do(world.joris, "give_feedback", dossier_id, handover_id=sent, words="Het beeld klopte.")
    with world.marloes.at_work():
        held = Regie.objects.on(clock.today()).filter(dossier_id=dossier_id)
        leads = {(regie.scope, regie.reader_id) for regie in held}
        assert Handover.objects.get(pk=sent).feedback == "Het beeld klopte."
        assert "handover.feedback" in {entry.verb for entry in timeline(dossier_id)}
    assert leads == {
        ("organisation", world.marloes.reader_id),
        ("organisation", world.joris.reader_id),
        ("chain", world.marloes.reader_id),
    }


def test_the_minimum_set_goes_along_to_a_provider(world: World, dossier_id: UUID) -> None:
    parts = filled_parts(world.uwv, provider_team(world))
    assert set(parts) == {"picture", "expectations", "experiences", "shared_view"}


def test_a_provider_never_gets_the_regie_of_the_chain_by_a_handover(world: World, dossier_id: UUID) -> None:
    with pytest.raises(InvalidError):
        send(world, dossier_id, provider_team(world), ends_own_task=True)


def test_the_days_to_taking_up_are_kept_with_who_did_it(world: World, dossier_id: UUID) -> None:
    sent = send(world, dossier_id, world.city_team)
    with clock.travel(add_working_days(clock.today(), 7)):
        do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
        taken = row(world.bas, sent)
    assert (taken.working_days_taken, taken.answered_by.name) == (7, "Bas Kuiper")
