"""A dossier that rested and is joined again; and what the insert policies let in meanwhile."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import (
    Responsible,
    add_participant,
    join_known_clients,
    rest_dossier,
)
from schakel.ground.dossiers.models import Dossier, Regie
from schakel.ground.dossiers.records import registering
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.people.actions import NewClient
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

BECAUSE = "de bijstand begint"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def resting(world: World) -> UUID:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.marloes.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=dossier_id, because="het recht eindigt")
    return dossier_id


def _join(world: World, dossier_id: UUID, responsible: Responsible) -> None:
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        join_known_clients(
            actor=actor,
            organisation_id=world.city,
            clients={dossier_id: (responsible, NewClient(""))},
            because=BECAUSE,
        )


def test_a_resting_dossier_is_open_again_when_joined(world: World, resting: UUID) -> None:
    _join(world, resting, Responsible(team_id=world.city_team))
    with world.bas.at_work():
        assert Dossier.objects.get(pk=resting).status == Dossier.Status.OPEN


def test_who_joins_a_resting_dossier_holds_the_regie_of_the_chain(world: World, resting: UUID) -> None:
    _join(world, resting, Responsible(membership_id=world.bas.membership_id))
    with world.bas.at_work():
        held = Regie.objects.on(clock.today()).filter(dossier_id=resting, scope="chain")
        assert [regie.reader_id for regie in held] == [world.bas.reader_id]


def test_reopening_stands_in_the_journal_with_its_reason(world: World, resting: UUID) -> None:
    _join(world, resting, Responsible(membership_id=world.bas.membership_id))
    with world.bas.at_work():
        reopened = [e for e in timeline(resting) if e.verb == "dossier.reopen"]
    assert [entry.lines for entry in reopened] == [[f"want {BECAUSE}"]]


def test_joining_an_open_dossier_says_nothing_of_reopening(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    _join(world, dossier_id, Responsible(membership_id=world.bas.membership_id))
    with world.bas.at_work():
        assert "dossier.reopen" not in {e.verb for e in timeline(dossier_id)}


def test_nobody_opens_a_dossier_that_nobody_leads(world: World, resting: UUID) -> None:
    with world.marloes.at_work(), connection.cursor() as cursor:
        cursor.execute("select dossiers_reopen(array[%s]::uuid[])", [resting])
        assert cursor.fetchall() == []


def test_the_same_organisation_comes_back_on_the_day_it_left(world: World, resting: UUID) -> None:
    with world.marloes.at_work(Purpose.INTAKE) as actor:
        join_known_clients(
            actor=actor,
            organisation_id=world.uwv,
            clients={resting: (Responsible(membership_id=world.marloes.membership_id), NewClient(""))},
            because=BECAUSE,
        )
    with world.marloes.at_work():
        assert Dossier.objects.get(pk=resting).status == Dossier.Status.OPEN


def _is_registering() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('schakel.registering', true)")
        return cursor.fetchone()[0] == "yes"


def test_after_an_error_that_is_caught_no_rows_are_let_in(world: World) -> None:
    with world.bas.at_work():
        with pytest.raises(ValueError, match="mis"), registering():
            raise ValueError("mis")
        assert not _is_registering()


def test_after_an_error_of_the_database_in_a_savepoint_no_rows_are_let_in(world: World) -> None:
    from django.db import DataError, transaction

    with world.bas.at_work():
        with (
            pytest.raises(DataError),
            transaction.atomic(),
            registering(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select 1 / 0")
        assert not _is_registering()


def test_an_inner_registration_leaves_the_outer_one_open(world: World) -> None:
    with world.bas.at_work(), registering():
        with registering():
            pass
        assert _is_registering()


def test_an_administrator_can_not_be_asked_to_take_part(world: World) -> None:
    dossier_id = world.open(world.bas, world.city)
    with world.bas.at_work() as actor, pytest.raises(InvalidError):
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="involved",
            because=BECAUSE,
            membership_id=world.city_admin.membership_id,
        )


def test_where_a_client_is_known_is_told_to_registrars_only(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.joris.at_work(Purpose.SERVICE_DELIVERY), connection.cursor() as cursor:
        cursor.execute("select * from dossiers_known_at(%s)", [dossier_id])
        assert cursor.fetchall() == []
