"""The signal that another organisation waits to hear whether it may take part."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.actions import (
    Responsible,
    answer_join_request,
    ask_to_join,
    withdraw_join_requests,
)
from schakel.ground.dossiers.models import JoinRequest
from schakel.ground.dossiers.tests.handing import do
from schakel.ground.kernel import clock
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.signals.refreshing import refresh_all
from schakel.ground.signals.tests.situations import names
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KIND = "join_waits"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def request_id(world: World, dossier_id: UUID) -> UUID:
    """The municipality asks."""
    with world.city_office.at_work(Purpose.INTAKE) as actor:
        clients = {dossier_id: Responsible(team_id=world.city_team)}
        ask_to_join(actor=actor, organisation_id=world.city, clients=clients, because="aanvraag bijstand")
        return JoinRequest.objects.get().pk


def goes_to(person: Person, dossier_id: UUID) -> str:
    browser = Client()
    browser.force_login(Account.objects.get(pk=person.account_id))
    return str(browser.get(f"/dossiers/{dossier_id}/join-requests/").headers.get("Location", ""))


def test_it_comes_past_the_term_and_goes_with_the_answer(
    world: World, dossier_id: UUID, request_id: UUID
) -> None:
    with clock.travel(add_working_days(clock.today(), 3)):
        refresh_all()
        assert KIND not in names(world.marloes, dossier_id)
    with clock.travel(add_working_days(clock.today(), 4)):
        refresh_all()
        assert KIND in names(world.marloes, dossier_id)
        with world.marloes.at_work() as actor:
            on = {"dossier_id": dossier_id, "request_id": request_id, "because": "bel mij eerst"}
            answer_join_request(actor=actor, **on, is_accepted=False)
        assert KIND not in names(world.marloes, dossier_id)


def test_it_goes_when_the_question_is_taken_back(world: World, dossier_id: UUID, request_id: UUID) -> None:
    with clock.travel(add_working_days(clock.today(), 4)):
        refresh_all()
        with world.city_office.at_work(Purpose.INTAKE) as actor:
            on = {"organisation_id": world.city, "request_ids": [request_id]}
            assert withdraw_join_requests(actor=actor, **on, because="verkeerd bestand") == [request_id]
        assert KIND not in names(world.marloes, dossier_id)


def test_who_takes_part_by_another_road_waits_for_nothing(
    world: World, dossier_id: UUID, request_id: UUID
) -> None:
    assert request_id
    with clock.travel(add_working_days(clock.today(), 4)):
        about = {"kind": "involved", "because": "aanvraag", "membership_id": world.bas.membership_id}
        do(world.marloes, "add_participant", dossier_id, **about)
        refresh_all()
        assert KIND not in names(world.marloes, dossier_id)


def test_the_signal_leads_to_the_answer_and_a_helper_to_the_people(
    world: World, dossier_id: UUID, request_id: UUID
) -> None:
    about = {"kind": "helping", "because": "kent haar", "membership_id": world.mia.membership_id}
    do(world.marloes, "add_participant", dossier_id, **about)
    assert goes_to(world.marloes, dossier_id) == f"/dossiers/{dossier_id}/join-requests/{request_id}/"
    assert goes_to(world.mia, dossier_id) == f"/dossiers/{dossier_id}/people/"
    assert goes_to(world.bas, dossier_id) == ""
