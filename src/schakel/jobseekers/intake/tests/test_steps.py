"""Agreed steps of an intake: set per place, clocked in working days, and listed when past their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.legal_calendar import add_working_days
from schakel.ground.norms.house import Figure
from schakel.ground.organisations.actions import Site, open_location
from schakel.jobseekers.intake.actions import NewAgreedStep, agree_step, check_identity, end_step
from schakel.jobseekers.intake.lead_time import clock_of
from schakel.jobseekers.intake.models import Intake, IntakeStep
from schakel.jobseekers.intake.queries import parts_of
from schakel.jobseekers.intake.queries.steps import running_intakes, steps_of
from schakel.jobseekers.intake.tests.scene import holding, opened, saved
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
IDENTITY = NewAgreedStep("identity", Role.CLIENT_MANAGER.value, 3, "iemand zag een document")
LONG_AGO = 30


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.bas, world.city)


@pytest.fixture
def place(world: World) -> UUID:
    site = Site("Werkplein", "werkplein", "Kade 1", "9990AB", "Oosterwaard", "joint")
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return open_location(actor=actor, organisation_id=world.city, site=site)


def agreed(world: World, new: NewAgreedStep = IDENTITY) -> UUID:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        return agree_step(actor=actor, organisation_id=world.city, new=new)


def long_ago() -> date:
    return clock.today() - timedelta(LONG_AGO)


def late(world: World, *, is_late: bool = True, **options: Any) -> list[Intake]:
    with holding(world.bas) as actor:
        return running_intakes(actor, steps_of(world.city), limit=10, is_late=is_late, **options)


def states(world: World, intake_id: UUID) -> dict[str, tuple[bool, bool]]:
    with holding(world.bas):
        intake = Intake.objects.get(pk=intake_id)
        found = clock_of(intake, parts_of(intake), steps_of(world.city), clock.today())
        return {item.step.step: (item.done_on is not None, item.is_late) for item in found}


def test_a_newer_agreement_takes_the_place_of_the_older(world: World) -> None:
    agreed(world)
    agreed(world, replace(IDENTITY, working_days=9))
    with world.bas.at_work():
        assert [row.working_days for row in steps_of(world.city)] == [9]
        assert IntakeStep.objects.count() == 2


def test_an_agreement_ends_once(world: World) -> None:
    step_id = agreed(world)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        on: dict[str, Any] = {"actor": actor, "organisation_id": world.city, "agreed_step_id": step_id}
        end_step(**on)
        assert steps_of(world.city) == []
        with pytest.raises(ConflictError):
            end_step(**on)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"step": "koffie"}, "step"),
        ({"role": "koning"}, "role"),
        ({"working_days": 251}, "working_days"),
        ({"working_days": -1}, "working_days"),
        ({"outcome": " "}, "outcome"),
        ({"owner_id": UUID(int=5)}, "owner"),
        ({"location_id": UUID(int=5)}, "location"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(world: World, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidError) as error:
        agreed(world, replace(IDENTITY, **values))
    assert set(error.value.fields) == {field}


def test_only_the_own_administrator_agrees_steps(world: World) -> None:
    with world.bas.at_work() as actor, pytest.raises(ForbiddenError):
        agree_step(actor=actor, organisation_id=world.city, new=IDENTITY)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(NotFoundError):
        agree_step(actor=actor, organisation_id=world.uwv, new=IDENTITY)
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor, pytest.raises(NotFoundError):
        end_step(actor=actor, organisation_id=world.city, agreed_step_id=UUID(int=6))


def test_what_was_agreed_for_a_place_goes_before_what_holds_everywhere(
    world: World, dossier_id: UUID, place: UUID
) -> None:
    agreed(world)
    agreed(world, replace(IDENTITY, working_days=200, location_id=place))
    opened(world, dossier_id, world.bas, first_contact_on=long_ago(), location_id=place)
    assert late(world) == []
    other = world.open(world.bas, world.city)
    elsewhere = opened(world, other, world.bas, first_contact_on=long_ago())
    assert [row.pk for row in late(world)] == [elsewhere]
    assert len(late(world, is_late=False, location_id=place)) == 1


def test_a_step_that_was_done_is_on_the_list_no_longer(world: World, dossier_id: UUID) -> None:
    agreed(world)
    intake_id = opened(world, dossier_id, world.bas, first_contact_on=long_ago())
    assert [row.pk for row in late(world)] == [intake_id]
    with holding(world.bas) as actor:
        check_identity(actor=actor, dossier_id=dossier_id, intake_id=intake_id, document="card")
    assert late(world) == []
    assert states(world, intake_id) == {"identity": (True, True)}


def test_a_package_is_done_with_its_last_part(world: World, dossier_id: UUID) -> None:
    agreed(world, replace(IDENTITY, step="income", working_days=1))
    intake_id = opened(world, dossier_id, world.bas, first_contact_on=long_ago())
    saved(world.bas, dossier_id, intake_id, "income")
    assert states(world, intake_id) == {"income": (False, True)}
    assert len(late(world)) == 1
    saved(world.bas, dossier_id, intake_id, "history")
    assert states(world, intake_id) == {"income": (True, True)}
    assert late(world) == []


@pytest.mark.parametrize("step", IntakeStep.Step.values)
def test_the_list_and_the_clock_agree(world: World, dossier_id: UUID, step: str) -> None:
    agreed(world, replace(IDENTITY, step=step))
    intake_id = opened(world, dossier_id, world.bas, first_contact_on=long_ago())
    done, is_late = states(world, intake_id)[step]
    assert bool(late(world)) == (is_late and not done)


def test_an_intake_in_time_is_listed_only_among_all(world: World, dossier_id: UUID) -> None:
    agreed(world)
    opened(world, dossier_id, world.bas)
    assert (len(late(world)), len(late(world, is_late=False))) == (0, 1)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 60), st.integers(0, 120))
def test_a_step_is_past_its_day_for_the_list_when_it_is_for_the_clock(
    begun: date, days: int, later: int
) -> None:
    today = begun + timedelta(later)
    assert (begun <= Figure(days, "working_days").beyond(today)) == (today > add_working_days(begun, days))


def post(person: Person, url: str, **values: str) -> Any:
    return signed_in(person).post(url, {"submit_key": str(uuid7())} | values)


def test_the_administrator_agrees_and_ends_a_step_on_the_page(world: World) -> None:
    url = reverse("intake:steps")
    said = {"step": "route", "role": "client_manager", "working_days": "10", "outcome": "een route"}
    wrong = post(world.city_admin, url, **(said | {"working_days": "999"}))
    assert (wrong.status_code, 'value="een route"' in wrong.content.decode()) == (422, True)
    assert post(world.city_admin, url, **said).status_code == 302
    assert "binnen 10 werkdagen" in signed_in(world.city_admin).get(url).content.decode()
    with world.bas.at_work():
        step_id = IntakeStep.objects.get().pk
    assert post(world.city_admin, reverse("intake:end_step", args=[step_id])).status_code == 302
    assert "Nog geen stappen" in signed_in(world.city_admin).get(url).content.decode()


def test_the_clock_stands_beside_the_intake_and_on_the_list(world: World, dossier_id: UUID) -> None:
    agreed(world)
    opened(world, dossier_id, world.bas, first_contact_on=long_ago())
    browser = signed_in(world.bas)
    assert "over tijd" in browser.get(reverse("intake:intake", args=[dossier_id])).content.decode()
    assert "over tijd sinds" in browser.get(reverse("intake:running")).content.decode()


def test_the_list_takes_a_fixed_number_of_statements(
    world: World, dossier_id: UUID, django_assert_max_num_queries: Any
) -> None:
    agreed(world)
    for made in (dossier_id, world.open(world.bas, world.city), world.open(world.bas, world.city)):
        opened(world, made, world.bas, first_contact_on=long_ago())
    browser, url = signed_in(world.bas), reverse("intake:running")
    browser.get(url)
    with django_assert_max_num_queries(15):
        browser.get(url)


@pytest.mark.parametrize("query", ["?place=x&show=all", "?after=gisteren", "?show=alles&after=2026-01-01~x"])
def test_an_address_that_says_nothing_shows_the_list(world: World, query: str) -> None:
    assert signed_in(world.bas).get(reverse("intake:running") + query).status_code == 200


def test_another_organisations_intakes_are_not_listed(world: World, dossier_id: UUID) -> None:
    agreed(world)
    opened(world, dossier_id, world.bas, first_contact_on=long_ago())
    for person in (world.bert, world.marloes):
        with holding(person) as actor:
            assert running_intakes(actor, steps_of(world.city), limit=5, is_late=True) == []
