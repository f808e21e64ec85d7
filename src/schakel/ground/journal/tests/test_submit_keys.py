"""A submit key stands for one act on one thing by one reader."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from schakel.jobseekers.contacts.models import ContactMoment
from schakel.jobseekers.plans.actions import NewAgreement, make_agreement
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def _record(world: World, dossier_id: UUID, key: UUID, summary: str = "Besproken.") -> UUID:
    new = NewContact(clock.now() - timedelta(minutes=1), "phone", "progress", summary)
    with world.bas.at_work(needs_savepoint=True) as actor:
        return record_contact(
            actor=actor,
            dossier_id=dossier_id,
            new=new,
            submit_key=key,  # type: ignore[call-arg]
        )


def test_the_same_act_again_gives_the_first_result(world: World) -> None:
    dossier_id, key = world.open(world.bas, world.city), uuid4()
    assert _record(world, dossier_id, key) == _record(world, dossier_id, key)


def test_a_key_that_was_used_for_another_act_is_refused(world: World) -> None:
    dossier_id, key = world.open(world.bas, world.city), uuid4()
    _record(world, dossier_id, key)
    new = NewAgreement("Cv sturen", "vacature past", "client", clock.today())
    with world.bas.at_work() as actor, pytest.raises(ConflictError, match="al verstuurd"):
        make_agreement(
            actor=actor,
            dossier_id=dossier_id,
            organisation_id=world.city,
            new=new,
            submit_key=key,  # type: ignore[call-arg]
        )


def test_a_key_that_was_used_on_another_dossier_is_refused(world: World) -> None:
    key = uuid4()
    _record(world, world.open(world.bas, world.city), key)
    with pytest.raises(ConflictError, match="al verstuurd"):
        _record(world, world.open(world.bas, world.city), key)


def test_a_refused_act_leaves_its_key_free(world: World) -> None:
    dossier_id, key = world.open(world.bas, world.city), uuid4()
    with pytest.raises(InvalidError):
        _record(world, dossier_id, key, summary=" ")
    contact_id = _record(world, dossier_id, key)
    with world.bas.at_work():
        assert ContactMoment.objects.get().pk == contact_id


def test_two_readers_may_have_the_same_key(world: World) -> None:
    dossier_id, key = world.open(world.bas, world.city), uuid4()
    _record(world, dossier_id, key)
    new = NewContact(clock.now(), "phone", "progress", "Ander gesprek.")
    other = world.open(world.bert, world.city)
    with world.bert.at_work() as actor:
        record_contact(actor=actor, dossier_id=other, new=new, submit_key=key)  # type: ignore[call-arg]
        assert ContactMoment.objects.filter(dossier_id=other).exists()
