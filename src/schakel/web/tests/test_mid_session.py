"""What ends while somebody is logged in ends at their next request; and what every answer carries."""

from __future__ import annotations

import logging
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from schakel.ground.access.models import Reader
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import add_participant, leave_dossier
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.logs import PlainFormatter
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.bas, world.city, family_name="Geheimnaam")


@pytest.fixture
def bas(world: World, dossier_id: UUID) -> Client:
    """The browser of bas, in which the dossier is open."""
    client = Client(raise_request_exception=False)
    client.force_login(
        Account.objects.get(pk=world.bas.account_id), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    assert client.get(f"/dossiers/{dossier_id}/").status_code == 200
    return client


def test_a_deactivated_account_is_out_at_the_next_request(
    world: World, dossier_id: UUID, bas: Client
) -> None:
    Account.objects.filter(pk=world.bas.account_id).update(is_active=False)
    assert bas.get(f"/dossiers/{dossier_id}/").url.startswith("/login/")


def test_a_role_that_ended_is_out_at_the_next_request(world: World, dossier_id: UUID, bas: Client) -> None:
    Reader.objects.filter(pk=world.bas.reader_id).update(valid_to=clock.today())
    assert bas.get(f"/dossiers/{dossier_id}/").url == "/seats/"
    assert bas.post(f"/dossiers/{dossier_id}/contacts/", {"summary": "x"}).url == "/seats/"


def test_who_leaves_a_dossier_does_not_get_it_at_the_next_request(world: World, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="helping",
            because="helpt mee",
            membership_id=world.bert.membership_id,
        )
    bert = Client()
    bert.force_login(Account.objects.get(pk=world.bert.account_id))
    assert bert.get(f"/dossiers/{dossier_id}/").status_code == 200
    with world.bert.at_work() as actor:
        row = Participation.objects.on(clock.today()).get(reader_id=world.bert.reader_id)
        leave_dossier(actor=actor, dossier_id=dossier_id, participation_id=row.pk, because="klaar")
    assert bert.get(f"/dossiers/{dossier_id}/").status_code == 404


def test_the_seat_of_somebody_else_in_the_session_opens_nothing(
    world: World, dossier_id: UUID, bas: Client
) -> None:
    session = bas.session
    session["reader"] = world.marloes.reader_id
    session.save()
    foreign = world.open(world.marloes, world.uwv)
    assert bas.get(f"/dossiers/{foreign}/").status_code == 404


ADDRESSES = ["/", "/login/", "/health/", "/nergens/", "/dossiers/", "/seats/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_forbids_copies_and_foreign_code(address: str, bas: Client) -> None:
    for browser in (bas, Client()):
        headers = browser.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "form-action 'self'" in headers["Content-Security-Policy"]


def test_an_error_carries_the_same_headers_and_names_nobody(
    bas: Client, dossier_id: UUID, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("Geheimnaam, BSN 999990019")

    monkeypatch.setattr("schakel.ground.dossiers.views.overview.timeline", fail)
    with caplog.at_level(logging.ERROR):
        response = bas.get(f"/dossiers/{dossier_id}/?q=Geheimnaam")
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers
    assert "Geheimnaam" not in response.content.decode()
    lines = [PlainFormatter().format(record) for record in caplog.records]
    assert lines
    assert not any("Geheimnaam" in line or "999990019" in line for line in lines)
