"""Figures of lead times: by hand over a few intakes, on time as the clock says, small groups left out."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.legal_calendar import working_days_between
from schakel.ground.kernel.shares import median
from schakel.jobseekers.intake.actions import NewAgreedStep, agree_step, check_identity
from schakel.jobseekers.intake.lead_time import clock_of
from schakel.jobseekers.intake.models import Intake
from schakel.jobseekers.intake.queries import lead_times as module
from schakel.jobseekers.intake.queries import parts_of
from schakel.jobseekers.intake.queries.lead_times import LeadTime, _kept_apart, lead_times
from schakel.jobseekers.intake.queries.steps import steps_of
from schakel.jobseekers.intake.tests.scene import holding, opened
from schakel.web.figures import middle_words
from tests.browsing import MARKS, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    with clock.travel(clock.today() - timedelta(days=90)):
        return World()


def agreed(world: World, days: int, day: date) -> None:
    with clock.travel(day), world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        new = NewAgreedStep("identity", Role.CLIENT_MANAGER.value, days, "iemand zag een document")
        agree_step(actor=actor, organisation_id=world.city, new=new)


def held(world: World, begun: date, checked: date | None = None, by: str = "bas") -> UUID:
    """An intake with its first contact on a day, and the identity checked on another."""
    person: Person = getattr(world, by)
    organisation_id = world.city if by == "bas" else world.uwv
    with clock.travel(begun):
        dossier_id = world.open(person, organisation_id)
        intake_id = opened(world, dossier_id, person, first_contact_on=begun)
    if checked is not None:
        with clock.travel(checked), holding(person) as actor:
            check_identity(actor=actor, dossier_id=dossier_id, intake_id=intake_id, document="card")
    return intake_id


def figures(world: World, monkeypatch: Any, by: str = "bas", least: int = 1) -> dict[str, LeadTime]:
    monkeypatch.setattr(module, "LEAST", least)
    today = clock.today()
    with getattr(world, by).at_work(Purpose.STEERING):
        return {row.step: row for row in lead_times(today - timedelta(days=80), today)}


def test_the_middle_and_nine_in_ten_are_those_worked_out_by_hand(world: World, monkeypatch: Any) -> None:
    begun = clock.today() - timedelta(days=60)
    took = [working_days_between(begun, begun + timedelta(days=days)) for days in (1, 3, 12)]
    for days in (1, 3, 12):
        held(world, begun, begun + timedelta(days=days))
    held(world, begun)
    found = figures(world, monkeypatch)["identity"]
    low, middle, high = sorted(took)
    assert (found.done, found.waiting) == (3, 1)
    assert found.middle is not None
    assert found.middle.value == middle
    assert (found.ninth and found.ninth.value) == pytest.approx(middle + 0.8 * (high - middle))
    assert low <= middle


def test_the_middle_has_the_interval_of_its_order_on_the_page_and_in_the_file(world: World) -> None:
    begun = clock.today() - timedelta(days=60)
    took = [working_days_between(begun, begun + timedelta(days=days)) for days in range(1, 12)]
    for days in range(1, 12):
        held(world, begun, begun + timedelta(days=days))
    known, today = median(took), clock.today()
    with world.bas.at_work(Purpose.STEERING):
        (found,) = [row for row in lead_times(today - timedelta(days=80), today) if row.step == "identity"]
    assert found.middle == known
    client = signed_in(world.city_admin)
    query = f"first={begun.isoformat()}&last={today.isoformat()}"
    page = client.get(f"{reverse('intake:lead_times')}?{query}").content.decode()
    assert middle_words(known) in page
    text = client.get(f"{reverse('intake:lead_times_file')}?{query}").content.decode()
    line = next(row for row in csv.DictReader(StringIO(text)) if row["step"] == "identity")
    told = [float(line[name]) for name in ("median_working_days", "median_low", "median_high")]
    assert told == [known.value, known.low, known.high]


@pytest.mark.parametrize("days", [0, 1, 3])
def test_on_time_is_what_the_clock_says(world: World, monkeypatch: Any, days: int) -> None:
    agreed(world, days, clock.today() - timedelta(days=70))
    begun = [clock.today() - timedelta(days=number) for number in range(20, 27)]
    ids = [held(world, day, day + timedelta(days=days + 1)) for day in begun]
    ids += [held(world, begun[0])]
    found = figures(world, monkeypatch)["identity"]
    with holding(world.bas):
        rows = [Intake.objects.get(pk=intake_id) for intake_id in ids]
        clocks = [clock_of(row, parts_of(row), steps_of(world.city), clock.today())[0] for row in rows]
    judged = [item for item in clocks if item.done_on or item.is_late]
    assert (found.judged, found.on_time) == (len(judged), sum(not item.is_late for item in judged))


def test_what_still_waits_and_is_late_counts_as_late(world: World, monkeypatch: Any) -> None:
    agreed(world, 2, clock.today() - timedelta(days=70))
    held(world, clock.today() - timedelta(days=30))
    held(world, clock.today())
    found = figures(world, monkeypatch)["identity"]
    assert (found.judged, found.on_time, found.waiting) == (1, 0, 2)


def test_an_agreement_of_later_judges_nothing_of_before(world: World, monkeypatch: Any) -> None:
    held(world, clock.today() - timedelta(days=30))
    agreed(world, 2, clock.today() - timedelta(days=10))
    assert figures(world, monkeypatch)["identity"].judged == 0


def test_another_organisations_intakes_are_not_in_it(world: World, monkeypatch: Any) -> None:
    held(world, clock.today() - timedelta(days=30), by="marloes")
    assert figures(world, monkeypatch) == {}
    assert figures(world, monkeypatch, by="marloes")["opened"].done == 1


def test_every_step_has_a_row_and_what_did_not_happen_waits(world: World, monkeypatch: Any) -> None:
    held(world, clock.today() - timedelta(days=30))
    found = figures(world, monkeypatch)
    assert list(found) == ["opened", "identity", "work", "income", "route", "finished", "plan", "service"]
    assert (found["plan"].done, found["plan"].waiting) == (0, 1)


def row(count: int) -> LeadTime:
    return LeadTime(uuid4(), "opened", count, 0, None, None, count, count)


@pytest.mark.parametrize(
    ("counts", "small"),
    [([12, 30], 0), ([3, 12, 30], 2), ([3, 4, 30], 3), ([4, 6, 30], 2), ([3], 1), ([9, 10], 2), ([], 0)],
)
def test_a_small_group_is_left_out_and_never_alone(counts: list[int], small: int) -> None:
    kept = list(_kept_apart(row(count) for count in counts))
    assert sum(one.is_small for one in kept) == small
    assert all(one.done == 0 for one in kept if one.is_small)


def test_the_page_tells_no_figure_of_a_small_group(world: World) -> None:
    held(world, clock.today() - timedelta(days=30))
    page = signed_in(world.bas).get(reverse("intake:lead_times")).content.decode()
    assert "Te weinig intakes om te tonen" in page


def test_a_leader_sees_figures_and_takes_them_as_a_file(world: World) -> None:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        leader = hire(actor, world.city, "Lena Baas", Role.TEAM_LEADER, None)
    for _number in range(10):
        held(world, clock.today() - timedelta(days=30), clock.today() - timedelta(days=29))
    browser = signed_in(leader)
    assert "Identiteit vastgesteld" in browser.get(reverse("intake:lead_times")).content.decode()
    text = browser.get(reverse("intake:lead_times_file")).content.decode()
    rows = {line["step"]: line for line in csv.DictReader(StringIO(text))}
    assert (rows["identity"]["done"], rows["plan"]["waiting"]) == ("10", "10")


@pytest.mark.parametrize(
    "query",
    [
        "?first=gisteren",
        "?first=2030-01-01&last=2020-01-01",
        "?last=0001-01-01",
        "?first=0001-01-01&last=9999-12-31",
    ],
)
def test_a_period_that_cannot_be_shows_a_page(world: World, query: str) -> None:
    assert signed_in(world.bas).get(reverse("intake:lead_times") + query).status_code == 200


def test_a_provider_has_no_such_page(world: World) -> None:
    assert signed_in(world.joris).get(reverse("intake:lead_times")).status_code == 404
