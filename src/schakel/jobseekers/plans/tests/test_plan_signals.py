"""Signals by the house norms on plans: none yet, and not looked at together."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.kernel import clock
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from schakel.jobseekers.plans.tests.scene import closed, offered, running
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MISSING, REVIEW = "plan_missing", "plan_review_due"


@pytest.fixture
def world() -> World:
    return World()


def stand(person: Person, dossier_id: UUID, *, weeks: int, days: int = 0) -> set[str]:
    """The kinds of this file that stand so long from now, computed for everybody as each night."""
    with clock.travel(clock.today() + timedelta(weeks=weeks, days=days)):
        refresh_all()
        return names(person, dossier_id) & {MISSING, REVIEW}


def test_a_client_without_a_plan_becomes_a_signal_after_eight_weeks(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    assert stand(world.marloes, dossier_id, weeks=8) == set()
    assert stand(world.marloes, dossier_id, weeks=8, days=1) == {MISSING}


def test_the_signal_goes_at_once_when_everybody_signed(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with clock.travel(clock.today() + timedelta(weeks=9)):
        refresh_all()
        assert MISSING in names(world.marloes, dossier_id)
        running(world.marloes, dossier_id)
        assert MISSING not in names(world.marloes, dossier_id)


def test_a_plan_that_waits_for_signatures_is_none_yet(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    offered(world.marloes, dossier_id)
    assert stand(world.marloes, dossier_id, weeks=9) == {MISSING}


def test_after_a_plan_that_was_closed_the_next_is_a_choice(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    closed(world.marloes, dossier_id)
    assert stand(world.marloes, dossier_id, weeks=60) == set()


def test_a_plan_is_looked_at_together_at_least_each_half_year(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    running(world.marloes, dossier_id)
    assert stand(world.marloes, dossier_id, weeks=25) == set()
    assert stand(world.marloes, dossier_id, weeks=27) == {REVIEW}
