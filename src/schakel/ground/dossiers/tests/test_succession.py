"""Organisations that go up in others: everyone keeps their place, no day is without regie."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import actor_for, system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.dossiers.actions import add_participant
from schakel.ground.dossiers.models import Participation, Regie
from schakel.ground.dossiers.tests.succession_scene import (
    REASON,
    Region,
    agree,
    carry_out,
    holders,
    seat_now,
    step,
)
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.organisations.actions import (
    Going,
    NewOrganisation,
    create_organisation,
    map_succession,
    plan_merger,
    plan_split,
)
from schakel.ground.organisations.models import Membership, Organisation, Succession, Team
from tests.world import Person, World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture
def region() -> Region:
    return Region()


@pytest.fixture
def dossier_id(region: Region) -> UUID:
    return region.world.open(region.world.bas, region.world.city)


def _sees(person: Person, dossier_id: UUID) -> bool:
    actor = actor_for(Reader.objects.get(pk=person.reader_id))
    with as_actor(actor, Purpose.GUIDANCE.value):
        return Participation.objects.filter(dossier_id=dossier_id).exists()


def test_the_regie_goes_with_the_same_person_to_the_new_organisation(
    region: Region, dossier_id: UUID
) -> None:
    region.merge()
    assert holders(dossier_id) == {
        ("organisation", region.big, "Bas Kuiper"),
        ("chain", region.big, "Bas Kuiper"),
    }


def test_no_day_is_without_regie(region: Region, dossier_id: UUID) -> None:
    with clock.travel(clock.today() + timedelta(days=40)):
        region.merge()
        rows = Regie.objects.using("owner").filter(dossier_id=dossier_id, scope="chain")
        before, after = rows.order_by("valid_from")
        assert before.valid_to == after.valid_from == clock.today()
        assert after.valid_to is None


def test_a_dossier_opens_in_the_new_seat_and_no_longer_in_the_old(region: Region, dossier_id: UUID) -> None:
    region.merge()
    assert seat_now(region.world.bas).reader_id != region.world.bas.reader_id
    assert _sees(seat_now(region.world.bas), dossier_id)
    assert not _sees(region.world.bas, dossier_id)


def test_new_colleagues_do_not_see_what_they_take_no_part_in(region: Region, dossier_id: UUID) -> None:
    region.merge()
    assert not _sees(region.gina, dossier_id)


def test_the_dossier_tells_what_happened(region: Region, dossier_id: UUID) -> None:
    region.merge()
    with seat_now(region.world.bas).at_work():
        newest = timeline(dossier_id, limit=1)[0]
    assert newest.heading == "Gemeente Oosterwaard is opgegaan in Gemeente Grootwaard"
    assert newest.lines == [f"want {REASON}"]


def test_the_old_organisation_closes_with_its_members_and_teams(region: Region) -> None:
    region.merge()
    city, today = region.world.city, clock.today()
    assert Organisation.objects.get(pk=city).valid_to == today
    assert not Membership.objects.on(today).filter(organisation_id=city).exists()
    assert not Team.objects.on(today).filter(organisation_id=city).exists()
    there = Membership.objects.on(today).filter(organisation_id=region.big)
    assert {"Bas Kuiper", "Gina Groot", "Ada Beheer"} <= set(
        there.values_list("professional__name", flat=True)
    )


def test_who_waits_in_a_queue_waits_in_that_of_the_new_team(region: Region) -> None:
    world = region.world
    dossier_id = world.open_in_queue(world.bas, world.city, world.city_team)
    region.merge()
    row = Regie.objects.using("owner").on(clock.today()).get(dossier_id=dossier_id, scope="chain")
    assert row.team is not None
    assert row.team.organisation_id == region.big
    assert _sees(seat_now(world.bas), dossier_id)


def test_where_both_had_a_task_one_holder_is_left_and_the_chain_stays(
    region: Region, dossier_id: UUID
) -> None:
    with region.world.bas.at_work() as actor:
        add_participant(
            actor=actor,
            dossier_id=dossier_id,
            kind="involved",
            because=REASON,
            membership_id=region.gina.membership_id,
        )
    region.merge()
    assert holders(dossier_id) == {
        ("organisation", region.big, "Gina Groot"),
        ("chain", region.big, "Bas Kuiper"),
    }


def test_a_move_that_was_broken_off_goes_on_where_it_was(region: Region, dossier_id: UUID) -> None:
    succession_id = region.agreed()
    assert step(region.world.city_admin, succession_id) == Succession.Status.RUNNING
    assert _sees(seat_now(region.world.bas), dossier_id)
    carry_out(region.world.city_admin, succession_id)
    assert Succession.objects.get(pk=succession_id).moved == 1
    with pytest.raises(ConflictError):
        step(region.world.city_admin, succession_id)


def test_a_split_lets_each_team_go_its_own_way(region: Region) -> None:
    world = region.world
    waiting = world.open_in_queue(world.bas, world.city, world.city_team)
    held = world.open(world.bert, world.city)
    succession_id, north, south = _split(world)
    agree(world.city_admin, succession_id)
    carry_out(world.city_admin, succession_id)
    assert {organisation for _scope, organisation, _name in holders(waiting)} == {south}
    assert {organisation for _scope, organisation, _name in holders(held)} == {north}


def _split(world: World) -> tuple[UUID, UUID, UUID]:
    """The team goes south, all others north."""
    new = [NewOrganisation(name, OrganisationKind.MUNICIPALITY) for name in ("Noordwaard", "Zuidwaard")]
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on = {"actor": actor, "organisation_id": world.city}
        succession_id = plan_split(**on, into=new, planned_on=clock.today(), reason=REASON)
        ids = dict(Organisation.objects.values_list("name", "pk"))
        north, south = ids["Noordwaard"], ids["Zuidwaard"]
        roles = (Role.CLIENT_MANAGER, Role.BACK_OFFICE, Role.ADMINISTRATOR)
        goings = [Going(world.city, role, north, role) for role in roles]
        goings.append(Going(world.city, roles[0], south, roles[0], world.city_team))
        map_succession(**on, succession_id=succession_id, goings=goings)
    return succession_id, north, south


class Old:
    """CWI and UWV as they were in December 2008."""

    def __init__(self) -> None:
        actor = system_actor()
        with as_actor(actor, Purpose.ADMINISTRATION.value):
            self.cwi = create_organisation(actor=actor, name="CWI Waard", kind=OrganisationKind.CWI)
            self.uwv = create_organisation(actor=actor, name="UWV Waard", kind=OrganisationKind.UWV)
            self.adviser = hire(actor, self.cwi, "Cor Vis", Role.CWI_ADVISER, None)
            self.cwi_admin = hire(actor, self.cwi, "Ans Beheer", Role.ADMINISTRATOR, None)
            self.coach = hire(actor, self.uwv, "Rob Jansen", Role.REINTEGRATION_COACH, None)
            self.uwv_admin = hire(actor, self.uwv, "Uri Beheer", Role.ADMINISTRATOR, None)

    def plan(self) -> UUID:
        new = NewOrganisation("UWV WERKbedrijf Waard", OrganisationKind.UWV)
        with self.cwi_admin.at_work(Purpose.ADMINISTRATION) as actor:
            succession_id = plan_merger(
                actor=actor,
                organisation_id=self.cwi,
                others=[self.uwv],
                into=new,
                planned_on=date(2009, 1, 1),
                reason="wijziging van de Wet SUWI",
            )
        agree(self.cwi_admin, succession_id)
        agree(self.uwv_admin, succession_id)
        return succession_id


def test_cwi_and_uwv_become_one_and_the_adviser_has_the_rights_of_a_work_coach() -> None:
    with clock.travel(date(2008, 12, 15)):
        old = Old()
        dossier_id = World.open(World.__new__(World), old.coach, old.uwv)
        with old.coach.at_work() as actor:
            on = {"actor": actor, "dossier_id": dossier_id, "because": REASON, "kind": "involved"}
            add_participant(**on, membership_id=old.adviser.membership_id)
        succession_id = old.plan()
        with pytest.raises(ConflictError, match="latere dag"):
            step(old.cwi_admin, succession_id)
    with clock.travel(date(2009, 1, 1)):
        carry_out(old.cwi_admin, succession_id)
        assert {name for _scope, _organisation, name in holders(dossier_id)} == {"Rob Jansen"}
        adviser = seat_now(old.adviser)
        assert adviser.actor.role == Role.WORK_COACH
        with adviser.at_work():
            assert timeline(dossier_id, limit=1)[0].heading == (
                "CWI Waard, UWV Waard is opgegaan in UWV WERKbedrijf Waard"
            )
