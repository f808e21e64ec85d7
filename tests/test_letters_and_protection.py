"""Letters with the real protective facts: no secret address on paper, nothing after a death."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import mail

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.notices import transports
from schakel.ground.notices.actions import NewNotice, queue_notice
from schakel.ground.notices.models import Notice
from schakel.ground.notices.ports import addressee_of, stop_for
from schakel.ground.notices.tasks import send_due
from schakel.ground.notices.transports import Carrier
from schakel.ground.people import actions
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.protecting import NewRepresentative
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
HOME = NewAddress("Verborgenpad", 7, "4321 ZY", "Schuilhaven")
LATER = timedelta(minutes=11)


@pytest.fixture(autouse=True)
def carried(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[transports.Parcel]:
    """What the letter transport took along."""
    settings.OUTBOX, settings.HAS_MAIL = tmp_path, True
    parcels: list[transports.Parcel] = []
    monkeypatch.setitem(transports._carriers, "letter", Carrier(lambda: True, parcels.append))
    return parcels


def living_somewhere(world: World) -> UUID:
    dossier_id = world.open(world.marloes, world.uwv, email="amina@example.org")
    with world.marloes.at_work() as actor:
        actions.enter_address(
            actor=actor, dossier_id=dossier_id, new=HOME, valid_from=clock.today() - timedelta(days=9)
        )
    return dossier_id


def write(world: World, dossier_id: UUID, transport: str = "letter") -> UUID:
    with world.marloes.at_work() as actor:
        new = NewNotice(transport, "Uw plan", "Beste Amina,", "Marloes")
        return queue_notice(actor=actor, dossier_id=dossier_id, new=new)


def leave() -> dict[str, int]:
    with clock.travel(clock.now() + LATER):
        return dict(send_due())


def hide(world: World, dossier_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        actions.hide_address(
            actor=actor,
            dossier_id=dossier_id,
            membership_ids=[world.marloes.membership_id],
            source="melding",
        )


def test_a_letter_goes_to_where_the_client_lives(carried: list[transports.Parcel]) -> None:
    world = World()
    write(world, living_somewhere(world))
    assert leave() == {"sent": 1}
    assert carried[0].addressee.lines == ("Verborgenpad 7", "4321 ZY  Schuilhaven")


def test_an_address_that_became_secret_meanwhile_is_on_no_letter(carried: list[transports.Parcel]) -> None:
    world = World()
    dossier_id = living_somewhere(world)
    notice_id = write(world, dossier_id)
    hide(world, dossier_id)
    assert leave() == {"held": 1}
    assert not carried
    assert Notice.objects.using("owner").get(pk=notice_id).why == "secret_address"


def test_not_even_a_named_reader_gets_a_secret_address_on_paper() -> None:
    world = World()
    dossier_id = living_somewhere(world)
    hide(world, dossier_id)
    with world.marloes.at_work():
        found = addressee_of(dossier_id)
        assert found is not None
        assert found.lines == ()
    with pytest.raises(ConflictError, match="geheim"):
        write(world, dossier_id)


def test_nothing_leaves_after_a_death_and_nothing_new_is_written(carried: list[transports.Parcel]) -> None:
    world = World()
    dossier_id = living_somewhere(world)
    write(world, dossier_id)
    write(world, dossier_id, transport="email")
    with world.marloes.at_work() as actor:
        actions.record_death(actor=actor, dossier_id=dossier_id, died_on=clock.today(), source="dochter")
    assert leave() == {"held": 2}
    assert not carried
    assert not mail.outbox
    for transport in ("letter", "email"):
        with pytest.raises(ConflictError, match="overleden"):
            write(world, dossier_id, transport)


def test_who_represents_the_client_gets_the_letter(carried: list[transports.Parcel]) -> None:
    world = World()
    dossier_id = living_somewhere(world)
    hide(world, dossier_id)
    today = clock.today()
    office = NewAddress("Kade", 4, "1234AB", "Westerveen")
    order = NewRepresentative("administrator", "Kantoor Sluis", office, "Rechtbank", "EB-1", today, today)
    with world.marloes.at_work() as actor:
        actions.appoint_representative(actor=actor, dossier_id=dossier_id, new=order, source="beschikking")
    write(world, dossier_id)
    assert leave() == {"sent": 1}
    assert carried[0].addressee.name == "Kantoor Sluis"
    assert carried[0].addressee.lines == ("Kade 4", "1234 AB  Westerveen")
    assert carried[0].addressee.on_behalf_of.startswith("Amina")


def test_who_takes_no_part_learns_nothing_by_asking() -> None:
    world = World()
    dossier_id = living_somewhere(world)
    with world.bas.at_work():
        assert addressee_of(dossier_id) is None
        assert stop_for(dossier_id, "letter") == "nobody"
