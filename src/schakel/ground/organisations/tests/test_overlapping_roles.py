"""Nobody has the same role at an organisation twice at a time; before and after each other is fine."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.actions import add_member, end_membership
from schakel.ground.organisations.joining import NewProfessional
from schakel.ground.organisations.models import Membership
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world() -> World:
    return World()


def give(world: World, person: Person, role: Role) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value, needs_savepoint=True):
        add_member(
            actor=actor,
            organisation_id=world.city,
            account_id=person.account_id,
            role=role,
            person=NewProfessional(name="Bert de Wit"),
        )


def periods(world: World) -> list[tuple[date, date | None]]:
    rows = Membership.objects.filter(organisation_id=world.city, professional__name="Bert de Wit")
    return list(rows.order_by("valid_from").values_list("valid_from", "valid_to"))


def test_the_same_role_again_is_refused_with_what_to_do(world: World) -> None:
    with pytest.raises(ConflictError, match="heeft deze rol hier al"):
        give(world, world.bert, Role.CLIENT_MANAGER)
    assert periods(world) == [(clock.today(), None)]


def test_another_role_beside_it_is_fine(world: World) -> None:
    give(world, world.bert, Role.CONSULTANT)
    assert len(periods(world)) == 2


def test_after_it_ended_the_role_is_given_again(world: World) -> None:
    began, later = clock.today(), clock.today() + timedelta(days=3)
    with clock.travel(later):
        with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            on = {"organisation_id": world.city, "membership_id": world.bert.membership_id}
            end_membership(actor=actor, **on, reason="andere baan")
        give(world, world.bert, Role.CLIENT_MANAGER)
        assert periods(world) == [(began, later), (later, None)]
