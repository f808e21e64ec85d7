"""Ids of another organisation, or of another dossier, in an act: as if they were not there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    Responsible,
    add_participant,
    join_known_clients,
    open_dossiers,
    take_regie,
)
from schakel.ground.dossiers.actions.facts import NewFact, state_fact
from schakel.ground.dossiers.tests.pages import address, browser, looks_written
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import NotFoundError
from schakel.ground.people.actions import NewClient, start_entitlement
from schakel.jobseekers.plans.actions import NewAgreement, check_agreement, make_agreement
from tests.world import World, new_client, right_to

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.bas, world.city)


def _foreign(world: World) -> list[Responsible]:
    return [Responsible(team_id=world.uwv_team), Responsible(membership_id=world.mia.membership_id)]


@pytest.mark.parametrize("which", [0, 1])
def test_nobody_of_another_organisation_is_made_responsible(world: World, which: int) -> None:
    clients = [(new_client(), _foreign(world)[which])]
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(NotFoundError):
        open_dossiers(actor=actor, organisation_id=world.city, clients=clients)


@pytest.mark.parametrize("which", [0, 1])
def test_nobody_of_another_organisation_is_let_in_by_joining(world: World, which: int) -> None:
    known = world.open(world.marloes, world.uwv)
    clients = {known: (_foreign(world)[which], NewClient(""))}
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(NotFoundError):
        join_known_clients(actor=actor, organisation_id=world.city, clients=clients, because="bijstand")


def test_nobody_promises_for_another_organisation(world: World, dossier_id: UUID) -> None:
    new = NewAgreement("Cv sturen", "vacature past", "ours", clock.today())
    with world.bas.at_work() as actor, pytest.raises(NotFoundError):
        make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=world.uwv, new=new)


def test_nobody_pays_for_another_organisation(world: World, dossier_id: UUID) -> None:
    right = right_to("ww", date(2026, 1, 1))
    with world.bas.at_work(Purpose.INTAKE) as actor, pytest.raises(NotFoundError):
        start_entitlement(actor=actor, dossier_id=dossier_id, organisation_id=world.uwv, new=right)


def test_an_agreement_of_another_dossier_is_not_found_in_this_one(world: World, dossier_id: UUID) -> None:
    other = world.open(world.bas, world.city)
    new = NewAgreement("Cv sturen", "vacature past", "ours", clock.today())
    with world.bas.at_work() as actor:
        agreement = make_agreement(actor=actor, dossier_id=other, organisation_id=world.city, new=new)
        with pytest.raises(NotFoundError):
            check_agreement(actor=actor, dossier_id=dossier_id, agreement_id=agreement, status="done")


def test_a_scope_or_kind_that_does_not_exist_changes_nothing(world: World, dossier_id: UUID) -> None:
    on = {"dossier_id": dossier_id, "because": "zo maar"}
    with world.bas.at_work() as actor:
        with pytest.raises(NotFoundError):
            take_regie(actor=actor, scope="world", **on)
        with pytest.raises(NotFoundError):
            add_participant(actor=actor, kind="owner", membership_id=world.bert.membership_id, **on)


def test_the_screen_with_two_versions_of_a_fact_is_a_look(world: World, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("transport", "yes"))
    values = {"name": "transport", "value": "no", "quality": "stated", "version": "0"}
    with looks_written() as looks:
        response = browser(world.bas).post(address("state_fact", dossier_id), values)
    assert response.status_code == 409
    assert len(looks) == 1
