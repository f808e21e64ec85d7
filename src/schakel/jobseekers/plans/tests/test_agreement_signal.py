"""The signal that nobody noted whether an agreement was kept, by the house norm."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import Participation
from schakel.ground.dossiers.tests.handing import do
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.signals.models import Signal
from schakel.ground.signals.queries import counts
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from schakel.jobseekers.plans.actions import NewAgreement, check_agreement, make_agreement
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KIND = "agreement_unchecked"


@pytest.fixture
def world() -> World:
    return World()


def agree(person: Person, organisation_id: UUID, dossier_id: UUID, in_days: int = 0) -> UUID:
    due = clock.today() + timedelta(days=in_days)
    new = NewAgreement("Cv sturen", "de vacature past", "client", due)
    with person.at_work() as actor:
        return make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=organisation_id, new=new)


def leave(person: Person, dossier_id: UUID) -> None:
    with person.at_work():
        row = Participation.objects.get(dossier_id=dossier_id, reader_id=person.reader_id)
    do(person, "leave_dossier", dossier_id, participation_id=row.pk, because="klaar")


def waiting(world: World) -> int:
    """How many signals of this kind stand at the municipality, whoever may see them."""
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        return next(one.waiting for one in counts() if one.kind.name == KIND)


def test_an_agreement_that_nobody_looked_after_becomes_a_signal_until_somebody_does(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    agreement_id = agree(world.marloes, world.uwv, dossier_id)
    with clock.travel(add_working_days(clock.today(), 5)):
        refresh_all()
        assert KIND not in names(world.marloes, dossier_id)
    with clock.travel(add_working_days(clock.today(), 6)):
        refresh_all()
        assert KIND in names(world.marloes, dossier_id)
        with world.marloes.at_work() as actor:
            check_agreement(actor=actor, dossier_id=dossier_id, agreement_id=agreement_id, status="done")
        assert KIND not in names(world.marloes, dossier_id)


def test_of_several_agreements_the_oldest_counts_and_the_next_takes_its_place(world: World) -> None:
    dossier_id, today = world.open(world.marloes, world.uwv), clock.today()
    first = agree(world.marloes, world.uwv, dossier_id)
    agree(world.marloes, world.uwv, dossier_id, in_days=1)
    with clock.travel(today + timedelta(days=40)):
        refresh_all()
        with world.marloes.at_work() as actor:
            assert Signal.objects.get(kind=KIND, gone_at=None).due_on == today
            check_agreement(actor=actor, dossier_id=dossier_id, agreement_id=first, status="done")
        with world.marloes.at_work():
            assert Signal.objects.get(kind=KIND, gone_at=None).due_on == today + timedelta(days=1)


def test_the_signal_is_for_who_made_the_agreement_and_ends_when_they_leave(world: World) -> None:
    dossier_id = world.open(world.marloes, world.uwv)
    about = {"kind": "helping", "because": "kent haar", "membership_id": world.bas.membership_id}
    do(world.marloes, "add_participant", dossier_id, **about)
    agree(world.bas, world.city, dossier_id)
    with clock.travel(add_working_days(clock.today(), 8)):
        refresh_all()
        assert KIND in names(world.bas, dossier_id)
        assert KIND not in names(world.marloes, dossier_id)
        with world.bas.at_work():
            assert Signal.objects.get(kind=KIND).reader_id == world.bas.reader_id
        leave(world.bas, dossier_id)
        assert waiting(world) == 0
