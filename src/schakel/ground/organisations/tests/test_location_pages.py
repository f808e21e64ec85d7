"""Locations: opened and kept up by their keeper, seen by all, by region, with who is there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.models import Location, Presence, Spot
from schakel.ground.vocabulary.actions import load_municipalities
from schakel.ground.vocabulary.sources.regions import demo_municipalities
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SITE = {
    "name": "Werkplein Oosterwaard",
    "kind": "werkplein",
    "region_code": "AM99",
    "street": "Kade 1",
    "postcode": "9990 ab",
    "place": "Oosterwaard",
    "opening_hours": "elke werkdag 9 tot 17 uur",
    "reception": "joint_first",
    "is_joint_location": "on",
    "is_joint_desk": "on",
}


@pytest.fixture
def world() -> World:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        load_municipalities(actor=actor, rows=demo_municipalities(), valid_from=clock.today())
    return World()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


@pytest.fixture
def location(world: World) -> Location:
    assert browser(world.city_admin).post("/locations/new/", SITE).status_code == 302
    return Location.objects.get()


def test_a_new_location_has_its_keeper_in_it_and_a_tidy_postcode(world: World, location: Location) -> None:
    assert location.postcode == "9990AB"
    assert location.joint_channels == 2
    assert Presence.objects.get().organisation_id == world.city


def test_everyone_at_work_finds_it_by_region(
    world: World, location: Location, django_assert_max_num_queries: Any
) -> None:
    page = browser(world.joris)
    page.get("/locations/")
    with django_assert_max_num_queries(14):
        answer = page.get("/locations/", {"region": "AM99"})
    assert [one.pk for one, _region in answer.context["rows"]] == [location.pk]
    assert page.get("/locations/", {"region": "AM98"}).context["rows"] == []


def test_desks_and_partners_are_shown_on_its_page(world: World, location: Location) -> None:
    page, edit = browser(world.city_admin), f"/locations/{location.pk}/edit/"
    there = {"deed": "present", "present-present": str(world.uwv), "present-services": "intake WW"}
    assert page.post(edit, there).status_code == 302
    desk = {"deed": "spot", "spot-kind": "desk", "spot-name": "Balie 2", "spot-of": str(world.uwv)}
    assert page.post(edit, desk).status_code == 302
    html = browser(world.marloes).get(f"/locations/{location.pk}/").content.decode()
    assert "intake WW" in html
    assert "Balie 2" in html
    assert "2 van 4" in html
    gone = {"deed": "remove", "spot_id": str(Spot.objects.get().pk)}
    assert page.post(edit, gone).status_code == 302
    assert "Balie 2" not in page.get(f"/locations/{location.pk}/").content.decode()


def test_who_leaves_a_location_is_there_no_more(world: World, location: Location) -> None:
    page, edit = browser(world.city_admin), f"/locations/{location.pk}/edit/"
    page.post(edit, {"deed": "present", "present-present": str(world.city), "present-services": ""})
    assert not Presence.objects.on(clock.today()).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"postcode": "0123 AB"},
        {"postcode": "rotterdam"},
        {"kind": "castle"},
        {"street": "  "},
        {"website": "javascript:alert(1)"},
        {"region_code": "AM00"},
        {"name": "x" * 200},
    ],
)
def test_a_location_that_cannot_be_is_refused_with_what_was_typed(world: World, wrong: Any) -> None:
    answer = browser(world.city_admin).post("/locations/new/", SITE | wrong)
    assert answer.status_code == 422
    assert "elke werkdag 9 tot 17 uur" in answer.content.decode()
    assert not Location.objects.exists()


def test_only_the_keeper_changes_it_and_nobody_over_a_colleagues_change(
    world: World, location: Location
) -> None:
    edit = f"/locations/{location.pk}/edit/"
    assert browser(world.bas).get(edit).status_code == 404
    new = SITE | {"deed": "site", "place": "Lingemond", "version": str(location.version)}
    assert browser(world.city_admin).post(edit, new).status_code == 302
    again = new | {"place": "Elders"}
    answer = browser(world.city_admin).post(edit, again)
    assert answer.status_code == 422
    assert "Elders" in answer.content.decode()
    assert Location.objects.get().place == "Lingemond"


def test_a_location_closes_with_all_that_is_there(world: World, location: Location) -> None:
    page, edit = browser(world.city_admin), f"/locations/{location.pk}/edit/"
    assert page.post(edit, {"deed": "close", "close-reason": ""}).status_code == 422
    assert page.post(edit, {"deed": "close", "close-reason": "verhuisd"}).status_code == 302
    assert not Presence.objects.on(clock.today()).exists()
    assert "gesloten op" in page.get(f"/locations/{location.pk}/").content.decode()
