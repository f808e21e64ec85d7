"""When somebody's role ends, so does what they took part in; and what handovers leave behind."""

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
    send_handover,
    take_up_handover,
)
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.models import Participation
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.actions import end_membership
from schakel.ground.people.actions import NewClient
from tests.world import Person, World, filled_parts

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

BECAUSE = "want zo is het afgesproken"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.bas, world.city)


def _ask(by: Person, dossier_id: UUID, whom: Person, kind: str = "helping") -> None:
    with by.at_work() as actor:
        add_participant(
            actor=actor, dossier_id=dossier_id, kind=kind, because=BECAUSE, membership_id=whom.membership_id
        )


def _end(world: World, person: Person) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        end_membership(
            actor=actor,
            organisation_id=world.city,
            membership_id=person.membership_id,
            reason="vertrouwelijk",
        )


def _taking_part(by: Person, dossier_id: UUID) -> set[int]:
    with by.at_work():
        found = Participation.objects.on(clock.today()).filter(dossier_id=dossier_id)
        return set(found.values_list("reader_id", flat=True))


@pytest.mark.parametrize("kind", ["helping", "involved"])
def test_who_works_here_no_longer_helps_no_client(world: World, dossier_id: UUID, kind: str) -> None:
    _ask(world.bas, dossier_id, world.bert, kind)
    _end(world, world.bert)
    assert _taking_part(world.bas, dossier_id) == {world.bas.reader_id}


def test_the_dossier_is_not_told_why_somebody_left_the_organisation(world: World, dossier_id: UUID) -> None:
    _ask(world.bas, dossier_id, world.bert)
    _end(world, world.bert)
    with world.bas.at_work():
        left = [e for e in timeline(dossier_id) if e.verb == "participant.leave"]
    assert [entry.lines for entry in left] == [["want werkt hier niet meer in deze rol"]]


def test_only_an_administrator_of_the_organisation_ends_what_somebody_took_part_in(
    world: World, dossier_id: UUID
) -> None:
    _ask(world.bas, dossier_id, world.joris)
    for person in (world.city_admin, world.bas):
        with person.at_work(), connection.cursor() as cursor:
            cursor.execute("select dossiers_leave_all(%s)", [world.joris.reader_id])
            assert cursor.fetchall() == []


def _sent(world: World, dossier_id: UUID) -> UUID:
    with world.marloes.at_work() as actor:
        parts = filled_parts(world.uwv, world.city_team)
        new = NewHandover(world.city_team, "file", "Plan is klaar.", "WW eindigt", parts)
        return send_handover(actor=actor, dossier_id=dossier_id, new=new)


def test_taking_up_a_handover_ends_the_waiting_in_the_own_queue(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        clients = {dossier_id: (Responsible(team_id=world.city_team), NewClient(""))}
        join_known_clients(actor=actor, organisation_id=world.city, clients=clients, because=BECAUSE)
    handover_id = _sent(world, dossier_id)
    with world.bas.at_work() as actor:
        take_up_handover(actor=actor, dossier_id=dossier_id, handover_id=handover_id)
    assert _taking_part(world.bas, dossier_id) == {world.bas.reader_id, world.marloes.reader_id}


def test_a_dossier_does_not_rest_while_a_handover_waits(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    _sent(world, dossier_id)
    with world.marloes.at_work() as actor, pytest.raises(ConflictError, match="nog niet rusten"):
        rest_dossier(actor=actor, dossier_id=dossier_id, because=BECAUSE)
