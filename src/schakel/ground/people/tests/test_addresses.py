"""Where clients live."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError, NotFoundError, StaleVersionError
from schakel.ground.people.actions import correct_address, enter_address
from schakel.ground.people.addresses import NewAddress, clean_postcode
from schakel.ground.people.models import Address, Client
from schakel.ground.people.queries import addresses_of, current_address
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

LIME = NewAddress("Lindelaan", 12, "1234 ab", "Oosterwaard", "B")
OAK = NewAddress("Eikenstraat", 3, "1234CD", "Westerveen")


@pytest.fixture
def world() -> World:
    return World()


def _enter(person: Person, dossier_id: object, new: NewAddress = LIME, day: date | None = None):
    with person.at_work() as actor:
        return enter_address(actor=actor, dossier_id=dossier_id, new=new, valid_from=day or clock.today())


def test_an_address_is_kept_as_it_stands_on_an_envelope(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    _enter(world.marloes, dossier)
    with world.marloes.at_work():
        assert current_address(dossier).lines == ("Lindelaan 12 B", "1234 AB  Oosterwaard")
        assert Client.objects.get(pk=dossier).place == "Oosterwaard"


def test_a_move_ends_the_address_before(world: World) -> None:
    dossier, today = world.open(world.marloes, world.uwv), clock.today()
    _enter(world.marloes, dossier, LIME, today - timedelta(days=30))
    _enter(world.marloes, dossier, OAK, today)
    with world.marloes.at_work():
        assert [(a.place, a.valid_to) for a in addresses_of(dossier)] == [
            ("Westerveen", None),
            ("Oosterwaard", today),
        ]
        assert Client.objects.get(pk=dossier).place == "Westerveen"


@pytest.mark.parametrize("days", [1, -30])
def test_a_day_to_come_or_before_the_last_move_is_refused(world: World, days: int) -> None:
    dossier = world.open(world.marloes, world.uwv)
    _enter(world.marloes, dossier, day=clock.today() - timedelta(days=30))
    with pytest.raises(InvalidError) as refused:
        _enter(world.marloes, dossier, OAK, clock.today() + timedelta(days=days))
    assert "valid_from" in refused.value.fields


@pytest.mark.parametrize("text", ["", "0123AB", "12345AB", "1234 SS", "1234A1", "١٢٣٤AB"])
def test_a_postcode_that_cannot_be_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidError, match="vier cijfers en twee letters"):
        clean_postcode(text)


def test_every_field_that_is_wrong_gets_its_own_sentence(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    with pytest.raises(InvalidError) as refused:
        _enter(world.marloes, dossier, NewAddress(" ", 0, "x", ""))
    assert set(refused.value.fields) == {"street", "house_number", "postcode", "place"}


def test_correcting_keeps_the_period_and_asks_for_a_reason(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    address = _enter(world.marloes, dossier)
    with world.marloes.at_work() as actor:
        on = {"actor": actor, "dossier_id": dossier, "address_id": address, "new": OAK}
        with pytest.raises(InvalidError):
            correct_address(**on, because=" ", expected_version=1)
        correct_address(**on, because="verkeerd gelezen", expected_version=1)
        assert current_address(dossier).place == "Westerveen"
        with pytest.raises(StaleVersionError):
            correct_address(**on, because="nog eens", expected_version=1)


def test_who_takes_no_part_sees_and_writes_no_address(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    _enter(world.marloes, dossier)
    with world.bert.at_work() as actor:
        assert addresses_of(dossier) == []
        with pytest.raises(NotFoundError):
            enter_address(actor=actor, dossier_id=dossier, new=OAK, valid_from=clock.today())


def test_a_client_does_not_write_their_own_address(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    client = world.client_of(dossier, world.marloes)
    with client.at_work(Purpose.OWN_DATA) as actor, pytest.raises(ForbiddenError):
        enter_address(actor=actor, dossier_id=dossier, new=OAK, valid_from=clock.today())


def test_a_client_can_be_registered_with_an_address(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=LIME)
    with world.marloes.at_work():
        assert current_address(dossier).postcode == "1234AB"
        assert Client.objects.get(pk=dossier).place == "Oosterwaard"


def test_two_addresses_never_share_a_day(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=LIME)
    with world.marloes.at_work(), pytest.raises(IntegrityError), transaction.atomic():
        Address(client_id=dossier, valid_from=clock.today(), place="Westerveen").save(force_insert=True)
