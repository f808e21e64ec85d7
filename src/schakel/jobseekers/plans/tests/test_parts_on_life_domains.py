"""A part of a plan on a life domain is seen and written under that section, and is not signed along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import open_life_domain, record_consent
from schakel.ground.dossiers.actions.consents import NewConsent
from schakel.ground.dossiers.actions.life_domains import NewLifeDomain
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.jobseekers.plans.actions import NewPart, add_part, add_step, check_step, remove_step
from schakel.jobseekers.plans.models import PlanPart, PlanStep
from schakel.jobseekers.plans.tests.scene import both, in_days, offer, ready, step
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS
MONEY = NewPart("Wij helpen met een betalingsregeling.", "money")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    dossier_id = both(world)
    with world.marloes.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id}
        record_consent(**on, new=NewConsent("spoken", "Dat nee zeggen mag.", in_days(30)))
    return dossier_id


@pytest.fixture
def opened(world: World, dossier_id: UUID) -> UUID:
    """A part about money in a plan that is ready."""
    plan_id = ready(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id}
        open_life_domain(**on, new=NewLifeDomain("money", "Hoe los ik dit op?", "client", "kost rust"))
        part_id = add_part(**on, plan_id=plan_id, new=MONEY)
        add_step(**on, part_id=part_id, new=step(what="Schuldhulp bellen"))
        return part_id


def test_a_part_asks_a_life_domain_that_is_open(world: World, dossier_id: UUID) -> None:
    plan_id = ready(world.marloes, dossier_id)
    on: dict[str, Any] = {"dossier_id": dossier_id, "plan_id": plan_id}
    with world.marloes.at_work() as actor:
        with pytest.raises(ConflictError, match="niet open"):
            add_part(actor=actor, **on, new=MONEY)
        with pytest.raises(InvalidError):
            add_part(actor=actor, **on, new=NewPart("Iets.", "hobby"))


def test_who_may_not_see_life_domains_sees_and_writes_no_such_part(
    world: World, dossier_id: UUID, opened: UUID
) -> None:
    with world.bas.at_work() as actor:
        assert [part.domain for part in PlanPart.objects.all()] == [""]
        assert not PlanStep.objects.filter(what="Schuldhulp bellen").exists()
        with pytest.raises(NotFoundError):
            add_step(actor=actor, dossier_id=dossier_id, part_id=opened, new=step())
        plan_id = PlanPart.objects.get().plan_id
        with pytest.raises(NotFoundError):
            add_part(actor=actor, dossier_id=dossier_id, plan_id=plan_id, new=MONEY)
    address = f"/dossiers/{dossier_id}/plan/whole/"
    assert "Schuldhulp bellen" not in signed_in(world.bas).get(address).content.decode()
    assert "Schuldhulp bellen" in signed_in(world.marloes).get(address).content.decode()


def test_the_client_reads_every_part(world: World, dossier_id: UUID, opened: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    with client.at_work(Purpose.OWN_DATA):
        assert PlanPart.objects.filter(pk=opened).exists()
    assert "Schuldhulp bellen" in signed_in(client).get("/me/plan/whole/").content.decode()


def test_a_life_domain_is_not_in_what_organisations_sign(
    world: World, dossier_id: UUID, opened: UUID
) -> None:
    with world.marloes.at_work():
        plan_id = PlanPart.objects.get(pk=opened).plan_id
    version = offer(world.marloes, dossier_id, plan_id)
    assert "Schuldhulp" not in str(version.content)
    with world.marloes.at_work() as actor:
        add_step(actor=actor, dossier_id=dossier_id, part_id=opened, new=step(what="Budget maken"))


def test_a_step_on_a_life_domain_has_a_state_of_its_own(world: World, dossier_id: UUID, opened: UUID) -> None:
    on: dict[str, Any] = {"dossier_id": dossier_id}
    with world.marloes.at_work() as actor:
        row = PlanStep.objects.get(what="Schuldhulp bellen")
        with pytest.raises(InvalidError):
            check_step(actor=actor, **on, step_id=row.pk, status="not_done")
        check_step(actor=actor, **on, step_id=row.pk, status="done")
        with pytest.raises(ConflictError, match="al afgerond"):
            remove_step(actor=actor, **on, step_id=row.pk, because="x", expected_version=None)
        work = PlanStep.objects.get(what="Vacatures zoeken")
        with pytest.raises(ConflictError, match="gaat over werk"):
            check_step(actor=actor, **on, step_id=work.pk, status="done")
