"""The page of the work in the background, and asking for a parked entry to be tried again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from schakel.ground.accounts.models import Account
from schakel.ground.journal.models import Entry, ParkedEntry
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)
PAGE = "journal:background"


@pytest.fixture
def world() -> World:
    return World()


def _browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def _park(owner: Any, organisation_id: UUID | None, name: str = "brieven") -> UUID:
    entry_id = uuid7()
    owner.execute(
        "insert into journal_parkedentry"
        " (subscriber, entry_id, organisation_id, verb, parked_at, tries, error, is_wanted)"
        " values (%s, %s, %s, 'contact.record', %s, 5, 'TimeoutError', false)",
        [name, entry_id, organisation_id, clock.now()],
    )
    return entry_id


def _subscribed(owner: Any, name: str = "brieven") -> None:
    owner.execute(
        "insert into journal_cursor (name, verbs, transaction_id, entry_id, seen, tries, error)"
        " values (%s, '{account.make}', 0, %s, 12, 0, '')",
        [name, UUID(int=0)],
    )


def test_an_administrator_sees_how_far_each_subscriber_is(world: World, owner: Any) -> None:
    _subscribed(owner)
    page = _browser(world.city_admin).get(reverse(PAGE)).content.decode()
    assert "brieven" in page
    assert "12 gedaan" in page
    waiting = Entry.objects.using("owner").filter(verb="account.make").count()
    assert waiting > 0
    assert f"{waiting} wachten" in page


def test_an_administrator_sees_what_was_set_aside_of_the_own_organisation_only(
    world: World, owner: Any
) -> None:
    _park(owner, world.city, "van-ons")
    _park(owner, world.uwv, "van-uwv")
    page = _browser(world.city_admin).get(reverse(PAGE)).content.decode()
    assert "van-ons" in page
    assert "van-uwv" not in page


def test_asking_again_marks_the_entry_and_is_in_the_journal(world: World, owner: Any) -> None:
    entry_id = _park(owner, world.city)
    values = {"subscriber": "brieven", "submit_key": str(uuid7())}
    response = _browser(world.city_admin).post(reverse("journal:retry", args=[entry_id]), values)
    assert response.status_code == 302
    assert ParkedEntry.objects.using("owner").get(entry_id=entry_id).is_wanted
    assert (
        Entry.objects.using("owner").filter(verb="subscriber.retry", organisation_id=world.city).count() == 1
    )


@pytest.mark.parametrize(
    "values", [{}, {"subscriber": "x" * 61}, {"subscriber": "brieven", "submit_key": "?"}]
)
def test_a_rotten_form_finds_nothing(world: World, owner: Any, values: dict[str, str]) -> None:
    entry_id = _park(owner, world.city)
    assert (
        _browser(world.city_admin).post(reverse("journal:retry", args=[entry_id]), values).status_code == 404
    )


def test_what_another_organisation_set_aside_cannot_be_asked_for(world: World, owner: Any) -> None:
    entry_id = _park(owner, world.uwv)
    values = {"subscriber": "brieven", "submit_key": str(uuid7())}
    address = reverse("journal:retry", args=[entry_id])
    assert _browser(world.city_admin).post(address, values).status_code == 404
    assert not ParkedEntry.objects.using("owner").get(entry_id=entry_id).is_wanted


def test_nobody_else_finds_the_page(world: World) -> None:
    for person in (world.bas, world.city_office, world.joris):
        assert _browser(person).get(reverse(PAGE)).status_code == 404


def test_the_page_costs_the_same_however_much_there_is(
    world: World, owner: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        _subscribed(owner, f"abonnee-{number}")
        _park(owner, world.city, f"abonnee-{number}")
    browser = _browser(world.city_admin)
    browser.get(reverse(PAGE))
    with django_assert_max_num_queries(14):
        browser.get(reverse(PAGE))
    connections["default"].close()
