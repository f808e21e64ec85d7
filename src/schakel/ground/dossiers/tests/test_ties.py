"""An agreed tie closes sections to who does not lead the chain, on its days, and never opens one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.config.connecting import connect
from schakel.ground.access.models import Reader
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role, Section
from schakel.ground.dossiers.access_report import granted_sections, report
from schakel.ground.dossiers.actions import look_urgently, pass_regie
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.queries.arrangements import agreed_between, pairs_of
from schakel.ground.dossiers.queries.visible import sections_visible
from schakel.ground.dossiers.tests.handing import send
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.dossiers.tests.succession_scene import agree, carry_out, seat_now
from schakel.ground.dossiers.tests.tied import Tied, seen_by
from schakel.ground.journal import daily
from schakel.ground.journal.working import begin_all, one_round
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import (
    NewMandate,
    create_organisation,
    give_mandate,
    plan_merger,
)
from schakel.ground.organisations.models import AgreedTie, Organisation
from schakel.ground.organisations.models.agreed_tie import EVERYTHING
from tests.waiting import wait_for_others
from tests.world import World, hire

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LITTLE = Section.IDENTITY | Section.PLAN


@pytest.fixture
def tied() -> Tied:
    return Tied()


def no_leaks() -> bool:
    with connect("owner") as owner, connect("default") as app:
        return report(owner, app, clock.today()).leaks == []


def test_without_a_tie_the_access_table_alone_decides(tied: Tied) -> None:
    assert Section.BENEFIT in seen_by(tied.world.bas, tied.dossier_id)


def test_a_proposal_changes_nothing(tied: Tied) -> None:
    before = seen_by(tied.world.bas, tied.dossier_id)
    tied.propose(LITTLE)
    assert seen_by(tied.world.bas, tied.dossier_id) == before


def test_an_agreed_tie_leaves_the_other_what_it_lets_share(tied: Tied) -> None:
    tied.agree(LITTLE)
    assert seen_by(tied.world.bas, tied.dossier_id) == LITTLE


def test_who_leads_the_chain_reads_on(tied: Tied) -> None:
    before = seen_by(tied.world.marloes, tied.dossier_id)
    tied.agree(LITTLE)
    assert seen_by(tied.world.marloes, tied.dossier_id) == before


def test_a_third_organisation_is_not_narrowed(tied: Tied) -> None:
    before = seen_by(tied.world.joris, tied.dossier_id)
    tied.agree(LITTLE)
    assert seen_by(tied.world.joris, tied.dossier_id) == before


def test_who_comes_to_take_part_later_is_narrowed_too(tied: Tied) -> None:
    tied.agree(LITTLE)
    tied.join(tied.world.bert, "helping")
    assert seen_by(tied.world.bert, tied.dossier_id) == LITTLE


def test_it_follows_the_regie_to_the_other_end(tied: Tied) -> None:
    tied.agree(LITTLE)
    with tied.world.marloes.at_work() as actor:
        pass_regie(
            actor=actor,
            dossier_id=tied.dossier_id,
            scope="chain",
            membership_id=tied.world.bas.membership_id,
            because="woont nu hier",
        )
    assert Section.BENEFIT in seen_by(tied.world.bas, tied.dossier_id)
    assert seen_by(tied.world.marloes, tied.dossier_id) == LITTLE


def test_it_holds_on_its_days_only(tied: Tied) -> None:
    first, last = clock.today() + timedelta(days=5), clock.today() + timedelta(days=10)
    tied.agree(LITTLE, valid_from=first, valid_to=last)
    days = [first - timedelta(days=1), first, last - timedelta(days=1), last]
    closed = [Section.BENEFIT not in seen_by(tied.world.bas, tied.dossier_id, day) for day in days]
    assert closed == [False, True, True, False]


def test_another_tie_takes_its_place(tied: Tied) -> None:
    before = seen_by(tied.world.bas, tied.dossier_id)
    tied.agree(LITTLE)
    tied.agree(Section(EVERYTHING))
    assert seen_by(tied.world.bas, tied.dossier_id) == before


def test_what_is_closed_is_gone_from_the_pages(tied: Tied) -> None:
    page = browser(tied.world.bas)
    assert page.get(address("benefits", tied.dossier_id)).status_code == 200
    tied.agree(LITTLE)
    assert page.get(address("benefits", tied.dossier_id)).status_code == 404


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_who_enters_for_another_sees_no_more_than_the_tie_lets_share() -> None:
    tied = Tied()
    world = tied.world
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        staff = hire(context.actor, world.city, "Ank Invoer", Role.ADMINISTRATIVE, None)
    with world.bas.at_work() as actor:
        new = NewMandate(staff.membership_id, Section.PLAN | Section.CONTACTS, None)
        give_mandate(actor=actor, organisation_id=world.city, new=new)
    entering = Reader.objects.get(principal_id=world.bas.reader_id).pk
    assert Section.CONTACTS & granted_to(entering, tied.dossier_id)
    tied.agree(LITTLE)
    assert granted_to(entering, tied.dossier_id) == LITTLE
    assert no_leaks()


def granted_to(reader_id: int, dossier_id: UUID) -> Section:
    with connect("owner") as owner:
        return Section(granted_sections(owner, clock.today())[dossier_id, reader_id])


def test_an_urgent_look_answers_for_itself(tied: Tied) -> None:
    world = tied.world
    tied.agree(LITTLE)
    with world.marloes.at_work():
        number = Dossier.objects.get(pk=tied.dossier_id).number
    before = seen_by(world.city_office, tied.dossier_id)
    with world.city_office.at_work(Purpose.INCOME_DECISION) as actor:
        look_urgently(actor=actor, new=NewUrgentLook("safety", "staat nu aan de balie", number=number))
        assert sections_visible(tied.dossier_id) & ~before


def test_a_handover_asks_only_what_the_tie_lets_share(tied: Tied) -> None:
    tied.agree(Section.IDENTITY | Section.WORK_PROFILE)
    agreed = agreed_between(tied.world.uwv, tied.world.city)
    assert [one.key for one in agreed.items] == ["picture", "told"]
    assert {one.key for one in agreed.held_back} == {"experiences", "agreements", "services", "income"}
    assert send(tied.world, tied.dossier_id, tied.world.city_team)


def test_both_ways_of_a_pair_show_what_the_tie_holds_back(tied: Tied) -> None:
    tied.agree(LITTLE)
    with tied.uwv_admin.at_work(Purpose.ADMINISTRATION):
        own = Organisation.objects.get(pk=tied.world.uwv)
        pairs = [pair for pair in pairs_of(own) if pair.other.pk == tied.world.city]
    assert [bool(pair.agreed.held_back) for pair in pairs] == [True, True]
    page = browser(tied.uwv_admin).get("/handovers/arrangements/").content.decode()
    assert "niet volgens de band:" in page


def test_the_sender_is_told_what_does_not_go_along(tied: Tied) -> None:
    tied.agree(LITTLE)
    url = f"{address('handover', tied.dossier_id)}?team={tied.world.city_team}"
    page = browser(tied.world.marloes).get(url).content.decode()
    assert "Volgens uw band met Gemeente Oosterwaard gaat niet mee:" in page
    assert "part-income" not in page


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
@pytest.mark.parametrize("mask", [int(LITTLE), 1, EVERYTHING])
def test_grants_and_their_definition_say_the_same_of_a_tie(mask: int) -> None:
    tied = Tied()
    tied.agree(Section(mask))
    tied.agree(Section(mask) & ~Section.PLAN, by=tied.provider_admin, mechanism="market")
    assert no_leaks()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(masks=st.lists(st.integers(1, EVERYTHING), min_size=1, max_size=3))
def test_no_tie_ever_opens_a_section(tied: Tied, masks: list[int]) -> None:
    world = tied.world
    people = (world.bas, world.marloes, world.joris)
    tied.agree(Section(EVERYTHING))
    most = [seen_by(person, tied.dossier_id) for person in people]
    for mask in masks:
        tied.agree(Section(mask))
        seen = [seen_by(person, tied.dossier_id) for person in people]
        assert all(now & ~before == Section(0) for now, before in zip(seen, most, strict=True))
        assert seen[0] == most[0] & (Section(mask) | Section.IDENTITY)


@pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
def test_a_grant_that_an_act_beside_it_left_too_wide_is_narrowed_by_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(daily, "_tasks", {})
    tied = Tied()
    begin_all()
    tied.agree(LITTLE)
    with connect("owner") as owner:
        owner.execute(
            "update access_grant set sections = 511 where dossier_id = %s and reader_id = %s",
            [tied.dossier_id, tied.world.bas.reader_id],
        )
    wait_for_others()
    while one_round():
        pass
    assert seen_by(tied.world.bas, tied.dossier_id) == LITTLE


class Merging(Tied):
    """The municipality goes up in a bigger one while a tie holds."""

    def merge(self) -> Any:
        system = system_actor()
        with as_actor(system, Purpose.ADMINISTRATION.value):
            kind = OrganisationKind.MUNICIPALITY
            big = create_organisation(actor=system, name="Gemeente Grootwaard", kind=kind)
            big_admin = hire(system, big, "Otto Beheer", Role.ADMINISTRATOR, None)
        with self.world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
            on = {"actor": actor, "organisation_id": self.world.city}
            plan = {"others": [], "into": big, "planned_on": clock.today(), "reason": "besluit"}
            succession_id = plan_merger(**on, **plan)
        for person in (self.world.city_admin, big_admin):
            agree(person, succession_id)
        carry_out(self.world.city_admin, succession_id)
        return big


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_after_a_merger_what_was_closed_stays_closed() -> None:
    tied = Merging()
    tied.agree(LITTLE)
    big = tied.merge()
    assert seen_by(seat_now(tied.world.bas), tied.dossier_id) == LITTLE
    assert AgreedTie.objects.filter(partner_id=big, status="agreed", sections=int(LITTLE)).count() == 1
    assert no_leaks()


def test_the_small_world_has_no_tie() -> None:
    World()
    assert not AgreedTie.objects.exists()
