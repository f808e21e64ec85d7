"""How a municipality divides client management: told to partners, and no role is given beyond it."""

from __future__ import annotations

from typing import Any

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import InvalidError, NotFoundError
from schakel.ground.organisations.actions import set_client_management
from schakel.ground.organisations.models import ClientManagement, Organisation
from schakel.ground.organisations.queries.client_management import roles_worked_with
from schakel.ground.organisations.tests.browsing import browser
from tests.world import World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PAGE = "/organisation/client-management/"
CHOSEN = {"split": "work_income", "sanctions_by": "income_consultant", "reason": "besluit van het college"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize(
    ("split", "kept"),
    [
        ("integral", {Role.CLIENT_MANAGER}),
        ("legality", {Role.CONSULTANT}),
        ("work_care", {Role.CLIENT_MANAGER_WORK, Role.CLIENT_MANAGER_CARE}),
        ("work_income", {Role.CLIENT_MANAGER_WORK}),
    ],
)
def test_each_division_leaves_its_own_roles(world: World, split: str, kept: set[Role]) -> None:
    split_roles = {
        Role.CLIENT_MANAGER,
        Role.CLIENT_MANAGER_WORK,
        Role.CLIENT_MANAGER_CARE,
        Role.CONSULTANT,
    }
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        values = {"split": split, "sanctions_by": "back_office", "reason": "besluit"}
        set_client_management(actor=actor, organisation_id=world.city, **values)
    left = roles_worked_with(Organisation.objects.get(pk=world.city))
    assert left & split_roles == kept
    assert Role.INCOME_CONSULTANT in left


def test_without_a_choice_every_role_of_the_kind_is_there(world: World) -> None:
    assert Role.CLIENT_MANAGER_CARE in roles_worked_with(Organisation.objects.get(pk=world.city))


def test_a_role_that_is_left_out_is_given_to_nobody_and_who_has_it_keeps_it(world: World) -> None:
    assert browser(world.city_admin).post(PAGE, CHOSEN).status_code == 302
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value), pytest.raises(InvalidError, match="werkt niet met"):
        hire(actor, world.city, "Nina Nieuw", Role.CLIENT_MANAGER, None)
    assert browser(world.bas).get("/dossiers/").status_code == 200


def test_partners_read_the_division_and_who_sanctions(world: World) -> None:
    browser(world.city_admin).post(PAGE, CHOSEN)
    html = browser(world.joris).get(f"/ways-of-working/{world.city}/").content.decode()
    assert "Gesplitst in werk en inkomen" in html
    assert "de inkomensconsulent beslist" in html
    assert PAGE not in html


def test_a_new_choice_ends_the_one_before(world: World) -> None:
    page = browser(world.city_admin)
    page.post(PAGE, CHOSEN)
    assert page.post(PAGE, CHOSEN | {"sanctions_by": "back_office"}).status_code == 302
    assert ClientManagement.objects.filter(valid_to=None).get().sanctions_by == "back_office"
    assert ClientManagement.objects.count() == 2


def test_uwv_has_no_client_managers_to_divide(world: World) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        ulla = hire(actor, world.uwv, "Ulla Beheer", Role.ADMINISTRATOR, None)
    assert browser(ulla).get(PAGE).status_code == 404
    with ulla.at_work(Purpose.ADMINISTRATION) as admin, pytest.raises(NotFoundError):
        set_client_management(actor=admin, organisation_id=world.uwv, **CHOSEN)


@pytest.mark.parametrize(
    "wrong",
    [
        {"split": "chaos"},
        {"split": ""},
        {"sanctions_by": "client_manager"},
        {"sanctions_by": "koning"},
        {"reason": "  "},
    ],
)
def test_a_division_that_cannot_be_is_refused(world: World, wrong: Any) -> None:
    assert browser(world.city_admin).post(PAGE, CHOSEN | wrong).status_code == 422
    assert not ClientManagement.objects.exists()
