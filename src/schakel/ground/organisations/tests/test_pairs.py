"""A fixed pair holds when both sides say so, and its end ends the standing in for each other."""

from __future__ import annotations

from uuid import UUID

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import end_membership, end_pair, make_pair
from schakel.ground.organisations.models import Pair
from schakel.ground.organisations.queries.availability import partner_of, standins_for
from schakel.ground.organisations.tests.test_covering import away, day, on_day, sees
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def pair(world: World, admin: Person, member: Person, partner: Person) -> UUID:
    with admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        return make_pair(
            actor=actor,
            organisation_id=actor.employer_id,
            membership_id=member.membership_id,
            partner_id=partner.membership_id,
        )


def stop(admin: Person, pair_id: UUID) -> None:
    with admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor:
        end_pair(actor=actor, organisation_id=actor.employer_id, pair_id=pair_id)


def uwv_admin(world: World) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Ula Beheer", Role.ADMINISTRATOR, None)


def partner_name(world: World, person: Person) -> str:
    with world.joris.at_work():
        found = partner_of(person.membership_id)
        return found.professional.name if found else ""


def test_two_colleagues_are_each_others_partner() -> None:
    world = World()
    pair(world, world.city_admin, world.bas, world.bert)
    assert (partner_name(world, world.bas), partner_name(world, world.bert)) == ("Bert de Wit", "Bas Kuiper")


def test_a_pair_over_two_organisations_holds_when_both_said_so() -> None:
    world = World()
    pair(world, world.city_admin, world.bas, world.mia)
    assert partner_name(world, world.bas) == ""
    pair(world, uwv_admin(world), world.mia, world.bas)
    assert (partner_name(world, world.bas), partner_name(world, world.mia)) == ("Mia Jansen", "Bas Kuiper")


def test_a_partner_elsewhere_may_stand_in_and_only_while_the_pair_holds() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    with pytest.raises(InvalidError):
        away(world, world.mia, 0, 5, world.bas)
    pair_id = pair(world, world.city_admin, world.bas, world.mia)
    with pytest.raises(InvalidError):
        away(world, world.mia, 0, 5, world.bas)
    pair(world, uwv_admin(world), world.mia, world.bas)
    away(world, world.mia, 0, 5, world.bas)
    assert sees(world.bas, dossier_id)
    stop(world.city_admin, pair_id)
    assert not sees(world.bas, dossier_id)


def test_the_end_of_a_pair_ends_coming_cover_too() -> None:
    world = World()
    dossier_id = world.open(world.bas, world.city)
    pair_id = pair(world, world.city_admin, world.bas, world.bert)
    away(world, world.bas, 2, 5, world.bert)
    stop(world.city_admin, pair_id)
    with on_day(3):
        assert not sees(world.bert, dossier_id)


def test_the_partner_is_offered_first() -> None:
    world = World()
    pair(world, world.city_admin, world.bert, world.bas)
    with world.bas.at_work():
        member = partner_of(world.bert.membership_id)
        assert member is not None
        assert standins_for(member)[0].pk == world.bert.membership_id


def test_who_has_a_partner_gets_no_second() -> None:
    world = World()
    pair(world, world.city_admin, world.bas, world.bert)
    with pytest.raises(ConflictError, match="al in een vast koppel"):
        pair(world, world.city_admin, world.bas, world.mia)


@pytest.mark.parametrize("who", ["city_office", "joris", "city_admin", "bas"])
def test_two_whose_roles_differ_form_no_pair(who: str) -> None:
    world = World()
    with pytest.raises(InvalidError):
        pair(world, world.city_admin, world.bas, getattr(world, who))


def test_pairs_of_others_are_not_found() -> None:
    world = World()
    pair_id = pair(world, uwv_admin(world), world.marloes, world.mia)
    with pytest.raises(NotFoundError):
        stop(world.city_admin, pair_id)
    with pytest.raises(NotFoundError):
        pair(world, world.city_admin, world.marloes, world.bas)


def test_a_pair_ends_with_the_role_of_one() -> None:
    world = World()
    pair(world, world.city_admin, world.bas, world.bert)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        end_membership(
            actor=actor, organisation_id=world.city, membership_id=world.bert.membership_id, reason="weg"
        )
    assert partner_name(world, world.bas) == ""
    with world.bas.at_work():
        assert not Pair.objects.on(day(1)).exists()
