"""A secret address: known to its named readers and the client, and to nobody else by any way."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.actions.participation import leave_dossier
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ForbiddenError, InvalidError
from schakel.ground.people import actions
from schakel.ground.people.actions import Ending
from schakel.ground.people.addresses import NewAddress
from schakel.ground.people.models import Address, AddressReader, Client
from schakel.ground.people.queries import addresses_of, visible_address
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

HOME = NewAddress("Verborgenpad", 7, "4321 ZY", "Schuilhaven")
LINES = ("Verborgenpad 7", "4321 ZY  Schuilhaven")


@pytest.fixture
def world() -> World:
    return World()


def _let_join(world: World, dossier_id: UUID, *people: Person) -> None:
    with world.marloes.at_work() as actor:
        for person in people:
            add_participant(
                actor=actor,
                dossier_id=dossier_id,
                kind="helping",
                because="helpt mee",
                membership_id=person.membership_id,
            )


def _hide(world: World, dossier_id: UUID, *named: Person) -> UUID:
    with world.marloes.at_work() as actor:
        return actions.hide_address(
            actor=actor,
            dossier_id=dossier_id,
            membership_ids=[person.membership_id for person in named],
            source="melding van de gemeente",
        )


def _seen_by(person: Person, dossier_id: UUID, purpose: Purpose = Purpose.GUIDANCE) -> tuple[str, ...]:
    with person.at_work(purpose):
        return visible_address(dossier_id)


def test_only_the_named_and_the_client_know_it(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=HOME)
    client = world.client_of(dossier, world.marloes)
    _let_join(world, dossier, world.mia, world.bas, world.joris)
    assert _seen_by(world.bas, dossier) == LINES
    _hide(world, dossier, world.mia)
    assert _seen_by(world.marloes, dossier) == LINES
    assert _seen_by(world.mia, dossier) == LINES
    assert _seen_by(client, dossier, Purpose.OWN_DATA) == LINES
    assert _seen_by(world.bas, dossier) == ()
    assert _seen_by(world.joris, dossier, Purpose.SERVICE_DELIVERY) == ()


def test_the_place_leaves_the_row_that_lists_show_and_comes_back_at_the_end(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, place="Schuilhaven")
    row = _hide(world, dossier)
    with world.marloes.at_work() as actor:
        assert Client.objects.get(pk=dossier).place == ""
        assert visible_address(dossier) == ("Schuilhaven",)
        actions.end_protection(
            actor=actor,
            dossier_id=dossier,
            protection_id=row,
            ending=Ending("niet meer nodig"),
            expected_version=None,
        )
        assert Client.objects.get(pk=dossier).place == "Schuilhaven"


def test_a_file_cannot_bring_the_place_back(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, place="Schuilhaven")
    _hide(world, dossier)
    with world.uwv_office.at_work(Purpose.INTAKE) as actor:
        actions.refresh_contacts(
            actor=actor, organisation_id=world.uwv, contacts={dossier: {"place": "Schuilhaven"}}
        )
    with world.marloes.at_work():
        assert Client.objects.get(pk=dossier).place == ""


def test_a_partner_is_never_named(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=HOME)
    _let_join(world, dossier, world.bas)
    with pytest.raises(InvalidError, match="eigen organisatie"):
        _hide(world, dossier, world.bas)


def test_who_is_not_named_neither_writes_nor_ends_nor_names(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=HOME)
    _let_join(world, dossier, world.mia, world.bas)
    row = _hide(world, dossier)
    for person in (world.mia, world.bas):
        with person.at_work() as actor:
            on = {"actor": actor, "dossier_id": dossier}
            with pytest.raises(ForbiddenError):
                actions.enter_address(**on, new=HOME, valid_from=clock.today() + timedelta(days=0))
            with pytest.raises(ForbiddenError):
                actions.end_protection(
                    **on, protection_id=row, ending=Ending("nieuwsgierig"), expected_version=None
                )
            with pytest.raises(ForbiddenError):
                actions.name_address_readers(**on, membership_ids=[])


def test_the_database_itself_lets_nobody_add_themselves(world: World) -> None:
    from django.db import ProgrammingError, transaction

    dossier = world.open(world.marloes, world.uwv, address=HOME)
    _let_join(world, dossier, world.mia)
    row = _hide(world, dossier)
    with world.mia.at_work(), pytest.raises(ProgrammingError), transaction.atomic():
        AddressReader(client_id=dossier, protection_id=row, reader_id=world.mia.reader_id).save(
            force_insert=True
        )
    with world.mia.at_work():
        assert AddressReader.objects.filter(client_id=dossier).delete()[0] == 0


def test_naming_anew_takes_the_others_off(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=HOME)
    _let_join(world, dossier, world.mia)
    _hide(world, dossier, world.mia)
    with world.marloes.at_work() as actor:
        actions.name_address_readers(actor=actor, dossier_id=dossier, membership_ids=[])
    assert _seen_by(world.mia, dossier) == ()
    assert _seen_by(world.marloes, dossier) == LINES


def test_a_colleague_may_name_themselves_once_nobody_named_takes_part(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv, address=HOME)
    _let_join(world, dossier, world.mia)
    with world.mia.at_work() as actor:
        actions.hide_address(actor=actor, dossier_id=dossier, membership_ids=[], source="aangifte")
        row = Participation.objects.on(clock.today()).get(dossier_id=dossier, reader_id=world.mia.reader_id)
        leave_dossier(actor=actor, dossier_id=dossier, participation_id=row.pk, because="andere baan")
    assert _seen_by(world.marloes, dossier) == ()
    with world.marloes.at_work() as actor:
        actions.name_address_readers(actor=actor, dossier_id=dossier, membership_ids=[])
    assert _seen_by(world.marloes, dossier) == LINES


def test_a_named_reader_moves_the_client_without_showing_the_place(world: World) -> None:
    dossier = world.open(world.marloes, world.uwv)
    _hide(world, dossier)
    with world.marloes.at_work() as actor:
        actions.enter_address(actor=actor, dossier_id=dossier, new=HOME, valid_from=clock.today())
        assert visible_address(dossier) == LINES
        assert Client.objects.get(pk=dossier).place == ""
        assert [a.place for a in addresses_of(dossier)] == ["Schuilhaven"]
    _let_join(world, dossier, world.bas)
    with world.bas.at_work():
        assert list(Address.objects.filter(postcode="4321ZY")) == []
