"""Who holds an intake, the identity check, the route that a person chooses, and the end."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.dossiers.actions import merge_clients, unmerge_clients
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.jobseekers.intake.actions import (
    check_identity,
    choose_route,
    finish_intake,
    join_intake,
)
from schakel.jobseekers.intake.models import Intake, IntakeAdviser, IntakePart
from schakel.jobseekers.intake.tests.scene import holding, let_help, opened, saved, stands
from tests.browsing import MARKS
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def intake_id(world: World, dossier_id: UUID) -> UUID:
    return opened(world, dossier_id)


def choose(world: World, dossier_id: UUID, intake_id: UUID, route: str, because: str = "") -> None:
    with holding(world.marloes) as actor:
        choose_route(actor=actor, dossier_id=dossier_id, intake_id=intake_id, route=route, because=because)


def identify(world: World, dossier_id: UUID, intake_id: UUID, document: str = "card") -> None:
    with holding(world.marloes) as actor:
        check_identity(actor=actor, dossier_id=dossier_id, intake_id=intake_id, document=document)


def headings(world: World, dossier_id: UUID) -> list[str]:
    with world.marloes.at_work():
        return [entry.heading for entry in timeline(dossier_id)]


def test_a_proposal_is_taken_without_more_words(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "income")
    saved(world.marloes, dossier_id, intake_id, "estimate")
    choose(world, dossier_id, intake_id, "integrated_team")
    row = stands(world.marloes, intake_id)
    assert (row.route, row.proposed_route) == ("integrated_team", "integrated_team")
    assert row.route_because == row.proposed_because
    assert not any(heading.startswith("Keuze") for heading in headings(world, dossier_id))


def test_against_the_proposal_a_reason_is_needed(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "estimate")
    with pytest.raises(InvalidError) as error:
        choose(world, dossier_id, intake_id, "municipality")
    assert "because" in error.value.fields


def test_a_choice_against_the_proposal_stands_among_the_choices(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "estimate")
    choose(world, dossier_id, intake_id, "municipality", "woont daar en is er bekend")
    assert stands(world.marloes, intake_id).proposed_route == "integrated_team"
    assert "Keuze: gemeente" in headings(world, dossier_id)


def test_without_a_proposal_a_person_chooses_with_a_reason(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    choose(world, dossier_id, intake_id, "uwv", "de WW loopt nog")
    assert stands(world.marloes, intake_id).proposed_route == ""


def test_a_route_that_does_not_exist_is_refused(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    with pytest.raises(InvalidError):
        choose(world, dossier_id, intake_id, "elders", "zomaar")


def test_an_intake_does_not_end_without_identity_and_route(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with holding(world.marloes) as actor, pytest.raises(InvalidError) as error:
        finish_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id)
    assert "identiteit" in str(error.value)
    assert "route" in str(error.value)


def test_a_finished_intake_changes_no_more_and_another_may_begin(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    identify(world, dossier_id, intake_id)
    choose(world, dossier_id, intake_id, "uwv", "de WW loopt nog")
    with holding(world.marloes) as actor:
        finish_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id)
    with pytest.raises(ConflictError):
        saved(world.marloes, dossier_id, intake_id, "income")
    assert opened(world, dossier_id) != intake_id


def test_of_an_identity_check_the_kind_the_day_and_who_are_kept(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    identify(world, dossier_id, intake_id)
    row = stands(world.marloes, intake_id)
    assert (row.identity_document, row.identity_checked_on) == ("card", clock.today())
    assert row.identity_checked_by_id == world.marloes.reader_id


def test_another_document_than_those_on_the_list_is_refused(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with pytest.raises(InvalidError):
        identify(world, dossier_id, intake_id, "bibliotheekpas")


@pytest.mark.parametrize(("entry", "counts"), [("benefit", False), ("no_benefit", True)])
def test_a_driving_licence_counts_only_without_a_benefit(
    world: World, dossier_id: UUID, entry: str, counts: bool
) -> None:
    intake_id = opened(world, dossier_id, entry=entry)
    with nullcontext() if counts else pytest.raises(InvalidError):
        identify(world, dossier_id, intake_id, "licence")
    assert bool(stands(world.marloes, intake_id).identity_document) is counts


@pytest.mark.parametrize(("entry", "route"), [("benefit", ""), ("no_benefit", "municipality")])
def test_a_benefit_nobody_asked_about_is_unknown_and_not_none(
    world: World, dossier_id: UUID, entry: str, route: str
) -> None:
    intake_id = opened(world, dossier_id, entry=entry)
    answers = {"months_to_work": "9", "estimate_because": "eerst taal"}
    saved(world.marloes, dossier_id, intake_id, "estimate", answers=answers)
    choose(world, dossier_id, intake_id, "municipality", "woont daar")
    assert stands(world.marloes, intake_id).proposed_route == route


def test_two_advisers_hold_an_intake_and_both_are_recorded(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    let_help(world, dossier_id, world.bas)
    with holding(world.marloes) as actor:
        join_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id, reader_id=world.bas.reader_id)
    with holding(world.marloes):
        rows = IntakeAdviser.objects.order_by("since").values_list("reader_id", "organisation_id", "part")
        assert list(rows) == [
            (world.marloes.reader_id, world.uwv, "opened"),
            (world.bas.reader_id, world.city, "together"),
        ]
    assert stands(world.marloes, intake_id).mode == "duo"


@pytest.mark.parametrize("who", ["bert", "joris"])
def test_who_takes_no_part_or_holds_no_intakes_does_not_join(
    world: World, dossier_id: UUID, intake_id: UUID, who: str
) -> None:
    let_help(world, dossier_id, world.joris)
    reader_id = getattr(world, who).reader_id
    with holding(world.marloes) as actor, pytest.raises(InvalidError):
        join_intake(actor=actor, dossier_id=dossier_id, intake_id=intake_id, reader_id=reader_id)


@pytest.mark.parametrize(
    "values",
    [
        {"entry": "zomaar"},
        {"mode": "per duif"},
        {"first_contact_on": clock.today() + timedelta(days=30)},
        {"dismissal_on": clock.today()},
        {"location_id": UUID(int=7)},
    ],
)
def test_an_intake_that_cannot_be_is_not_opened(
    world: World, dossier_id: UUID, values: dict[str, object]
) -> None:
    with pytest.raises(InvalidError):
        opened(world, dossier_id, **values)
    with holding(world.marloes):
        assert not Intake.objects.exists()


def test_who_is_threatened_with_dismissal_comes_in_without_a_benefit(world: World, dossier_id: UUID) -> None:
    soon = clock.today() + timedelta(days=60)
    intake_id = opened(world, dossier_id, entry="preventive", dismissal_on=soon)
    choose(world, dossier_id, intake_id, "work_to_work")
    assert stands(world.marloes, intake_id).proposed_route == "work_to_work"


def test_of_two_intakes_in_merged_dossiers_one_goes_on_and_the_other_comes_back(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    other = world.open(world.marloes, world.uwv)
    second = opened(world, other)
    with world.marloes.at_work() as actor:
        merge_id = merge_clients(actor=actor, dossier_ids=(dossier_id, other), reason="dezelfde")
    assert stands(world.marloes, intake_id).finished_at is None
    ended = stands(world.marloes, second)
    assert (ended.dossier_id, ended.finished_at is None) == (dossier_id, False)
    with holding(world.marloes):
        assert set(IntakePart.objects.values_list("dossier_id", flat=True)) == {dossier_id}
    with world.marloes.at_work() as actor:
        unmerge_clients(actor=actor, dossier_id=dossier_id, merge_id=merge_id, reason="toch niet")
    back = stands(world.marloes, second)
    assert (back.dossier_id, back.finished_at) == (other, None)
