"""Roles that go together at a location: given in one act, and taken back with what came from them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import (
    Site,
    end_bundle,
    end_membership,
    give_bundle,
    make_bundle,
    make_site_bundles,
    open_location,
    take_bundle,
)
from schakel.ground.organisations.models import BundleHolder, Membership, RoleBundle
from schakel.ground.organisations.tests.browsing import browser
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SITE = Site("Werkplein", "werkplein", "Kade 1", "9990AB", "Oosterwaard", "joint")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def site_id(world: World) -> UUID:
    return as_admin(world, open_location, site=SITE)  # type: ignore[no-any-return]


@pytest.fixture
def bundle_id(world: World, site_id: UUID) -> UUID:
    as_admin(world, make_site_bundles, location_id=site_id, size="small")
    return RoleBundle.objects.get().pk


def as_admin(world: World, act: Any, **values: Any) -> Any:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return act(actor=actor, organisation_id=world.city, **values)


def professional(person: Person) -> UUID:
    return Membership.objects.get(pk=person.membership_id).professional_id


def roles(person: Person) -> set[str]:
    found = Membership.objects.on(clock.today()).filter(professional_id=professional(person))
    return set(found.values_list("role", flat=True))


def test_on_a_small_location_one_bundle_holds_all_and_on_a_large_one_each_its_own(
    world: World, site_id: UUID
) -> None:
    as_admin(world, make_site_bundles, location_id=site_id, size="small")
    assert RoleBundle.objects.get().roles == ["client_manager", "account_holder", "matchmaker"]
    as_admin(world, make_site_bundles, location_id=site_id, size="large")
    assert RoleBundle.objects.count() == 4


def test_who_gets_a_bundle_gets_the_roles_they_lack(world: World, bundle_id: UUID) -> None:
    as_admin(world, give_bundle, bundle_id=bundle_id, professional_id=professional(world.bas))
    assert roles(world.bas) == {Role.CLIENT_MANAGER, Role.ACCOUNT_HOLDER, Role.MATCHMAKER}
    assert Membership.objects.filter(bundle__isnull=False).count() == 2


def test_what_came_from_a_bundle_ends_with_it_and_nothing_else(world: World, bundle_id: UUID) -> None:
    who = {"bundle_id": bundle_id, "professional_id": professional(world.bas)}
    as_admin(world, give_bundle, **who)
    as_admin(world, take_bundle, **who, reason="naar een grote locatie")
    assert roles(world.bas) == {Role.CLIENT_MANAGER}
    as_admin(world, give_bundle, **who)
    assert Role.MATCHMAKER in roles(world.bas)


def test_a_bundle_stays_while_its_holder_has_the_regie_in_a_role_of_it(world: World, bundle_id: UUID) -> None:
    office = world.city_office
    who = {"bundle_id": bundle_id, "professional_id": professional(office)}
    as_admin(world, give_bundle, **who)
    found = Membership.objects.get(professional_id=who["professional_id"], role=Role.CLIENT_MANAGER)
    world.open(Person(office.account_id, found.pk, found.reader_id, office.username), world.city)
    with pytest.raises(ConflictError):
        as_admin(world, take_bundle, **who, reason="weg")
    assert roles(office) == {Role.BACK_OFFICE, Role.CLIENT_MANAGER, Role.ACCOUNT_HOLDER, Role.MATCHMAKER}
    assert BundleHolder.objects.on(clock.today()).exists()


def test_who_leaves_the_organisation_has_no_bundle_of_it(world: World, bundle_id: UUID) -> None:
    who = professional(world.bert)
    as_admin(world, give_bundle, bundle_id=bundle_id, professional_id=who)
    for held in Membership.objects.on(clock.today()).filter(professional_id=who):
        assert BundleHolder.objects.on(clock.today()).exists()
        as_admin(world, end_membership, membership_id=held.pk, reason="andere baan")
    assert not BundleHolder.objects.on(clock.today()).exists()


def test_a_bundle_is_given_once_and_only_to_the_own_people(world: World, bundle_id: UUID) -> None:
    as_admin(world, give_bundle, bundle_id=bundle_id, professional_id=professional(world.bas))
    with pytest.raises(ConflictError):
        as_admin(world, give_bundle, bundle_id=bundle_id, professional_id=professional(world.bas))


def test_people_of_another_organisation_get_no_bundle(world: World, bundle_id: UUID) -> None:
    with pytest.raises(InvalidError):
        as_admin(world, give_bundle, bundle_id=bundle_id, professional_id=professional(world.mia))


def test_a_bundle_ends_when_nobody_has_it_any_more(world: World, bundle_id: UUID) -> None:
    who = {"bundle_id": bundle_id, "professional_id": professional(world.bas)}
    as_admin(world, give_bundle, **who)
    with pytest.raises(ConflictError):
        as_admin(world, end_bundle, bundle_id=bundle_id, reason="verbouwing")
    as_admin(world, take_bundle, **who, reason="verbouwing")
    as_admin(world, end_bundle, bundle_id=bundle_id, reason="verbouwing")
    with pytest.raises(NotFoundError):
        as_admin(world, give_bundle, **who)


@pytest.mark.parametrize("wanted", [[], [Role.ADMINISTRATOR], [Role.WORK_COACH], [Role.MATCHMAKER, "koning"]])
def test_a_bundle_holds_roles_of_its_own_kind_of_organisation(
    world: World, site_id: UUID, wanted: list[Role]
) -> None:
    with pytest.raises(InvalidError) as no:
        as_admin(world, make_bundle, location_id=site_id, name="Balie", roles=wanted)
    assert "roles" in no.value.fields


def test_a_bundle_belongs_to_a_location_where_the_organisation_is(world: World, bundle_id: UUID) -> None:
    elsewhere = {"location_id": UUID(int=7), "name": "Balie", "roles": [Role.MATCHMAKER]}
    with pytest.raises(InvalidError) as no:
        as_admin(world, make_bundle, **elsewhere)
    assert "location" in no.value.fields


def test_an_administrator_makes_gives_and_takes_in_the_browser(
    world: World, site_id: UUID, django_assert_max_num_queries: Any
) -> None:
    page = browser(world.city_admin)
    assert (
        page.post("/bundles/", {"deed": "size", "size-location": site_id, "size-size": "small"}).status_code
        == 302
    )
    address = f"/bundles/{RoleBundle.objects.get().pk}/"
    given = {"deed": "give", "give-professional": professional(world.bas)}
    assert page.post(address, given).status_code == 302
    with django_assert_max_num_queries(14):
        assert "Bas Kuiper" in page.get("/bundles/").content.decode()
    taken = {"deed": "take", "take-professional": professional(world.bas), "take-reason": ""}
    assert page.post(address, taken).status_code == 422
    assert page.post(address, taken | {"take-reason": "klaar"}).status_code == 302
    assert roles(world.bas) == {Role.CLIENT_MANAGER}
    assert page.post(address, {"deed": "end", "end-reason": "klaar"}).status_code == 302
    assert "Er zijn nog geen bundels" in page.get("/bundles/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"deed": "size", "size-size": "reusachtig"},
        {"deed": "bundle", "bundle-name": "Balie", "bundle-roles": ["work_coach"]},
        {"deed": "bundle", "bundle-name": " ", "bundle-roles": ["matchmaker"]},
        {"deed": "bundle", "bundle-name": "x" * 200, "bundle-roles": []},
    ],
)
def test_a_rotten_bundle_is_refused(world: World, site_id: UUID, wrong: Any) -> None:
    sent = {"bundle-location": site_id, "size-location": site_id} | wrong
    assert browser(world.city_admin).post("/bundles/", sent).status_code == 422
    assert not RoleBundle.objects.exists()
