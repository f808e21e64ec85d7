"""Each kind of signal comes with its cause, for the right organisation, and goes when the cause goes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers import absence
from schakel.ground.dossiers.actions.trajectories import NewTrajectory
from schakel.ground.dossiers.tests.handing import do, send
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.signals.models import Signal
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names, ww_that_ends
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def test_a_queue_beyond_its_norm_has_nobody_responsible_until_taken(world: World) -> None:
    dossier_id = world.open_in_queue(world.marloes, world.uwv, world.uwv_team)
    with clock.travel(add_working_days(clock.today(), 5)):
        refresh_all()
        assert names(world.marloes, dossier_id) == set()
    with clock.travel(add_working_days(clock.today(), 6)):
        refresh_all()
        assert names(world.marloes, dossier_id) == {"nobody_responsible"}
        do(world.marloes, "take_regie", dossier_id, scope="organisation", because="ik pak op")
        assert names(world.marloes, dossier_id) == set()
        with world.marloes.at_work():
            assert Signal.objects.get().gone_cause in {"regie.take", "participant.leave"}


def test_a_holder_away_without_cover_counts_as_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    monkeypatch.setattr(absence, "_sources", [lambda _day: [world.marloes.reader_id]])
    refresh_all()
    assert names(world.marloes, dossier_id) == {"nobody_responsible"}


def test_a_late_handover_is_a_signal_on_each_side_for_itself(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    sent = send(world, dossier_id, world.city_team)
    with clock.travel(add_working_days(clock.today(), 5)):
        refresh_all()
        assert names(world.bas, dossier_id) == set()
    with clock.travel(add_working_days(clock.today(), 6)):
        refresh_all()
        assert names(world.bas, dossier_id) == {"not_taken_up"}
        assert names(world.marloes, dossier_id) == {"handover_overdue"}
        do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
        assert names(world.bas, dossier_id) == set()
        assert names(world.marloes, dossier_id) == set()


def test_what_was_asked_back_is_late_for_the_sender_only(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    sent = send(world, dossier_id, world.city_team)
    do(world.bas, "ask_completion", dossier_id, handover_id=sent, what="Welke auto?")
    with clock.travel(add_working_days(clock.today(), 6)):
        refresh_all()
        assert names(world.bas, dossier_id) == set()
        assert names(world.marloes, dossier_id) == {"handover_overdue"}


def test_a_return_that_nobody_attends_to(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    sent = send(world, dossier_id, world.city_team)
    do(world.bas, "return_handover", dossier_id, handover_id=sent, because="woont elders")
    with clock.travel(add_working_days(clock.today(), 4)):
        refresh_all()
        assert names(world.marloes, dossier_id) == {"return_unattended"}
        do(world.marloes, "settle_return", dossier_id, handover_id=sent, because="wij gaan verder")
        assert names(world.marloes, dossier_id) == set()


def test_a_ww_that_ends_without_a_municipality(world: World) -> None:
    late, soon = ww_that_ends(world, 85), ww_that_ends(world, 84)
    refresh_all()
    assert names(world.marloes, late) == set()
    assert names(world.marloes, soon) == {"ww_ends"}
    send(world, soon, world.city_team)
    assert names(world.marloes, soon) == set()


def test_an_ended_ww_stays_a_signal_while_its_payer_has_a_task(world: World) -> None:
    dossier_id = ww_that_ends(world, 10)
    with clock.travel(clock.today() + timedelta(days=40)):
        refresh_all()
        assert "ww_ends" in names(world.marloes, dossier_id)
        do(world.marloes, "rest_dossier", dossier_id, because="zij vond werk")
        refresh_all()
    with clock.travel(clock.today() + timedelta(days=41)):
        assert Signal.objects.count() == 0


def test_a_signal_about_benefit_is_not_for_who_may_not_see_it(world: World) -> None:
    dossier_id = ww_that_ends(world, 10)
    about = {"kind": "helping", "because": "traject", "membership_id": world.joris.membership_id}
    do(world.marloes, "add_participant", dossier_id, **about)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert not Signal.objects.exists()


def test_a_trajectory_near_its_end_until_it_is_prolonged(world: World) -> None:
    dossier_id, today = world.open(world.marloes, world.uwv), clock.today()
    end = today + timedelta(days=28)
    new = NewTrajectory("Taal op de werkvloer", world.provider, today, end, end)
    trajectory_id = do(world.marloes, "start_trajectory", dossier_id, new=new)
    assert names(world.marloes, dossier_id) == {"trajectory_ends"}
    later = today + timedelta(days=90)
    do(
        world.marloes,
        "change_trajectory",
        dossier_id,
        trajectory_id=trajectory_id,
        planned_end=later,
        paid_until=later,
        because="nog niet klaar",
    )
    assert names(world.marloes, dossier_id) == set()


def test_another_organisation_s_signals_are_not_there(world: World) -> None:
    dossier_id: UUID = world.open(world.marloes, world.uwv)
    send(world, dossier_id, world.city_team)
    with clock.travel(add_working_days(clock.today(), 6)):
        refresh_all()
        with world.bas.at_work():
            assert {s.organisation_id for s in Signal.objects.all()} == {world.city}
