"""Of somebody whom only another organisation knows a file tells neither who guides them nor where."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import answer_join_request, ask_to_join, rest_dossier
from schakel.ground.dossiers.actions.opening import Responsible
from schakel.ground.dossiers.models import Dossier, JoinRequest, Participation, Regie
from schakel.ground.journal.models import Entry
from schakel.ground.kernel.errors import NotFoundError
from schakel.ground.people.models import Client as PersonRow
from schakel.information.imports.models import ImportRow
from schakel.information.imports.tests.files import (
    applied,
    bsns,
    file_of,
    imported,
    outcomes,
    previewed,
    progress,
    row,
)
from tests.browsing import pages_looked_at
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
    assert "Bekend bij een andere organisatie. Er gaat een vraag" in shown
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
    assert {"imports.preview", "imports.apply"} <= set(pages_looked_at(world, dossier_id))


def test_taking_in_asks_and_says_that_and_never_more(world: World, bsn: str, dossier_id: UUID) -> None:
    run_id = previewed(world.city_office, world.city, file_of(row(1, bsn, telefoon="0600000002"), row(2)))
    assert "1 cliënt is bekend bij een andere organisatie" in page(world.city_office, run_id)
    applied(world.city_office, world.city, run_id)
    shown = page(world.city_office, run_id)
    assert "Bekend bij een andere organisatie: vraag gestuurd op" in shown
    assert "Er is nog geen antwoord." in shown
    assert [words for words in secrets_of(world, dossier_id) if words in shown] == []
    assert outcomes(progress(world.city_office, run_id)) == {"asked": 1, "new": 1}
    with world.marloes.at_work():
        ours = Participation.objects.filter(dossier_id=dossier_id, organisation_id=world.city)
        assert not ours.exists()
        assert Entry.objects.filter(dossier_id=dossier_id, verb="join.ask").count() == 1
        assert PersonRow.objects.get(pk=dossier_id).phone == PHONE
    with world.city_office.at_work(Purpose.INTAKE):
        assert ImportRow.objects.get(run_id=run_id, outcome="asked").client_id is None
        assert not Dossier.objects.filter(pk=dossier_id).exists()


def test_the_same_file_again_asks_no_second_time(world: World, bsn: str, dossier_id: UUID) -> None:
    for _time in range(2):
        assert outcomes(imported(world.city_office, world.city, file_of(row(1, bsn)))) == {"asked": 1}
    with world.marloes.at_work():
        assert JoinRequest.objects.count() == 1


def test_a_resting_dossier_has_nobody_to_ask_and_is_joined(world: World, bsn: str, dossier_id: UUID) -> None:
    secrets = secrets_of(world, dossier_id)
    with world.marloes.at_work() as actor:
        rest_dossier(actor=actor, dossier_id=dossier_id, because="werk")
    run_id = previewed(world.city_office, world.city, file_of(row(1, bsn)))
    shown = page(world.city_office, run_id)
    assert "niemand begeleidt nu" in shown
    assert [words for words in secrets if words in shown] == []
    applied(world.city_office, world.city, run_id)
    assert outcomes(progress(world.city_office, run_id)) == {"known": 1}
    with world.bas.at_work():
        assert Dossier.objects.filter(pk=dossier_id).exists()


def asked(world: World, dossier_id: UUID) -> UUID:
    with world.bas.at_work(Purpose.INTAKE) as actor:
        who = Responsible(team_id=world.city_team)
        ask_to_join(actor=actor, organisation_id=world.city, clients={dossier_id: who}, because="aanvraag")
        return JoinRequest.objects.get().pk


def test_who_holds_the_regie_of_the_chain_lets_them_in(world: World, dossier_id: UUID) -> None:
    request_id = asked(world, dossier_id)
    on = {"dossier_id": dossier_id, "request_id": request_id, "because": "goed"}
    for other in (world.mia, world.bas, world.joris):
        with other.at_work(needs_savepoint=True) as actor, pytest.raises(NotFoundError):
            answer_join_request(actor=actor, **on, is_accepted=True)
    with world.marloes.at_work() as actor:
        answer_join_request(actor=actor, **on, is_accepted=True)
        chain = Regie.objects.get(dossier_id=dossier_id, scope=Regie.Scope.CHAIN, valid_to=None)
        assert chain.reader_id == actor.reader_id
    with world.bas.at_work():
        assert Dossier.objects.filter(pk=dossier_id).exists()
    with world.marloes.at_work(needs_savepoint=True) as actor, pytest.raises(NotFoundError):
        answer_join_request(actor=actor, **on, is_accepted=False)


def test_a_no_opens_nothing_and_each_side_reads_its_own_part(world: World, dossier_id: UUID) -> None:
    request_id = asked(world, dossier_id)
    client = Client()
    client.force_login(Account.objects.get(pk=world.marloes.account_id))
    assert NAME in client.get("/join-requests/").content.decode()
    address = f"/dossiers/{dossier_id}/join-requests/{request_id}/"
    assert client.post(address, {"is_accepted": "misschien"}).status_code == 422
    assert client.post(address, {"is_accepted": "no", "because": "bel mij eerst"}).status_code == 302
    client.force_login(Account.objects.get(pk=world.bas.account_id))
    shown = client.get("/join-requests/").content.decode()
    assert "bel mij eerst" in shown
    assert [words for words in secrets_of(world, dossier_id) if words in shown] == []
    with world.bas.at_work():
        assert not Dossier.objects.filter(pk=dossier_id).exists()
    with world.joris.at_work():
        assert not JoinRequest.objects.exists()
