"""A trajectory guide steps out of one dossier, and the provider's task ends with the last of them."""

from __future__ import annotations

from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.actions.trajectories import NewTrajectory
from schakel.ground.dossiers.models import Participation, Regie
from schakel.ground.dossiers.tests.handing import do
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def entrusted(world: World, kind: str) -> UUID:
    dossier_id = world.open(world.marloes, world.uwv)
    seat = f"person:{world.joris.membership_id}"
    values = {"find": "joris", "seat": seat, "kind": kind, "because": "begeleiding naar werk"}
    assert browser(world.marloes).post(address("add", dossier_id), values).status_code == 302
    return dossier_id


def row_of(person: Person, dossier_id: UUID) -> Participation:
    with person.at_work():
        return Participation.objects.on(clock.today()).get(dossier_id=dossier_id, reader_id=person.reader_id)


def step_out(person: Person, dossier_id: UUID) -> int:
    row = row_of(person, dossier_id)
    values = {"because": "de opdracht is klaar", "version": row.version}
    return browser(person).post(address("leave", dossier_id, row.pk), values).status_code


@pytest.mark.parametrize("kind", ["helping", "involved"])
def test_a_guide_steps_out_and_sees_the_dossier_no_longer(kind: str) -> None:
    world = World()
    dossier_id = entrusted(world, kind)
    assert step_out(world.joris, dossier_id) == 302
    assert browser(world.joris).get(address("dossier", dossier_id)).status_code == 404


def test_the_provider_s_regie_ends_with_its_last_guide_and_the_chain_s_stays() -> None:
    world = World()
    dossier_id = entrusted(world, "involved")
    step_out(world.joris, dossier_id)
    with world.marloes.at_work():
        held = Regie.objects.on(clock.today()).filter(dossier_id=dossier_id)
        assert {r.reader_id for r in held} == {world.marloes.reader_id}


def test_a_guide_may_stop_only_for_themselves() -> None:
    world = World()
    page = browser(world.joris).get(address("people", entrusted(world, "involved")))
    assert [person["name"] for person in page.context["people"] if "leave_form" in person] == ["Joris Meijer"]
    assert "De taak van uw organisatie eindigt dan ook" in page.content.decode()


def test_who_must_pass_the_regie_first_reads_so_before_trying() -> None:
    world = World()
    page = browser(world.marloes).get(address("people", entrusted(world, "helping")))
    assert "Dit kan pas als iemand anders de regie heeft" in page.content.decode()


def a_trajectory(world: World, dossier_id: UUID) -> UUID:
    today = clock.today()
    new = NewTrajectory("Taal op de werkvloer", world.provider, today, today, today)
    return do(world.marloes, "start_trajectory", dossier_id, new=new)


def test_one_guide_s_leaving_does_not_end_a_trajectory_that_runs() -> None:
    world = World()
    dossier_id = entrusted(world, "involved")
    trajectory_id = a_trajectory(world, dossier_id)
    assert step_out(world.joris, dossier_id) == 409
    do(world.marloes, "end_trajectory", dossier_id, trajectory_id=trajectory_id, because="klaar")
    assert step_out(world.joris, dossier_id) == 302


def test_a_guide_gives_the_provider_s_regie_to_a_colleague_and_then_leaves() -> None:
    world = World()
    dossier_id = entrusted(world, "involved")
    a_trajectory(world, dossier_id)
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        jet = hire(context.actor, world.provider, "Jet Smit", Role.TRAJECTORY_GUIDE, None)
    page = browser(world.joris)
    assert "Geef de regie aan iemand anders" in page.get(address("people", dossier_id)).content.decode()
    values = {"scope": "organisation", "membership_id": str(jet.membership_id), "because": "ik ga weg"}
    assert page.post(address("pass", dossier_id), values).status_code == 302
    assert step_out(world.joris, dossier_id) == 302
    assert browser(jet).get(address("dossier", dossier_id)).status_code == 200
