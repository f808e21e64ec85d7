"""The end of a WW and a move: what runs goes along or stops with a reason, and nobody lets go too early."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.dossiers.actions.trajectories import NewTrajectory
from schakel.ground.dossiers.handover_terms import Goes, OccasionTerms, Stops
from schakel.ground.dossiers.models import EndTalk, Regie, Trajectory
from schakel.ground.dossiers.tests.handing import do, provider_team, send
from schakel.ground.dossiers.tests.pages import address, browser, own_statements
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.people.models import Client
from tests.world import World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv, place="Oosterwaard")


@pytest.fixture
def trajectory_id(world: World, dossier_id: UUID) -> UUID:
    about = {"kind": "involved", "because": "traject", "membership_id": world.joris.membership_id}
    do(world.marloes, "add_participant", dossier_id, **about)
    today = clock.today()
    end = today + timedelta(days=120)
    new = NewTrajectory("Taal op de werkvloer", world.provider, today, end, end)
    return do(world.marloes, "start_trajectory", dossier_id, new=new)


def end_ww(world: World, dossier_id: UUID, **terms: Any) -> UUID:
    values = {"talk_summary": "Besproken met mevrouw.", **terms}
    return send(
        world,
        dossier_id,
        world.city_team,
        occasion="ww_end",
        ends_own_task=True,
        terms=OccasionTerms(**values),
    )


def test_a_running_trajectory_may_not_be_forgotten(
    world: World, dossier_id: UUID, trajectory_id: UUID
) -> None:
    with pytest.raises(InvalidError) as refused:
        end_ww(world, dossier_id)
    assert set(refused.value.fields) == {f"goes-{trajectory_id}"}


def test_a_trajectory_goes_on_paid_until_a_day_and_then_by_the_municipality(
    world: World, dossier_id: UUID, trajectory_id: UUID
) -> None:
    until = clock.today() + timedelta(days=60)
    sent = end_ww(world, dossier_id, trajectories={trajectory_id: Goes(until)})
    do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
    with world.bas.at_work():
        row = Trajectory.objects.get(pk=trajectory_id)
        leads = {r.reader_id for r in Regie.objects.on(clock.today()).filter(scope="chain")}
        holders = {r.organisation_id for r in Regie.objects.on(clock.today()).filter(scope="organisation")}
    assert (row.payer_id, row.paid_until, row.next_payer_id) == (world.uwv, until, world.city)
    assert leads == {world.bas.reader_id}
    assert holders == {world.city, world.provider}


def test_a_trajectory_that_stops_needs_its_reason(
    world: World, dossier_id: UUID, trajectory_id: UUID
) -> None:
    with pytest.raises(InvalidError):
        end_ww(world, dossier_id, trajectories={trajectory_id: Stops(" ")})
    end_ww(world, dossier_id, trajectories={trajectory_id: Stops("zij is geslaagd")})
    with world.marloes.at_work():
        assert Trajectory.objects.get(pk=trajectory_id).end_reason == "zij is geslaagd"


def test_the_end_of_a_ww_asks_for_the_talk_about_it(world: World, dossier_id: UUID) -> None:
    with pytest.raises(InvalidError) as refused:
        end_ww(world, dossier_id, talk_summary="")
    assert set(refused.value.fields) == {"talk_summary"}
    do(
        world.marloes,
        "hold_end_talk",
        dossier_id,
        held_on=clock.today(),
        summary="Wil naar de gemeente.",
        wish="handover",
    )
    end_ww(world, dossier_id, talk_summary="")
    with world.marloes.at_work():
        assert EndTalk.objects.count() == 1


def test_neither_goes_to_an_organisation_that_is_no_municipality(world: World, dossier_id: UUID) -> None:
    terms = OccasionTerms(talk_summary="Besproken.")
    with pytest.raises(InvalidError) as refused:
        send(world, dossier_id, provider_team(world), occasion="ww_end", terms=terms)
    assert set(refused.value.fields) == {"team_id"}


@pytest.mark.parametrize(("days", "moves_now"), [(-1, True), (20, False)])
def test_the_new_place_holds_from_the_move_and_the_sender_stays_responsible(
    world: World, dossier_id: UUID, days: int, moves_now: bool
) -> None:
    on = clock.today() + timedelta(days=days)
    terms = OccasionTerms(moves_to="Hoogmeer", moves_on=on)
    sent = send(world, dossier_id, world.city_team, occasion="move", ends_own_task=True, terms=terms)
    with world.marloes.at_work():
        assert (Client.objects.get(pk=dossier_id).place == "Hoogmeer") is moves_now
        holders = {r.organisation_id for r in Regie.objects.on(clock.today())}
    assert holders == {world.uwv}
    do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
    with world.bas.at_work():
        assert Client.objects.get(pk=dossier_id).place == "Hoogmeer"


def test_a_move_needs_place_and_day(world: World, dossier_id: UUID) -> None:
    with pytest.raises(InvalidError) as refused:
        send(world, dossier_id, world.city_team, occasion="move", terms=OccasionTerms())
    assert set(refused.value.fields) == {"moves_to", "moves_on"}


def test_a_stopped_trajectory_is_not_stopped_again(
    world: World, dossier_id: UUID, trajectory_id: UUID
) -> None:
    do(world.marloes, "end_trajectory", dossier_id, trajectory_id=trajectory_id, because="klaar")
    with pytest.raises(ConflictError):
        do(world.marloes, "end_trajectory", dossier_id, trajectory_id=trajectory_id, because="klaar")


def test_days_in_the_wrong_order_are_refused(world: World, dossier_id: UUID) -> None:
    today = clock.today()
    new = NewTrajectory("Taal", world.provider, today, today - timedelta(days=1), today)
    with pytest.raises(InvalidError) as refused:
        do(world.marloes, "start_trajectory", dossier_id, new=new)
    assert set(refused.value.fields) == {"planned_end"}


def test_the_pages_record_a_trajectory_the_talk_and_the_end(world: World, dossier_id: UUID) -> None:
    page, today = browser(world.marloes), clock.today()
    url = address("trajectories", dossier_id)
    values = {"deed": "start", "name": "Taal", "provider_id": str(world.provider), "began_on": str(today)}
    assert page.post(url, values | {"planned_end": "x", "paid_until": str(today)}).status_code == 422
    assert page.post(url, values | {"planned_end": str(today), "paid_until": str(today)}).status_code == 302
    with world.marloes.at_work():
        row = Trajectory.objects.get()
    assert page.post(url, {"deed": f"end:{row.pk}", "because": "", "version": 1}).status_code == 422
    talk = {"held_on": str(today), "summary": "Wil verder.", "wish": "handover"}
    assert page.post(address("ending", dossier_id), talk | {"wish": "x"}).status_code == 422
    assert page.post(address("ending", dossier_id), talk).status_code == 302
    form = f"{address('handover', dossier_id)}?team={world.city_team}&occasion=ww_end"
    assert f'name="goes-{row.pk}"' in page.get(form).content.decode()
    sent = {f"part-{key}": part.text for key, part in filled_parts(world.uwv, world.city_team).items()}
    sent |= {"team_id": str(world.city_team), "occasion": "ww_end", "kind": "file", "because": "WW eindigt"}
    sent |= {f"goes-{row.pk}": "goes", f"paid-{row.pk}": str(today)}
    assert page.post(address("handover", dossier_id), sent).status_code == 302
    assert len(own_statements(world.marloes, url)) <= 9
    assert len(own_statements(world.marloes, address("ending", dossier_id))) <= 9


def test_who_may_not_see_plans_finds_no_trajectories(world: World, dossier_id: UUID) -> None:
    assert browser(world.bert).get(address("trajectories", dossier_id)).status_code == 404
