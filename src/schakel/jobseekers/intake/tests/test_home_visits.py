"""A home visit is asked with a reason, decided by somebody else, told beforehand and looked back on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.journal.timeline import timeline
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.intake.actions import (
    NewHomeVisit,
    Report,
    Told,
    ask_home_visit,
    check_identity,
    choose_route,
    decide_home_visit,
    evaluate_home_visit,
    finish_intake,
    report_home_visit,
    tell_client,
    withdraw_home_visit,
)
from schakel.jobseekers.intake.models import HomeVisit
from schakel.jobseekers.intake.queries.home_visits import visits_to_do
from schakel.jobseekers.intake.tests.scene import holding, let_help, opened
from tests.browsing import MARKS, former_participant, signed_in
from tests.world import Person, World

pytestmark = MARKS
ASKED = NewHomeVisit("facts", "Woont de cliënt alleen?", "Twee namen op de huur.", "Gebeld; geen stukken.")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    """With two colleagues of one organisation and somebody of another."""
    made = world.open(world.marloes, world.uwv)
    let_help(world, made, world.mia)
    let_help(world, made, world.bas)
    return made


@pytest.fixture
def intake_id(world: World, dossier_id: UUID) -> UUID:
    return opened(world, dossier_id)


@pytest.fixture
def visit_id(world: World, dossier_id: UUID, intake_id: UUID) -> UUID:
    return asked(world, dossier_id, intake_id)


def asked(world: World, dossier_id: UUID, intake_id: UUID, **values: str) -> UUID:
    with holding(world.marloes) as actor:
        new = replace(ASKED, **values)
        return ask_home_visit(actor=actor, dossier_id=dossier_id, intake_id=intake_id, new=new)


def decided(person: Person, dossier_id: UUID, visit_id: UUID, **values: Any) -> None:
    said = {"is_granted": True, "because": "Bellen gaf geen antwoord."} | values
    with holding(person) as actor:
        decide_home_visit(actor=actor, dossier_id=dossier_id, visit_id=visit_id, **said)


def told(person: Person, dossier_id: UUID, visit_id: UUID, **days: int) -> None:
    today = clock.today()
    when = {
        "told_on": today + timedelta(days.get("told", 0)),
        "planned_on": today + timedelta(days.get("planned", 0)),
    }
    with holding(person) as actor:
        tell_client(actor=actor, dossier_id=dossier_id, visit_id=visit_id, told=Told("letter", **when))


def reported(person: Person, dossier_id: UUID, visit_id: UUID, day: int = 0, **values: str) -> None:
    said = {"met": "agreed", "report": "De cliënt woont er alleen."} | values
    report = Report(visited_on=clock.today() + timedelta(day), **said)
    with holding(person) as actor:
        report_home_visit(actor=actor, dossier_id=dossier_id, visit_id=visit_id, report=report)


def evaluated(person: Person, dossier_id: UUID, visit_id: UUID, **values: Any) -> None:
    said = {"was_needed": False, "learned": "Een huurcontract was genoeg geweest."} | values
    with holding(person) as actor:
        evaluate_home_visit(actor=actor, dossier_id=dossier_id, visit_id=visit_id, **said)


def stands(world: World, visit_id: UUID) -> HomeVisit:
    with holding(world.marloes):
        return HomeVisit.objects.get(pk=visit_id)


def test_a_visit_goes_from_request_to_look_back(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    decided(world.mia, dossier_id, visit_id)
    told(world.marloes, dossier_id, visit_id)
    reported(world.marloes, dossier_id, visit_id)
    evaluated(world.mia, dossier_id, visit_id)
    row = stands(world, visit_id)
    assert (row.state, row.was_needed, row.decided_by_id) == ("closed", False, world.mia.reader_id)


@pytest.mark.parametrize("field", ["ground", "question", "reason", "tried"])
def test_a_request_without_its_reasons_is_refused(
    world: World, dossier_id: UUID, intake_id: UUID, field: str
) -> None:
    with pytest.raises(InvalidError) as error:
        asked(world, dossier_id, intake_id, **{field: " "})
    assert set(error.value.fields) == {field}


def test_who_asked_does_not_decide(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    with pytest.raises(ForbiddenError):
        decided(world.marloes, dossier_id, visit_id)
    assert stands(world, visit_id).state == "asked"


def test_another_organisation_does_not_decide(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    with pytest.raises(ForbiddenError):
        decided(world.bas, dossier_id, visit_id)


def test_who_takes_no_part_does_not_decide(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    with pytest.raises(NotFoundError):
        decided(world.bert, dossier_id, visit_id)


@pytest.mark.parametrize(
    ("values", "field"), [({"because": " "}, "because"), ({"is_granted": None}, "is_granted")]
)
def test_a_decision_says_why(
    world: World, dossier_id: UUID, visit_id: UUID, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidError) as error:
        decided(world.mia, dossier_id, visit_id, **values)
    assert set(error.value.fields) == {field}


def test_the_decision_stands_among_the_choices(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    decided(world.mia, dossier_id, visit_id, is_granted=False)
    with world.marloes.at_work():
        assert "Keuze: geen huisbezoek" in [entry.heading for entry in timeline(dossier_id)]
    assert stands(world, visit_id).state == "refused"


def test_nobody_goes_before_it_was_allowed_and_told(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    with pytest.raises(ConflictError):
        reported(world.marloes, dossier_id, visit_id)
    decided(world.mia, dossier_id, visit_id)
    with pytest.raises(ConflictError):
        reported(world.marloes, dossier_id, visit_id)


@pytest.mark.parametrize(
    ("days", "field"), [({"told": 1, "planned": 2}, "told_on"), ({"planned": -1}, "planned_on")]
)
def test_a_client_hears_of_it_before_the_visit(
    world: World, dossier_id: UUID, visit_id: UUID, days: dict[str, int], field: str
) -> None:
    decided(world.mia, dossier_id, visit_id)
    with pytest.raises(InvalidError) as error:
        told(world.marloes, dossier_id, visit_id, **days)
    assert set(error.value.fields) == {field}


@pytest.mark.parametrize("day", [-1, 1])
def test_a_visit_was_made_after_it_was_told_and_not_later_than_today(
    world: World, dossier_id: UUID, visit_id: UUID, day: int
) -> None:
    decided(world.mia, dossier_id, visit_id)
    told(world.marloes, dossier_id, visit_id)
    with pytest.raises(InvalidError) as error:
        reported(world.marloes, dossier_id, visit_id, day)
    assert set(error.value.fields) == {"visited_on"}


def test_who_made_the_visit_does_not_look_back_on_it(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    decided(world.mia, dossier_id, visit_id)
    told(world.marloes, dossier_id, visit_id)
    reported(world.marloes, dossier_id, visit_id)
    with pytest.raises(ForbiddenError):
        evaluated(world.marloes, dossier_id, visit_id)


def test_one_visit_runs_at_a_time_and_a_withdrawn_one_makes_room(
    world: World, dossier_id: UUID, intake_id: UUID, visit_id: UUID
) -> None:
    with pytest.raises(ConflictError):
        asked(world, dossier_id, intake_id)
    with holding(world.marloes) as actor:
        on = {"actor": actor, "dossier_id": dossier_id, "visit_id": visit_id}
        withdraw_home_visit(**on, because="stukken kwamen toch")
    assert asked(world, dossier_id, intake_id) != visit_id


def test_only_a_visit_in_the_own_organisations_dossiers_is_on_the_list(
    world: World, dossier_id: UUID, visit_id: UUID
) -> None:
    for person, count in ((world.mia, 1), (world.bas, 0), (world.bert, 0)):
        with holding(person) as actor:
            assert len(visits_to_do(actor, limit=10)) == count
    decided(world.mia, dossier_id, visit_id, is_granted=False)
    with holding(world.mia) as actor:
        assert visits_to_do(actor, limit=10) == []


def test_the_list_goes_on_after_a_place(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    other = world.open(world.marloes, world.uwv)
    second = asked(world, other, opened(world, other))
    with holding(world.marloes) as actor:
        first = visits_to_do(actor, limit=1)
        rest = visits_to_do(actor, limit=5, after=(first[0].asked_on, first[0].pk))
    assert [row.pk for row in first + rest] == [visit_id, second]


def post(person: Person, name: str, *ids: UUID, **values: str) -> Any:
    url = reverse(f"intake:{name}", args=ids)
    return signed_in(person).post(url, {"submit_key": str(uuid7())} | values)


def test_the_steps_are_done_on_the_page(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    said = {"ground": "free", "question": "Wie woont er?", "reason": "Twee namen.", "tried": "Gebeld."}
    assert post(world.marloes, "ask_visit", dossier_id, intake_id, **said).status_code == 302
    with holding(world.marloes):
        on = (dossier_id, HomeVisit.objects.get().pk)
    today = clock.today().isoformat()
    yes = {"is_granted": "yes", "because": "Past."}
    assert post(world.mia, "decide_visit", *on, version="1", **yes).status_code == 302
    days = {"told_on": today, "how": "phone", "planned_on": today}
    assert post(world.marloes, "tell_visit", *on, version="2", **days).status_code == 302
    went = {"visited_on": today, "met": "refused", "report": "Niet binnen geweest."}
    assert post(world.marloes, "report_visit", *on, version="3", **went).status_code == 302
    back = {"was_needed": "no", "learned": "Eerst stukken vragen."}
    assert post(world.mia, "evaluate_visit", *on, version="4", **back).status_code == 302
    page = signed_in(world.mia).get(reverse("intake:visits", args=[dossier_id])).content.decode()
    assert "Het was niet nodig." in page


def test_what_was_typed_stays_with_what_lacks(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    response = post(world.marloes, "ask_visit", dossier_id, intake_id, question="Wie woont er?")
    assert (response.status_code, 'value="Wie woont er?"' in response.content.decode()) == (422, True)


def test_a_stale_step_does_nothing(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    response = post(world.mia, "withdraw_visit", dossier_id, visit_id, version="7", because="niet nodig")
    assert (response.status_code, stands(world, visit_id).state) == (409, "asked")


def test_who_asked_reads_that_a_colleague_decides(world: World, dossier_id: UUID, visit_id: UUID) -> None:
    page = signed_in(world.marloes).get(reverse("intake:visits", args=[dossier_id])).content.decode()
    assert "U vroeg dit zelf aan" in page
    assert "Beslis over het huisbezoek" not in page


@pytest.mark.parametrize(
    ("ground", "words"), [("free", "Dat heeft geen gevolgen"), ("facts", "kan gevolgen hebben")]
)
def test_a_client_reads_beforehand_why_somebody_comes_and_what_no_means(
    world: World, dossier_id: UUID, intake_id: UUID, ground: str, words: str
) -> None:
    visit_id = asked(world, dossier_id, intake_id, ground=ground)
    client = world.client_of(dossier_id, world.marloes)
    assert "Bezoek bij u thuis" not in signed_in(client).get(reverse("intake:own")).content.decode()
    decided(world.mia, dossier_id, visit_id)
    told(world.marloes, dossier_id, visit_id)
    page = signed_in(client).get(reverse("intake:own")).content.decode()
    assert words in page
    assert "Twee namen op de huur." in page


def test_strangers_and_former_participants_see_no_visit(world: World) -> None:
    made = world.open(world.marloes, world.uwv)
    asked(world, made, opened(world, made))
    for person in (world.bert, world.city_admin, former_participant(world, made)):
        assert signed_in(person).get(reverse("intake:visits", args=[made])).status_code == 404
    with world.joris.at_work(Purpose.SERVICE_DELIVERY):
        assert not HomeVisit.objects.exists()


def test_who_asks_when_the_intake_is_over_reads_why_not(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with holding(world.marloes) as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "intake_id": intake_id}
        check_identity(**on, document="card")
        choose_route(**on, route="uwv", because="de WW loopt nog")
        finish_intake(**on)
    said = {"ground": "free", "question": "Wie woont er?", "reason": "Twee namen.", "tried": "Gebeld."}
    response = post(world.marloes, "ask_visit", dossier_id, intake_id, **said)
    assert (response.status_code, "Deze intake is afgerond" in response.content.decode()) == (409, True)


def test_the_pages_take_a_fixed_number_of_statements(
    world: World,
    dossier_id: UUID,
    intake_id: UUID,
    visit_id: UUID,
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(2):
        decided(world.mia, dossier_id, visit_id, is_granted=False)
        visit_id = asked(world, dossier_id, intake_id)
    browser = signed_in(world.mia)
    for url in (reverse("intake:visits", args=[dossier_id]), reverse("intake:visits_to_do")):
        browser.get(url)
        with django_assert_max_num_queries(15):
            browser.get(url)
