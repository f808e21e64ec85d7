"""Agreements on screen: made, changed and checked once; two changes at once are put beside each other."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from schakel.ground.access.types import Purpose
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.plans.actions import NewAgreement, change_agreement, check_agreement, make_agreement
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.plans.queries import what_must_happen
from tests.browsing import MARKS, former_participant, pages_looked_at, signed_in
from tests.world import World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def told(**changes: str) -> dict[str, str]:
    values = {
        "what": "Cv aanvullen",
        "because": "dat vragen werkgevers",
        "duty": "client",
        "due_on": in_days(5),
    }
    return {**values, "submit_key": str(uuid7()), **changes}


def made(world: World, dossier_id: UUID, what: str = "Cv aanvullen", duty: str = "client") -> UUID:
    with world.marloes.at_work() as actor:
        new = NewAgreement(what, "dat vragen werkgevers", duty, clock.today() + timedelta(days=5))
        return make_agreement(actor=actor, dossier_id=dossier_id, organisation_id=world.uwv, new=new)


def changed_by_a_colleague(
    world: World, dossier_id: UUID, agreement_id: UUID, what: str, version: int
) -> None:
    with world.marloes.at_work() as actor:
        change_agreement(
            actor=actor,
            dossier_id=dossier_id,
            agreement_id=agreement_id,
            what=what,
            due_on=clock.today() + timedelta(days=9),
            because="reden van de collega",
            expected_version=version,
        )


def agreement(world: World) -> Agreement:
    with world.marloes.at_work():
        return Agreement.objects.get()


def count(world: World) -> int:
    with world.marloes.at_work():
        return Agreement.objects.count()


def test_an_agreement_is_made_and_stands_in_the_lane_of_who_does_it(world: World, dossier_id: UUID) -> None:
    browser = signed_in(world.marloes)
    response = browser.post(reverse("plans:make", args=[dossier_id]), told(), follow=True)
    ours, client = response.context["lanes"]
    assert ours["duties"] == []
    assert [duty["text"] for duty in client["duties"]] == ["Cv aanvullen"]


def test_a_double_click_makes_one_agreement(world: World, dossier_id: UUID) -> None:
    browser, values = signed_in(world.marloes), told()
    for _click in range(2):
        assert browser.post(reverse("plans:make", args=[dossier_id]), values).status_code == 302
    assert count(world) == 1


def test_nobody_is_preselected_to_do_it(world: World, dossier_id: UUID) -> None:
    page = signed_in(world.marloes).get(reverse("plans:make", args=[dossier_id])).content.decode()
    assert "checked" not in page


def test_a_term_in_the_past_is_refused_at_its_field_and_input_stays(world: World, dossier_id: UUID) -> None:
    url = reverse("plans:make", args=[dossier_id])
    response = signed_in(world.marloes).post(url, told(due_on=in_days(-1), what="Bijzonder woord"))
    assert response.status_code == 422
    assert response.context["form"].errors["due_on"] == ["Kies vandaag of een dag die nog komt."]
    assert "Bijzonder woord" in response.content.decode()


def test_an_expired_session_leads_back_and_stores_nothing(world: World, dossier_id: UUID) -> None:
    url = reverse("plans:make", args=[dossier_id])
    response = Client().post(url, told(), headers={"referer": f"http://x{url}"})
    assert response.status_code == 302
    assert "/login/?next=" in response.url
    assert count(world) == 0


@pytest.mark.parametrize("name", ["plans:list", "plans:make", "plans:decide"])
def test_strangers_and_former_participants_find_nothing(world: World, dossier_id: UUID, name: str) -> None:
    former = former_participant(world, dossier_id)
    for person in (world.mia, former, world.joris, world.city_admin):
        assert signed_in(person).get(reverse(name, args=[dossier_id])).status_code == 404


def test_a_client_finds_no_page_of_professionals(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    assert signed_in(client).get(reverse("plans:list", args=[dossier_id])).status_code == 404


def test_an_agreement_of_another_dossier_is_not_found(world: World, dossier_id: UUID) -> None:
    agreement_id = made(world, world.open(world.marloes, world.uwv))
    url = reverse("plans:check", args=[dossier_id, agreement_id])
    assert signed_in(world.marloes).get(url).status_code == 404


def test_a_stale_change_shows_both_versions_and_writes_nothing(world: World, dossier_id: UUID) -> None:
    agreement_id = made(world, dossier_id)
    changed_by_a_colleague(world, dossier_id, agreement_id, "Van de collega", 1)
    url = reverse("plans:change", args=[dossier_id, agreement_id])
    response = signed_in(world.marloes).post(url, told(what="Van mij", version="1"))
    assert response.status_code == 409
    page = response.content.decode()
    assert "Van mij" in page
    assert "Van de collega" in page
    assert agreement(world).what == "Van de collega"
    assert "plans:change" in pages_looked_at(world, dossier_id)


def test_each_field_keeps_the_version_that_was_chosen(world: World, dossier_id: UUID) -> None:
    agreement_id = made(world, dossier_id)
    changed_by_a_colleague(world, dossier_id, agreement_id, "Van de collega", 1)
    url, browser = reverse("plans:change", args=[dossier_id, agreement_id]), signed_in(world.marloes)
    browser.post(url, told(what="Van mij", version="1"))
    choice = {"mine-what": "Van mij", "keep-what": "mine", "mine-due_on": in_days(5), "keep-due_on": "theirs"}
    choice |= {"mine-because": "mijn reden", "keep-because": "theirs", "version": "2"}
    assert browser.post(url, choice).status_code == 302
    kept = agreement(world)
    assert (kept.what, kept.due_on.isoformat(), kept.because) == (
        "Van mij",
        in_days(9),
        "reden van de collega",
    )


def test_a_third_change_meanwhile_brings_the_screen_again(world: World, dossier_id: UUID) -> None:
    agreement_id = made(world, dossier_id)
    changed_by_a_colleague(world, dossier_id, agreement_id, "Tweede", 1)
    changed_by_a_colleague(world, dossier_id, agreement_id, "Derde", 2)
    url = reverse("plans:change", args=[dossier_id, agreement_id])
    choice = {"mine-what": "Van mij", "keep-what": "mine", "mine-due_on": in_days(5), "keep-due_on": "theirs"}
    choice |= {"mine-because": "mijn reden", "keep-because": "theirs", "version": "2"}
    response = signed_in(world.marloes).post(url, choice)
    assert response.status_code == 409
    assert "Derde" in response.content.decode()


def test_leaving_it_to_the_other_writes_nothing(world: World, dossier_id: UUID) -> None:
    agreement_id = made(world, dossier_id)
    changed_by_a_colleague(world, dossier_id, agreement_id, "Van de collega", 1)
    url = reverse("plans:change", args=[dossier_id, agreement_id])
    choice = {"mine-what": "Van mij", "keep-what": "theirs", "version": "2"}
    assert signed_in(world.marloes).post(url, choice).status_code == 302
    assert agreement(world).version == 2


def test_a_form_without_its_version_overwrites_nothing(world: World, dossier_id: UUID) -> None:
    url = reverse("plans:change", args=[dossier_id, made(world, dossier_id)])
    assert signed_in(world.marloes).post(url, told(what="Van mij")).status_code == 409
    assert agreement(world).what == "Cv aanvullen"


def test_what_was_not_done_needs_its_sentence(world: World, dossier_id: UUID) -> None:
    url = reverse("plans:check", args=[dossier_id, made(world, dossier_id)])
    response = signed_in(world.marloes).post(url, {"status": "not_done", "version": "1"})
    assert response.status_code == 422
    assert response.context["form"].errors["result"] == ["Schrijf in één zin op waarom niet."]


def test_a_checked_agreement_is_folded_away_with_its_outcome(world: World, dossier_id: UUID) -> None:
    url = reverse("plans:check", args=[dossier_id, made(world, dossier_id)])
    values = {"status": "done", "result": "Het staat erop.", "version": "1", "submit_key": str(uuid7())}
    response = signed_in(world.marloes).post(url, values, follow=True)
    assert [a.result for a in response.context["closed"]] == ["Het staat erop."]


def test_a_change_meanwhile_asks_the_outcome_again_and_keeps_it(world: World, dossier_id: UUID) -> None:
    agreement_id = made(world, dossier_id)
    changed_by_a_colleague(world, dossier_id, agreement_id, "Iets anders", 1)
    url, browser = reverse("plans:check", args=[dossier_id, agreement_id]), signed_in(world.marloes)
    response = browser.post(url, {"status": "done", "result": "Mijn zin", "version": "1"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Iets anders" in page
    assert "Mijn zin" in page
    again = {"status": "done", "result": "Mijn zin", "version": response.context["form"].data["version"]}
    assert browser.post(url, again).status_code == 302


def test_an_agreement_that_is_done_already_says_so_and_keeps_the_text(world: World, dossier_id: UUID) -> None:
    agreement_id = made(world, dossier_id)
    with world.marloes.at_work() as actor:
        check_agreement(actor=actor, dossier_id=dossier_id, agreement_id=agreement_id, status="done")
    url = reverse("plans:check", args=[dossier_id, agreement_id])
    values = {"status": "dropped", "result": "Mijn zin", "version": "1"}
    page = signed_in(world.marloes).post(url, values).content.decode()
    assert "Deze afspraak is al afgerond." in page
    assert "Mijn zin" in page


def test_the_back_office_reads_the_plan_without_ways_to_change_it(world: World) -> None:
    dossier_id = world.open(world.uwv_office, world.uwv)
    with world.uwv_office.at_work(Purpose.INCOME_DECISION):
        lanes = what_must_happen(dossier_id)["lanes"]
    assert [lane["side"] for lane in lanes] == ["ours", "client"]
    browser = signed_in(world.uwv_office)
    assert browser.get(reverse("plans:list", args=[dossier_id])).context["may_write"] is False
    assert browser.get(reverse("plans:make", args=[dossier_id])).status_code == 404


def test_the_panel_takes_one_statement(
    world: World, dossier_id: UUID, django_assert_num_queries: object
) -> None:
    made(world, dossier_id, duty="ours")
    made(world, dossier_id)
    with world.marloes.at_work(), django_assert_num_queries(1):
        lanes = what_must_happen(dossier_id)["lanes"]
    assert [duty["text"] for duty in lanes[0]["duties"]] == ["Cv aanvullen (UWV Oosterwaard)"]


def test_the_plan_takes_a_fixed_number_of_statements(
    world: World, dossier_id: UUID, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        made(world, dossier_id, f"Afspraak {number}")
    browser = signed_in(world.marloes)
    browser.get(reverse("plans:list", args=[dossier_id]))
    with django_assert_max_num_queries(14):
        browser.get(reverse("plans:list", args=[dossier_id]))
