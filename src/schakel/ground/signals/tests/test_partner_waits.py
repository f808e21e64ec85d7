"""The signal that a question of another organisation waits for an answer, by the house norm."""

from __future__ import annotations

from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import answer_message, send_message, settle_message
from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.tests.handing import do
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.signals.models import Signal
from schakel.ground.signals.queries import counts
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KIND = "partner_waits"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """A dossier of Marloes in which Bas and Mia help."""
    dossier_id = world.open(world.marloes, world.uwv)
    for person in (world.bas, world.mia):
        about = {"kind": "helping", "because": "kent haar", "membership_id": person.membership_id}
        do(world.marloes, "add_participant", dossier_id, **about)
    return dossier_id


def ask(world: World, dossier_id: UUID, *to: Person) -> UUID:
    readers = [person.reader_id for person in to]
    with world.marloes.at_work() as actor:
        return send_message(actor=actor, dossier_id=dossier_id, body="Is haar rijbewijs terug?", to=readers)


def leave(person: Person, dossier_id: UUID) -> None:
    with person.at_work():
        row = Participation.objects.get(dossier_id=dossier_id, reader_id=person.reader_id)
    do(person, "leave_dossier", dossier_id, participation_id=row.pk, because="klaar")


def waiting(world: World) -> int:
    """How many signals of this kind stand at the municipality, whoever may see them."""
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        return next(one.waiting for one in counts() if one.kind.name == KIND)


def test_a_question_waits_longer_than_the_norm_and_an_answer_ends_it(world: World, dossier_id: UUID) -> None:
    asked = ask(world, dossier_id, world.bas)
    with clock.travel(add_working_days(clock.today(), 3)):
        refresh_all()
        assert KIND not in names(world.bas, dossier_id)
    with clock.travel(add_working_days(clock.today(), 4)):
        refresh_all()
        assert KIND in names(world.bas, dossier_id)
        assert KIND not in names(world.marloes, dossier_id)
        with world.bas.at_work() as actor:
            assert Signal.objects.get(kind=KIND).reader_id == world.bas.reader_id
            answer_message(actor=actor, dossier_id=dossier_id, message_id=asked, body="Ja, sinds mei.")
        assert KIND not in names(world.bas, dossier_id)


def test_who_asked_may_end_it_as_well(world: World, dossier_id: UUID) -> None:
    asked = ask(world, dossier_id, world.bas)
    with clock.travel(add_working_days(clock.today(), 4)):
        refresh_all()
        with world.marloes.at_work() as actor:
            settle_message(actor=actor, dossier_id=dossier_id, message_id=asked)
        assert KIND not in names(world.bas, dossier_id)


def test_a_question_within_one_organisation_is_no_signal(world: World, dossier_id: UUID) -> None:
    ask(world, dossier_id, world.mia)
    with clock.travel(add_working_days(clock.today(), 8)):
        refresh_all()
        assert KIND not in names(world.mia, dossier_id)


def test_who_left_is_asked_no_more(world: World, dossier_id: UUID) -> None:
    ask(world, dossier_id, world.bas)
    with clock.travel(add_working_days(clock.today(), 8)):
        refresh_all()
        assert waiting(world) == 1
        leave(world.bas, dossier_id)
        assert waiting(world) == 0
