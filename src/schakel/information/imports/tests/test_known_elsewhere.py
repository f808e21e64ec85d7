"""Of somebody whom only another organisation knows a file tells neither who guides them nor where."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.models import Dossier, Regie
from schakel.information.imports.models import ImportRow
from schakel.information.imports.tests.files import applied, bsns, file_of, previewed, row
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
NAME, PLACE, PHONE = "Geheimschrijver", "Verweggistan", "0612345678"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bsn() -> str:
    return next(bsns())


@pytest.fixture
def dossier_id(world: World, bsn: str) -> UUID:
    return world.open(world.marloes, world.uwv, bsn=bsn, family_name=NAME, place=PLACE, phone=PHONE)


def page(person: Person, run_id: UUID) -> str:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return str(client.get(f"/imports/{run_id}/").content.decode())


def secrets_of(world: World, dossier_id: UUID) -> tuple[str, ...]:
    with world.marloes.at_work():
        number = Dossier.objects.get(pk=dossier_id).number
    return (NAME, PLACE, PHONE, number, str(dossier_id), "Marloes", "UWV Oosterwaard")


def test_before_it_is_taken_in_the_row_says_only_that_the_chain_knows_them(
    world: World, bsn: str, dossier_id: UUID
) -> None:
    run_id = previewed(world.city_office, world.city, file_of(row(1, bsn, telefoon="0600000002")))
    shown = page(world.city_office, run_id)
    assert "Heeft al een dossier in de keten." in shown
    assert [words for words in secrets_of(world, dossier_id) if words in shown] == []
    with world.city_office.at_work(Purpose.INTAKE):
        [kept] = ImportRow.objects.filter(run_id=run_id)
    assert not any(words in " ".join(kept.notes) for words in secrets_of(world, dossier_id))
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk=dossier_id).exists()


def test_nothing_is_compared_before_the_organisation_takes_part(
    world: World, bsn: str, dossier_id: UUID
) -> None:
    """A file with guesses would else be an oracle: what differs says what stands there."""
    notes = []
    for phone in (PHONE, "0600000002"):
        run_id = previewed(world.city_office, world.city, file_of(row(1, bsn, telefoon=phone)))
        with world.city_office.at_work(Purpose.INTAKE):
            notes.append(ImportRow.objects.get(run_id=run_id).notes)
    assert notes[0] == notes[1]


def test_the_regie_of_the_chain_stays_and_the_client_can_read_that_their_number_was_looked_up(
    world: World, bsn: str, dossier_id: UUID
) -> None:
    run_id = previewed(world.city_office, world.city, file_of(row(1, bsn)))
    applied(world.city_office, world.city, run_id)
    with world.marloes.at_work():
        chain = Regie.objects.get(dossier_id=dossier_id, scope=Regie.Scope.CHAIN, valid_to=None)
        assert chain.reader_id == world.marloes.reader_id
    from tests.browsing import pages_looked_at

    assert {"imports.preview", "imports.apply"} <= set(pages_looked_at(world, dossier_id))
