"""Figures on services: counted by hand, small ones left out, and the dossiers behind them."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.tests.pages import own_statements
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.people.models import BenefitEntitlement
from schakel.jobseekers.plans.actions import NewBaseline, NewRung, begin_plan, set_baseline, take_rung
from schakel.jobseekers.profile.models import WorkPeriod
from schakel.jobseekers.services.actions.figures import note_steering
from schakel.jobseekers.services.queries.mix import mix_and_months, month_ends
from schakel.jobseekers.services.queries.outcomes import Outcomes, outcomes_between
from schakel.jobseekers.services.queries.rungs import rungs_on
from schakel.jobseekers.services.queries.schemes import SchemeRow, by_scheme
from schakel.jobseekers.services.shifting import month_after
from schakel.jobseekers.services.tests.crowd import LONG_AGO, clients, ended, used
from tests.browsing import MARKS, pages_looked_at, signed_in
from tests.world import Person, World, hire

pytestmark = MARKS
TODAY = clock.today()
PAGES = (
    "figures",
    "figures_starts",
    "figures_outcomes",
    "figures_schemes",
    "figures_ladder",
    "figures_choices",
)


@pytest.fixture
def world() -> World:
    with clock.travel(TODAY - LONG_AGO - timedelta(days=9)):
        return World()


def leader(world: World, role: Role = Role.TEAM_LEADER) -> Person:
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Lena Baas", role, None)


def read(person: Person, page: str, **asked: str) -> str:
    response = signed_in(person).get(f"{reverse(f'services:{page}')}?{urlencode(asked)}")
    assert response.status_code == 200
    return str(response.content.decode())


def entitled(world: World, dossier_ids: list[UUID], regime: str, until: date | None = None) -> None:
    since = TODAY - timedelta(days=600)
    with world.marloes.at_work():
        for dossier_id in dossier_ids:
            right = {"client_id": dossier_id, "organisation_id": world.uwv, "regime": regime}
            BenefitEntitlement(**right, valid_from=since, valid_to=until).save(force_insert=True)


def whole_outcomes(world: World) -> Outcomes:
    with world.marloes.at_work(Purpose.STEERING):
        return outcomes_between(TODAY - timedelta(days=365), TODAY)[0]


def test_the_mix_is_told_per_group_and_month(world: World) -> None:
    ids = clients(world, world.marloes, 12)
    used(world, world.marloes, ids[:9], "intensieve-begeleiding")
    used(world, world.marloes, ids[9:], "traject")
    used(world, world.marloes, ids[:2], "monitoring", **ended("completed", TODAY - timedelta(days=200)))
    with world.marloes.at_work(Purpose.STEERING):
        scopes, months = mix_and_months(world.uwv, month_ends(12))
    assert [one.scope.name for one in scopes] == ["Hele organisatie", "Team WW"]
    assert dict(scopes[1].uses) == {"intensive": 9, "trajectory": 3}
    assert (months[-1].on, months[-1].uses.total()) == (TODAY, 12)
    assert sum(one.is_hidden for one in months) >= 1
    assert all(not one.uses for one in months if one.is_hidden)


def test_a_small_team_is_left_out_and_another_with_it(world: World) -> None:
    used(world, world.bas, clients(world, world.bas, 12), "monitoring")
    used(world, world.bert, clients(world, world.bert, 3), "monitoring")
    with world.bas.at_work(Purpose.STEERING):
        scopes, _months = mix_and_months(world.city, month_ends(12))
    assert [(one.scope.key == "all", one.is_hidden) for one in scopes] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    assert all(not one.uses for one in scopes if one.is_hidden)


def test_nobody_counts_the_services_of_another_organisation(world: World) -> None:
    used(world, world.marloes, clients(world, world.marloes, 12), "monitoring")
    with world.bas.at_work(Purpose.STEERING):
        scopes, _months = mix_and_months(world.city, month_ends(12))
        assert by_scheme(TODAY, TODAY - timedelta(days=365)) == []
    assert [(one.scope.key, one.total) for one in scopes] == [("all", 0)]


def test_a_client_has_one_outcome_and_a_plan_gives_way_to_secondment(world: World) -> None:
    ids = clients(world, world.marloes, 12)
    day = TODAY - timedelta(days=30)
    used(world, world.marloes, ids[:4], "traject", **ended("work", day))
    used(world, world.marloes, ids[4:7], "detachering", **ended("seconded", day))
    used(world, world.marloes, ids[7:9], "vrijwilligerswerk", **ended("useful", day))
    used(world, world.marloes, ids[9:], "monitoring", **ended("no_help", day))
    used(world, world.marloes, ids[:4], "monitoring", **ended("completed", TODAY))
    whole = whole_outcomes(world)
    assert [whole.of(name) for name in ("work", "seconded", "useful", "other")] == [4, 3, 2, 3]
    assert whole.total == 12


def worked(world: World, dossier_id: UUID, began: date, until: date | None = None) -> None:
    with world.marloes.at_work():
        WorkPeriod(
            dossier_id=dossier_id,
            occupation="magazijnmedewerker",
            began_on=began,
            ended_on=until,
            source_organisation_id=world.uwv,
            reader_id=world.marloes.reader_id,
            obtained_on=TODAY,
        ).save(force_insert=True)


def test_secondment_lasts_after_six_months_of_work_without_benefit_only(world: World) -> None:
    ids = clients(world, world.marloes, 14)
    day = TODAY - timedelta(days=250)
    used(world, world.marloes, ids[:13], "detachering", **ended("seconded", day))
    used(world, world.marloes, ids[13:], "detachering", **ended("seconded", TODAY - timedelta(days=20)))
    for dossier_id in ids[:6]:
        worked(world, dossier_id, day)
    worked(world, ids[6], day, day + timedelta(days=60))
    entitled(world, ids[:1], "ww", until=None)
    entitled(world, ids[7:8], "ww", until=day + timedelta(days=1))
    whole = whole_outcomes(world)
    assert [whole.lasting("seconded", how) for how in ("yes", "no", "early", "unknown")] == [5, 2, 1, 6]
    assert whole.judged("seconded") == (5, 7)
    text = read(leader(world), "figures_outcomes")
    assert "Detachering telt op twee manieren" in text
    assert "14 van 14" in text


def of_scheme(world: World) -> dict[str, SchemeRow]:
    with world.marloes.at_work(Purpose.STEERING):
        return {row.regime: row for row in by_scheme(TODAY, TODAY - timedelta(days=365))}


def test_schemes_stand_beside_each_other_and_small_ones_are_left_out(world: World) -> None:
    ids = clients(world, world.marloes, 34)
    entitled(world, ids[:12], "ww")
    entitled(world, ids[12:24], "wia")
    entitled(world, ids[24:], "ioaw")
    used(world, world.marloes, ids[:10], "intensieve-begeleiding")
    used(world, world.marloes, ids[12:14], "traject")
    found = of_scheme(world)
    assert (found["ww"].clients, found["ww"].helped, found["ww"].groups) == (12, 10, {"intensive": 10})
    assert (found["wia"].helped, found["wia"].groups) == (2, {"trajectory": 2})
    text = read(leader(world), "figures_schemes")
    assert "Verschil met" in text
    assert "bewijst niet" in text
    with world.marloes.at_work():
        BenefitEntitlement.objects.filter(client_id__in=ids[30:]).update(valid_to=TODAY)
    assert of_scheme(world)["ioaw"].is_hidden
    assert of_scheme(world)[""].is_hidden


def test_rungs_tell_who_has_no_start_and_who_moved(world: World) -> None:
    ids = clients(world, world.marloes, 12, since=timedelta(days=40))
    with clock.travel(TODAY - timedelta(days=30)), world.marloes.at_work() as actor:
        for dossier_id in ids[:3]:
            plan_id = begin_plan(actor=actor, dossier_id=dossier_id, aim="werk in de logistiek")
            new = NewBaseline(1, TODAY - timedelta(days=30), "zo bleek in het gesprek")
            set_baseline(actor=actor, dossier_id=dossier_id, plan_id=plan_id, new=new)
    with world.marloes.at_work() as actor:
        take_rung(actor=actor, dossier_id=ids[0], new=NewRung(3, TODAY, "werkt onbetaald"))
    used(world, world.marloes, ids[:2], "traject", ends_on=TODAY - timedelta(days=1))
    used(world, world.marloes, ids[2:3], "traject", ends_on=TODAY + timedelta(days=5))
    with world.marloes.at_work(Purpose.STEERING):
        whole = rungs_on(TODAY)[0]
    assert (whole.total, whole.without_start, whole.moved(1), whole.moved(0)) == (12, 9, 1, 2)
    assert (whole.at_start(2), whole.at_now(2), whole.at_now(4)) == (3, 2, 1)
    assert dict(whole.trajectories) == {"over": 2, "soon": 1}
    assert reverse("services:running") in read(world.marloes, "figures_ladder")


def test_months_with_few_starts_are_hidden_and_never_one_alone(world: World) -> None:
    ids = clients(world, world.marloes, 25)
    first = TODAY.replace(day=1)
    last_month = (first - timedelta(days=1)).replace(day=1)
    used(world, world.marloes, ids[:21], "monitoring", starts_on=last_month)
    used(world, world.marloes, ids[21:], "monitoring", starts_on=first)
    text = read(leader(world), "figures_starts", file="starts")
    (row,) = list(csv.DictReader(StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert row["Dienst"] == "Monitoring"
    assert list(row.values())[-2:] == ["<10", "<10"]


def test_a_figure_opens_only_the_dossiers_that_the_reader_may_see(world: World) -> None:
    ids = clients(world, world.marloes, 10)
    used(world, world.marloes, ids, "monitoring")
    other = world.open(world.mia, world.uwv, family_name="Verborgen")
    used(world, world.mia, [other], "monitoring")
    page = "services:figures_dossiers"
    asked = {"kind": "mix", "group": "monitoring"}
    shown = signed_in(world.mia).get(reverse(page), asked).content.decode()
    assert "Verborgen" in shown
    assert shown.count("data-sk-row") == 1
    seen = signed_in(world.marloes).get(reverse(page), asked).content.decode()
    assert (seen.count("data-sk-row"), "Verborgen" in seen) == (10, False)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"kind": "outcome", "outcome": "work"}, 2),
        ({"kind": "outcome", "outcome": "other"}, 1),
        ({"kind": "start", "service": "traject", "month": "MONTH"}, 3),
        ({"kind": "scheme", "regime": "ww"}, 2),
        ({"kind": "mix", "group": "trajectory"}, 0),
    ],
)
def test_each_kind_of_figure_has_its_dossiers(world: World, asked: dict[str, str], count: int) -> None:
    ids = clients(world, world.marloes, 4)
    began = TODAY - timedelta(days=60)
    used(world, world.marloes, ids[:2], "traject", **ended("work", TODAY, began))
    used(world, world.marloes, ids[2:3], "traject", **ended("no_help", TODAY, began))
    entitled(world, ids[1:], "ww")
    values = {"first": (TODAY - timedelta(days=9)).isoformat(), "last": TODAY.isoformat()} | asked
    values = {key: value.replace("MONTH", began.strftime("%Y-%m")) for key, value in values.items()}
    text = read(world.marloes, "figures_dossiers", **values)
    assert text.count("data-sk-row") == count


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"kind": "x"},
        {"kind": "mix", "group": "x"},
        {"kind": "start", "service": "monitoring", "month": "13"},
        {"kind": "start", "service": "x", "month": "2026-01"},
        {"kind": "outcome", "outcome": "work"},
        {"kind": "scheme", "regime": "x"},
    ],
)
def test_an_address_that_asks_nothing_known_is_not_there(world: World, asked: dict[str, str]) -> None:
    assert signed_in(world.marloes).get(reverse("services:figures_dossiers"), asked).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_organisation_is_told_so(world: World, page: str) -> None:
    text = read(leader(world), page)
    assert "sk-empty" in text
    assert page == "figures_starts" or 'id="tabel-' not in text


@pytest.mark.parametrize("page", PAGES)
def test_who_has_no_part_in_it_finds_no_page(world: World, page: str) -> None:
    for person in (world.joris, world.uwv_office):
        assert signed_in(person).get(reverse(f"services:{page}")).status_code == 404


def test_a_leader_sees_numbers_and_opens_no_dossier(world: World) -> None:
    used(world, world.marloes, clients(world, world.marloes, 12), "monitoring")
    person = leader(world)
    assert "kind=mix" not in read(person, "figures")
    assert "kind=mix" in read(world.marloes, "figures")
    assert signed_in(person).get(reverse("services:figures_dossiers")).status_code == 404


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("figures", 5),
        ("figures_starts", 8),
        ("figures_outcomes", 4),
        ("figures_schemes", 3),
        ("figures_ladder", 5),
        ("figures_choices", 4),
    ],
)
def test_a_page_asks_few_statements_however_many_there_are(world: World, page: str, most: int) -> None:
    ids = clients(world, world.marloes, 14)
    used(world, world.marloes, ids, "monitoring")
    used(world, world.marloes, ids, "traject", **ended("work", TODAY))
    assert len(own_statements(world.marloes, reverse(f"services:{page}"))) <= most


@pytest.mark.parametrize(
    "query", ["first=gisteren", "first=2030-01-01&last=2020-01-01", "last=0001-01-01", "team=x"]
)
def test_rotten_addresses_show_a_page(world: World, query: str) -> None:
    browser = signed_in(world.marloes)
    for page in PAGES:
        assert browser.get(f"{reverse(f'services:{page}')}?{query}&file=x").status_code == 200


def test_a_shift_after_a_change_in_steering_is_told_as_seen_and_opens_its_dossiers(world: World) -> None:
    ids = clients(world, world.marloes, 30)
    changed = month_after(TODAY.replace(day=1), -5) + timedelta(days=14)
    before, after = month_after(changed.replace(day=1), -2), month_after(changed.replace(day=1), 2)
    used(world, world.marloes, ids, "intensieve-begeleiding", **ended("completed", TODAY, before))
    used(world, world.marloes, ids, "start-aan-de-kop", **ended("completed", TODAY, after))
    person = leader(world)
    with clock.travel(changed), person.at_work(Purpose.STEERING) as actor:
        note_steering(
            actor=actor, organisation_id=world.uwv, happened_on=changed, what="Vier maanden is de grens"
        )
    text = read(world.marloes, "figures_starts")
    assert "Gezien, niet bewezen: Intensieve begeleiding ging van 100%" in text
    assert "Korte intensieve start van 0%" in text
    assert "dezelfde hulp onder een andere naam" in text
    assert f"month={before.strftime('%Y-%m')}" in text


def test_a_dossier_behind_a_figure_is_in_the_read_log(world: World) -> None:
    (dossier_id,) = clients(world, world.marloes, 1)
    used(world, world.marloes, [dossier_id], "monitoring")
    read(world.marloes, "figures_dossiers", kind="mix", group="monitoring")
    assert "services:figures_dossiers" in pages_looked_at(world, dossier_id)
