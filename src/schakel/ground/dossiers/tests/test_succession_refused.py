"""What a merger or split refuses: too early, without agreement or way on, by a stranger, in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.dossiers.actions import send_handover
from schakel.ground.dossiers.handover_terms import NewHandover
from schakel.ground.dossiers.tests.succession_scene import Region, agree, step
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import ConflictError, InvalidError, NotFoundError
from schakel.ground.organisations.actions import NewOrganisation, cancel_succession, create_team
from schakel.ground.organisations.models import Membership, Organisation, SuccessionTie, Team
from tests.world import Person, filled_parts, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture
def region() -> Region:
    return Region()


@contextmanager
def _at_commit() -> Iterator[None]:
    """As the owner, with the deferred rules judged at the end."""
    with in_words(), transaction.atomic(using="owner"):
        yield


def _stranger(region: Region) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, region.world.uwv, "Sam Beheer", Role.ADMINISTRATOR, None)


def test_nothing_begins_before_everyone_agreed(region: Region) -> None:
    succession_id = region.plan()
    agree(region.world.city_admin, succession_id)
    with pytest.raises(ConflictError, match="Gemeente Grootwaard"):
        step(region.world.city_admin, succession_id)


def test_another_organisation_can_neither_agree_nor_carry_out(region: Region) -> None:
    succession_id, stranger = region.agreed(), _stranger(region)
    with pytest.raises(NotFoundError):
        agree(stranger, succession_id)
    with pytest.raises(NotFoundError):
        step(stranger, succession_id)


@pytest.mark.parametrize("who", ["stranger", "marloes"])
def test_the_database_moves_and_counts_nothing_for_who_is_no_part_of_it(region: Region, who: str) -> None:
    region.world.open(region.world.bas, region.world.city)
    succession_id = region.agreed()
    step(region.world.city_admin, succession_id)
    person = _stranger(region) if who == "stranger" else region.world.marloes
    with person.at_work(), connections["default"].cursor() as cursor:
        cursor.execute("select dossiers, in_the_way from dossiers_to_succeed(%s)", [succession_id])
        assert cursor.fetchone() == (0, 0)
    with (
        pytest.raises(DatabaseError, match="not a part of this succession"),
        person.at_work(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("select dossiers_succeed(%s, 10)", [succession_id])


def test_a_merger_into_itself_is_refused(region: Region) -> None:
    with pytest.raises(InvalidError):
        region.plan(region.world.city)


def test_a_day_that_has_passed_is_refused(region: Region) -> None:
    with pytest.raises(InvalidError):
        region.plan(on=clock.today() - timedelta(days=1))


def test_an_organisation_has_one_plan_at_a_time(region: Region) -> None:
    region.plan()
    with pytest.raises(ConflictError):
        region.plan(region.world.uwv)


def test_a_plan_that_is_withdrawn_leaves_no_organisation_behind(region: Region) -> None:
    new = NewOrganisation("Gemeente Nieuw", OrganisationKind.MUNICIPALITY)
    succession_id = region.plan(new, on=clock.today() + timedelta(days=30))
    with region.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"actor": actor, "organisation_id": region.world.city}
        cancel_succession(**on, succession_id=succession_id, reason="raad stemde tegen")
    made = Organisation.objects.get(name="Gemeente Nieuw")
    assert made.valid_to == made.valid_from


def test_a_role_without_a_way_on_stops_it(region: Region) -> None:
    succession_id = region.plan(NewOrganisation("Werkcentrum Waard", OrganisationKind.WERKCENTRUM))
    agree(region.world.city_admin, succession_id)
    with pytest.raises(ConflictError, match="klantmanager"):
        step(region.world.city_admin, succession_id)


def test_an_open_handover_between_the_two_is_answered_first(region: Region) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        role = Role.CLIENT_MANAGER
        team_id = create_team(actor=actor, organisation_id=region.big, name="Team", role=role)
    dossier_id = region.world.open(region.world.bas, region.world.city)
    with region.world.bas.at_work() as at_work:
        parts = filled_parts(region.world.city, team_id)
        new = NewHandover(team_id, "file", "Zie plan.", "verhuisd", parts)
        send_handover(actor=at_work, dossier_id=dossier_id, new=new)
    with pytest.raises(ConflictError, match="overdracht"):
        step(region.world.city_admin, region.agreed())


def _close(organisation_id: UUID) -> None:
    today = clock.today()
    Membership.objects.using("owner").filter(organisation_id=organisation_id).update(valid_to=today)
    Team.objects.using("owner").filter(organisation_id=organisation_id).update(valid_to=today)
    Organisation.objects.using("owner").filter(pk=organisation_id).update(valid_to=today)


def test_closing_with_open_dossiers_is_refused_at_commit(region: Region) -> None:
    region.world.open(region.world.bas, region.world.city)
    with pytest.raises(ConflictError, match="open dossiers"), _at_commit():
        _close(region.world.city)


def test_closing_an_organisation_where_somebody_still_works_is_refused_at_commit(region: Region) -> None:
    organisation = Organisation.objects.using("owner").filter(pk=region.world.provider)
    with pytest.raises(ConflictError, match="er dan niet is"), _at_commit():
        organisation.update(valid_to=clock.today())


def test_a_member_who_starts_before_the_organisation_is_refused_at_commit(region: Region) -> None:
    members = Membership.objects.using("owner").filter(organisation_id=region.big)
    with pytest.raises(ConflictError, match="er dan niet is"), _at_commit():
        members.update(valid_from=clock.today() - timedelta(days=1))


def test_a_member_who_starts_after_the_merger_is_refused_at_commit(region: Region) -> None:
    region.merge()
    members = Membership.objects.using("owner").filter(organisation_id=region.world.city)
    with pytest.raises(ConflictError, match="er dan niet is"), _at_commit():
        members.update(valid_from=clock.today() + timedelta(days=1), valid_to=None)


def test_going_up_in_oneself_by_way_of_another_is_refused_at_commit(region: Region) -> None:
    succession_id = region.merge()
    tie = SuccessionTie(
        succession_id=succession_id, predecessor_id=region.big, successor_id=region.world.city
    )
    with pytest.raises(ConflictError, match="in zichzelf"), _at_commit():
        tie.save(using="owner", force_insert=True)
