"""The pages of a plan: written by a professional and a client, signed, closed, and listed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.notices.letters import may_make_pdf
from schakel.jobseekers.plans.actions import (
    NewPart,
    NewWish,
    add_part,
    block_wish,
    change_step,
    evaluate_plan,
    keep_template,
    object_to_plan,
    write_goal,
)
from schakel.jobseekers.plans.courses import StandardStep
from schakel.jobseekers.plans.models import Ladder, Plan, PlanGoal, PlanPart, PlanStep, PlanTemplate
from schakel.jobseekers.plans.tests.scene import (
    ANSWERS,
    begun,
    both,
    closed,
    in_days,
    offer,
    offered,
    ready,
    running,
    step,
)
from tests.browsing import MARKS, signed_in
from tests.world import Person, World

pytestmark = MARKS
STATEMENTS = 15
COURSE = [StandardStep("Kennismaken", "vertrouwen", "ours", 1), StandardStep("Cv", "nodig", "client", 3)]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return both(world)


@pytest.fixture
def client(world: World, dossier_id: UUID) -> Person:
    return world.client_of(dossier_id, world.marloes)


def at(name: str, *args: Any) -> str:
    return reverse(f"plans:{name}", args=args)


def test_a_plan_is_written_on_pages_from_begin_to_offer(world: World, dossier_id: UUID) -> None:
    page = signed_in(world.marloes)
    assert "Er loopt geen plan" in page.get(at("whole", dossier_id)).content.decode()
    page.post(at("begin", dossier_id), {"aim": "Wij zoeken samen werk."})
    with world.marloes.at_work():
        plan_id, part_id = Plan.objects.get().pk, PlanPart.objects.get().pk
    page.post(at("goal", dossier_id), {"words": "Een vaste baan."})
    values = {"what": "Cv maken", "because": "werkgevers vragen erom", "duty": "client"}
    page.post(at("add_step", dossier_id, part_id), values | {"due_on": in_days(9).isoformat()})
    start = {"place": "3", "on": clock.today().isoformat(), "cause": "Vrijwilliger.", "target": "5"}
    page.post(at("baseline", dossier_id, plan_id), start)
    html = page.get(at("whole", dossier_id)).content.decode()
    assert "Er is nog niet gekozen hoe vaak er contact is." in html
    page.post(at("rhythm", dossier_id, plan_id), {"weeks": "4"})
    address = at("offer", dossier_id, plan_id)
    version = page.get(address).context["form"]["version"].value()
    response = page.post(address, {"version": version}, follow=True)
    html = response.content.decode()
    assert "Het plan ligt nu voor" in html
    assert "moet nog tekenen" in html


def test_the_page_of_a_plan_takes_few_statements(
    world: World, dossier_id: UUID, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    running(world.marloes, dossier_id)
    page = signed_in(world.marloes)
    page.get(at("whole", dossier_id))
    with django_assert_max_num_queries(STATEMENTS + 15):
        assert page.get(at("whole", dossier_id)).status_code == 200


def test_a_refused_step_keeps_what_was_typed(world: World, dossier_id: UUID) -> None:
    begun(world.marloes, dossier_id)
    with world.marloes.at_work():
        part_id = PlanPart.objects.get().pk
    values = {"what": "Cv", "because": "nodig", "duty": "client", "due_on": in_days(-1).isoformat()}
    response = signed_in(world.marloes).post(at("add_step", dossier_id, part_id), values)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Kies vandaag of een dag die nog komt." in html
    assert 'value="Cv"' in html


def test_an_older_page_of_a_step_overwrites_nothing(world: World, dossier_id: UUID) -> None:
    ready(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        row = PlanStep.objects.order_by("place")[0]
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "step_id": row.pk}
        change_step(**on, new=step(what="Nieuw"), expected_version=row.version)
    values = {"what": "Oud", "because": "x", "duty": "ours", "due_on": in_days(3).isoformat(), "version": "1"}
    response = signed_in(world.marloes).post(at("change_step", dossier_id, row.pk), values)
    assert response.status_code == 409
    with world.marloes.at_work():
        assert PlanStep.objects.get(pk=row.pk).what == "Nieuw"


def test_the_client_writes_a_goal_signs_and_reads_it_back(
    world: World, dossier_id: UUID, client: Person
) -> None:
    plan_id = ready(world.marloes, dossier_id)
    page = signed_in(client)
    page.post(at("own_goal"), {"words": "Overdag werken."})
    offer(world.marloes, dossier_id, plan_id)
    shown = page.get(at("own"))
    assert "Dit plan ligt bij u" in shown.content.decode()
    form = shown.context["sign_form"]
    values = {name: form[name].value() for name in ("number", "digest", "submit_key")}
    response = page.post(at("own_sign"), values, follow=True)
    assert "U hebt het plan ondertekend" in response.content.decode()
    assert page.post(at("own_sign"), values, follow=True).status_code == 200
    again = page.post(at("own_sign"), values | {"submit_key": ""})
    assert again.status_code == 409


def test_the_client_says_no_and_the_coach_reads_it_with_what_to_decide(
    world: World, dossier_id: UUID, client: Person
) -> None:
    offered(world.marloes, dossier_id)
    page = signed_in(client)
    refused = page.post(at("own_object"), {"number": "1", "words": " "})
    assert refused.status_code == 422
    page.post(at("own_object"), {"number": "1", "words": "Ik wil eerst Nederlands leren."})
    coach = signed_in(world.marloes)
    html = coach.get(at("whole", dossier_id)).content.decode()
    assert "Ik wil eerst Nederlands leren." in html
    assert "Beslis hoe het verder gaat" in html
    said = {"number": "1", "goes_on": "no", "because": "Dat kan.", "alternative": "eerst taalles"}
    response = coach.post(at("settle", dossier_id, 1), said, follow=True)
    assert "De beslissing is vastgelegd" in response.content.decode()


def test_another_organisation_signs_with_one_button(world: World, dossier_id: UUID) -> None:
    offered(world.marloes, dossier_id, payer_id=world.city)
    page = signed_in(world.bas)
    assert "Onderteken voor uw organisatie" in page.get(at("whole", dossier_id)).content.decode()
    response = page.post(at("sign", dossier_id), {"number": "1"}, follow=True)
    assert "U ondertekende het plan voor uw organisatie." in response.content.decode()
    response = page.post(at("sign", dossier_id), {"number": "1"}, follow=True)
    assert "al ondertekend" in response.content.decode()


def test_a_version_shows_what_changed_since_the_one_before(world: World, dossier_id: UUID) -> None:
    plan_id = running(world.marloes, dossier_id)
    with world.marloes.at_work() as actor:
        row = PlanStep.objects.order_by("place")[0]
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "step_id": row.pk}
        change_step(**on, new=step(what="Werkgevers bellen"), expected_version=row.version)
    offer(world.marloes, dossier_id, plan_id, because="Bellen werkt beter.")
    html = signed_in(world.bas).get(at("version", dossier_id, plan_id, 2)).content.decode()
    assert "<del>Vacatures zoeken" in html
    assert "<ins>Werkgevers bellen" in html


def test_a_plan_is_read_on_paper(world: World, dossier_id: UUID, client: Person) -> None:
    if not may_make_pdf():
        pytest.skip("PDF needs Pango")
    plan_id = running(world.marloes, dossier_id)
    response = signed_in(world.marloes).get(at("pdf", dossier_id, plan_id, 1))
    assert response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert signed_in(client).get(at("own_pdf", plan_id, 1)).content.startswith(b"%PDF")
    assert signed_in(world.bert).get(at("pdf", dossier_id, plan_id, 1)).status_code == 404


def test_a_plan_closes_with_a_reason_and_the_client_looks_back(
    world: World, dossier_id: UUID, client: Person
) -> None:
    plan_id = running(world.marloes, dossier_id)
    page, address = signed_in(world.marloes), at("close", dossier_id, plan_id)
    version = page.get(address).context["form"]["version"].value()
    assert page.post(address, {"closure": "work", "version": version}).status_code == 422
    said = {"closure": "work", "went_well": "Het bellen.", "version": version}
    assert page.post(address, said).status_code == 302
    theirs = signed_in(client)
    assert "Hoe ging het?" in theirs.get(at("own")).content.decode()
    theirs.post(at("own_evaluation", plan_id), {"went_well": "Goed geholpen.", "could_be_better": ""})
    assert "Goed geholpen." in page.get(at("whole", dossier_id)).content.decode()


def test_a_plan_can_begin_from_a_standard_and_a_deviation_asks_why(world: World, dossier_id: UUID) -> None:
    with world.city_admin.at_work(Purpose.ADMINISTRATION) as actor:
        course_id = keep_template(actor=actor, organisation_id=world.city, name="Start", steps=COURSE)
    page = signed_in(world.bas)
    page.post(at("begin", dossier_id), {"aim": "Wij helpen.", "template": str(course_id), "because": "past"})
    with world.bas.at_work():
        row = PlanStep.objects.order_by("place")[0]
        assert (row.what, row.origin) == ("Kennismaken", "standard")
    values = {"what": "Huisbezoek", "because": "x", "duty": "ours", "due_on": in_days(3).isoformat()}
    address = at("change_step", dossier_id, row.pk)
    assert page.post(address, values | {"version": "1"}).status_code == 422
    response = page.post(address, values | {"version": "1", "deviation": "Kan niet reizen."}, follow=True)
    assert "Wijkt af van de standaard: Kan niet reizen." in response.content.decode()


def test_an_administrator_writes_changes_and_stops_a_standard(world: World) -> None:
    page = signed_in(world.city_admin)
    values = {"name": "Start", "what_1": "Gesprek", "because_1": "kennismaken", "duty_1": "ours"}
    assert page.post(at("new_template"), {"name": "Leeg"}).status_code == 422
    gap = {f"{name.removesuffix('1')}4": value for name, value in values.items() if name != "name"}
    refused = page.post(at("new_template"), {"name": "Gat", **gap, "because_4": ""})
    assert list(refused.context["form"].errors) == ["because_4"]
    page.post(at("new_template"), values | {"weeks_1": "2"})
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        row = PlanTemplate.objects.get()
        assert row.steps == [
            {"what": "Gesprek", "because": "kennismaken", "duty": "ours", "weeks": 2, "check_by": ""}
        ]
    assert page.post(at("new_template"), values | {"weeks_1": "2"}).status_code == 422
    page.post(at("stop_template", row.pk), {"version": "1"})
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert PlanTemplate.objects.get().stopped_on == clock.today()


def test_an_administrator_gives_the_ladder_its_own_rungs(world: World, dossier_id: UUID) -> None:
    page = signed_in(world.city_admin)
    rungs = {"label_1": "vrijwilligerswerk", "house_1": "4", "label_2": "baan met coach", "house_2": "5"}
    assert page.post(at("ladder"), rungs | {"version": "0", "house_2": "3"}).status_code == 422
    assert page.post(at("ladder"), rungs | {"version": "0"}).status_code == 302
    assert page.post(at("ladder"), rungs | {"version": "0"}).status_code == 409
    html = signed_in(world.bas).get(at("rung", dossier_id)).content.decode()
    assert "baan met coach" in html
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert Ladder.objects.get().rows == [["vrijwilligerswerk", 4], ["baan met coach", 5]]


def test_steps_on_the_ladder_draw_the_way_up(world: World, dossier_id: UUID) -> None:
    page, address = signed_in(world.bas), at("rung", dossier_id)
    page.post(address, {"place": "2", "on": in_days(-90).isoformat(), "cause": "Kookclub."})
    assert '<svg class="sk-stair"' not in page.get(at("whole", dossier_id)).content.decode()
    page.post(address, {"place": "3", "on": in_days(-30).isoformat(), "cause": "Vrijwilligerswerk."})
    html = page.get(at("whole", dossier_id)).content.decode()
    assert '<svg class="sk-stair"' in html
    assert html.index("Vrijwilligerswerk.") < html.index("Kookclub.")
    same = page.post(address, {"place": "3", "on": clock.today().isoformat(), "cause": "x"})
    assert same.status_code == 422


def test_a_list_keeps_its_choice_in_the_address(
    world: World, dossier_id: UUID, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = signed_in(world.marloes)
    begun(world.marloes, dossier_id)
    name = at("whole", dossier_id)
    assert name in page.get(f"{at('plans')}?show=no_start").content.decode()
    assert name not in page.get(f"{at('plans')}?show=waiting").content.decode()
    with django_assert_max_num_queries(16):
        page.get(f"{at('plans')}?show=no_start&after=nonsense")
    assert name not in signed_in(world.bert).get(f"{at('plans')}?show=no_start").content.decode()


def test_a_plan_that_nobody_looked_back_on_is_listed_until_all_answered(
    world: World, dossier_id: UUID, client: Person
) -> None:
    plan_id = closed(world.marloes, dossier_id)
    page, address = signed_in(world.marloes), f"{at('plans')}?show=look_back"
    assert at("whole", dossier_id) in page.get(address).content.decode()
    with client.at_work(Purpose.OWN_DATA) as actor:
        evaluate_plan(actor=actor, dossier_id=dossier_id, plan_id=plan_id, answers=ANSWERS)
    assert at("whole", dossier_id) not in page.get(address).content.decode()


def test_a_blocked_wish_stands_in_the_list_of_the_organisation(world: World, dossier_id: UUID) -> None:
    with world.bas.at_work() as actor:
        new = NewWish("Taalles", "contract", "alleen avondlessen ingekocht", True, "zelfstudie")
        block_wish(actor=actor, dossier_id=dossier_id, new=new)
    assert "Taalles" in signed_in(world.bas).get(at("wishes")).content.decode()
    assert "Taalles" not in signed_in(world.marloes).get(at("wishes")).content.decode()
    assert "Taalles" not in signed_in(world.bert).get(at("wishes")).content.decode()
    response = signed_in(world.bas).post(at("wish", dossier_id), {"wanted": "Fiets"})
    assert response.status_code == 422


def test_what_a_client_wrote_is_shown_as_text(world: World, dossier_id: UUID, client: Person) -> None:
    begun(world.marloes, dossier_id)
    with client.at_work(Purpose.OWN_DATA) as actor:
        write_goal(actor=actor, dossier_id=dossier_id, words="<script>alert(1)</script>")
    for page in (signed_in(world.marloes).get(at("whole", dossier_id)), signed_in(client).get(at("own"))):
        assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("name", ["own", "whole"])
def test_an_empty_plan_says_how_it_begins(world: World, dossier_id: UUID, client: Person, name: str) -> None:
    page = signed_in(client if name == "own" else world.marloes)
    html = page.get(at(name) if name == "own" else at(name, dossier_id)).content.decode()
    assert "Er is nog geen plan" in html or "Er loopt geen plan" in html


def test_a_client_removes_only_an_own_goal(world: World, dossier_id: UUID, client: Person) -> None:
    ready(world.marloes, dossier_id)
    page = signed_in(client)
    page.post(at("own_goal"), {"words": "Een tuin."})
    with world.marloes.at_work():
        own = PlanGoal.objects.get(heard_by__isnull=True)
    page.post(at("own_remove_goal", own.pk), {"version": str(own.version)})
    with world.marloes.at_work():
        assert PlanGoal.objects.get(pk=own.pk).removed_on == clock.today()


def test_a_plan_of_two_organisations_shows_both_parts(world: World, dossier_id: UUID) -> None:
    plan_id = ready(world.marloes, dossier_id)
    with world.bas.at_work() as actor:
        add_part(actor=actor, dossier_id=dossier_id, plan_id=plan_id, new=NewPart("Wij regelen opvang."))
    html = signed_in(world.bas).get(at("whole", dossier_id)).content.decode()
    assert html.count("Nieuwe stap") == 1
    assert "Wij regelen opvang." in html


def test_an_objection_after_the_plan_was_taken_back_is_refused_in_words(
    world: World, dossier_id: UUID, client: Person
) -> None:
    plan_id = offered(world.marloes, dossier_id).plan_id
    with client.at_work(Purpose.OWN_DATA) as actor:
        object_to_plan(actor=actor, dossier_id=dossier_id, number=1, words="Nee.")
    signed_in(world.marloes).post(at("withdraw", dossier_id, plan_id), {"because": "Wij passen het aan."})
    page = signed_in(client)
    assert page.post(at("own_object"), {"number": "7", "words": "Nee."}).status_code == 404
    response = page.post(at("own_object"), {"number": "1", "words": "Nee."})
    assert response.status_code == 409
    assert "ligt niet meer voor" in response.content.decode()
