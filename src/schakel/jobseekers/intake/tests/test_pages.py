"""The pages of an intake, for professionals and for the client."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from schakel.ground.dossiers.actions import state_fact
from schakel.ground.dossiers.actions.facts import NewFact
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.jobseekers.intake.actions import check_identity, choose_route, finish_intake
from schakel.jobseekers.intake.models import Intake
from schakel.jobseekers.intake.tests.scene import holding, let_help, opened, part, saved, stands
from tests.browsing import MARKS, former_participant, signed_in
from tests.world import Person, World

pytestmark = MARKS


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossier_id(world: World) -> UUID:
    return world.open(world.marloes, world.uwv)


@pytest.fixture
def intake_id(world: World, dossier_id: UUID) -> UUID:
    return opened(world, dossier_id)


def tab(person: Person, dossier_id: UUID) -> Any:
    return signed_in(person).get(reverse("intake:intake", args=[dossier_id]))


def part_url(dossier_id: UUID, intake_id: UUID, key: str) -> str:
    return reverse("intake:part", args=[dossier_id, intake_id, key])


def post(person: Person, url: str, **values: str) -> Any:
    return signed_in(person).post(url, {"submit_key": str(uuid7())} | values)


def test_an_intake_is_opened_from_the_tab(world: World, dossier_id: UUID) -> None:
    assert "Open de intake" in tab(world.marloes, dossier_id).content.decode()
    day = clock.today().isoformat()
    values = {"mode": "talk", "entry": "benefit", "first_contact_on": day}
    assert post(world.marloes, reverse("intake:open", args=[dossier_id]), **values).status_code == 302
    assert "Neem de intake over" not in tab(world.marloes, dossier_id).content.decode()


def test_what_is_missing_is_said_at_its_field(world: World, dossier_id: UUID) -> None:
    response = post(world.marloes, reverse("intake:open", args=[dossier_id]), mode="talk")
    assert response.status_code == 422
    assert set(response.context["open_form"].errors) == {"entry", "first_contact_on"}


def test_a_part_shows_what_is_known_with_its_source(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("education", "mbo 3"))
    page = signed_in(world.marloes).get(part_url(dossier_id, intake_id, "work")).content.decode()
    assert 'value="mbo 3"' in page
    assert "Bekend bij UWV Oosterwaard" in page


def test_an_answer_that_was_emptied_does_not_come_back(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    with world.marloes.at_work() as actor:
        state_fact(actor=actor, dossier_id=dossier_id, new=NewFact("education", "mbo 3"))
    saved(world.marloes, dossier_id, intake_id, "work", answers={"wish": "zorg"})
    page = signed_in(world.marloes).get(part_url(dossier_id, intake_id, "work")).content.decode()
    assert 'value="zorg"' in page
    assert "mbo 3" not in page


def test_save_and_go_on_leads_to_the_next_open_part(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    url = part_url(dossier_id, intake_id, "work")
    response = post(world.marloes, url, version="1", go_on="1", wish="zorg")
    assert response.url == part_url(dossier_id, intake_id, "history")


def test_a_wrong_answer_keeps_what_was_typed(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    url = part_url(dossier_id, intake_id, "work")
    response = post(world.marloes, url, version="1", wish="zorg", hours_available="99")
    assert response.status_code == 422
    assert 'value="zorg"' in response.content.decode()
    assert 'value="99"' in response.content.decode()


def test_a_form_without_its_version_overwrites_nothing(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "work", answers={"wish": "bouw"})
    assert post(world.marloes, part_url(dossier_id, intake_id, "work"), wish="zorg").status_code == 409
    assert part(world.marloes, intake_id, "work").answers["wish"] == "bouw"


def test_two_versions_are_put_beside_each_other_and_chosen_per_answer(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    url = part_url(dossier_id, intake_id, "work")
    saved(world.marloes, dossier_id, intake_id, "work", answers={"wish": "bouw", "education": "mbo"})
    response = post(world.marloes, url, version="1", wish="zorg")
    assert response.status_code == 409
    names = [field["name"] for field in response.context["fields"]]
    mine = {f"mine-{name}": "" for name in names} | {"mine-wish": "zorg"}
    choice = {"keep-wish": "mine", "keep-education": "theirs", "version": "2"}
    assert post(world.marloes, url, **mine, **choice).status_code == 302
    answers = part(world.marloes, intake_id, "work").answers
    assert (answers["wish"], answers["education"]) == ("zorg", "mbo")


def test_the_proposal_is_shown_with_its_reason(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "estimate")
    page = tab(world.marloes, dossier_id).content.decode()
    assert "Voorstel: geïntegreerd team" in page
    assert "binnen 3 maanden" in page


def test_the_municipality_takes_over_on_the_page(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    let_help(world, dossier_id, world.bas)
    assert "Neem de intake over" in tab(world.bas, dossier_id).content.decode()
    url = reverse("intake:take_over", args=[dossier_id, intake_id])
    assert post(world.bas, url, version="1").status_code == 302
    assert stands(world.bas, intake_id).organisation_id == world.city


def test_a_route_against_the_proposal_without_reason_is_asked_again(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    saved(world.marloes, dossier_id, intake_id, "estimate")
    url = reverse("intake:route", args=[dossier_id, intake_id])
    response = post(world.marloes, url, version="1", route="uwv")
    assert response.status_code == 422
    assert response.context["route_form"].has_error("because")


def test_who_comes_too_late_reads_why_nothing_was_done(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    day = clock.today().isoformat()
    values = {"mode": "talk", "entry": "benefit", "first_contact_on": day}
    response = post(world.marloes, reverse("intake:open", args=[dossier_id]), **values)
    assert (response.status_code, "Er loopt al een intake" in response.content.decode()) == (409, True)
    finished(world, dossier_id, intake_id)
    url = reverse("intake:route", args=[dossier_id, intake_id])
    response = post(world.marloes, url, version="1", route="uwv", because="zo")
    assert (response.status_code, "Deze intake is afgerond" in response.content.decode()) == (409, True)


def finished(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    with holding(world.marloes) as actor:
        on: dict[str, Any] = {"actor": actor, "dossier_id": dossier_id, "intake_id": intake_id}
        check_identity(**on, document="card")
        choose_route(**on, route="uwv", because="de WW loopt nog")
        finish_intake(**on)


def test_an_identity_check_of_before_is_corrected_and_a_stale_one_is_told(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    url = reverse("intake:identity", args=[dossier_id, intake_id])
    assert post(world.marloes, url, version="1", document="card").status_code == 302
    stale = post(world.marloes, url, version="1", document="passport")
    assert (stale.status_code, "Iemand anders werkte intussen" in stale.content.decode()) == (409, True)
    assert post(world.marloes, url, version="2", document="passport").status_code == 302
    assert stands(world.marloes, intake_id).identity_document == "passport"


def test_the_packages_hold_what_belongs_to_each(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    saved(world.marloes, dossier_id, intake_id, "work", answers={"wish": "zorg"})
    saved(world.marloes, dossier_id, intake_id, "income")
    browser = signed_in(world.marloes)
    work = browser.get(reverse("intake:package", args=[dossier_id, intake_id, "work"])).content.decode()
    income = browser.get(reverse("intake:package", args=[dossier_id, intake_id, "income"])).content.decode()
    assert "zorg" in work
    assert "bijstand" not in work
    assert "bijstand" in income
    assert "zorg</dd>" not in income


def test_a_package_that_does_not_exist_is_not_found(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    url = reverse("intake:package", args=[dossier_id, intake_id, "alles"])
    assert signed_in(world.marloes).get(url).status_code == 404


def test_a_client_fills_in_and_sends(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    assert "Werk en mogelijkheden" in signed_in(client).get(reverse("intake:own")).content.decode()
    url = reverse("intake:own_part", args=["work"])
    assert post(client, url, version="1", wish="zorg").status_code == 302
    assert post(client, reverse("intake:send"), version="1").status_code == 302
    assert stands(world.marloes, intake_id).sent_at is not None


def test_what_a_client_typed_while_the_intake_was_finished_is_not_lost(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    client = world.client_of(dossier_id, world.marloes)
    finished(world, dossier_id, intake_id)
    response = post(client, reverse("intake:own_part", args=["work"]), version="1", wish="zorg")
    page = response.content.decode()
    assert response.status_code == 409
    assert 'value="zorg"' in page
    assert "heeft de intake intussen afgerond" in page
    assert "Bewaar en ga verder" not in page


def test_what_an_adviser_typed_while_a_colleague_finished_is_not_lost(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    finished(world, dossier_id, intake_id)
    response = post(world.marloes, part_url(dossier_id, intake_id, "work"), version="1", wish="zorg")
    page = response.content.decode()
    assert (response.status_code, 'value="zorg"' in page) == (409, True)
    assert "Deze intake is afgerond" in page


def test_a_choice_that_was_made_by_mistake_is_taken_back(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    client = world.client_of(dossier_id, world.marloes)
    url = reverse("intake:own_part", args=["work"])
    assert post(client, url, version="1", transport="yes").status_code == 302
    assert "geen antwoord" in signed_in(client).get(url).content.decode()
    assert post(client, url, version="2", transport="").status_code == 302
    assert part(world.marloes, intake_id, "work").answers["transport"] == ""


def test_a_client_without_an_intake_reads_what_comes(world: World, dossier_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    assert "Er is nu geen intake" in signed_in(client).get(reverse("intake:own")).content.decode()
    assert signed_in(client).get(reverse("intake:own_part", args=["work"])).status_code == 404


def test_a_client_does_not_see_the_estimate(world: World, dossier_id: UUID, intake_id: UUID) -> None:
    client = world.client_of(dossier_id, world.marloes)
    assert "Afstand tot werk" not in signed_in(client).get(reverse("intake:own")).content.decode()
    assert signed_in(client).get(reverse("intake:own_part", args=["estimate"])).status_code == 404


def test_everyone_may_read_that_nobody_is_scored(world: World, dossier_id: UUID) -> None:
    for person in (world.marloes, world.joris, world.city_admin, world.client_of(dossier_id, world.marloes)):
        page = signed_in(person).get(reverse("intake:no_scores"))
        assert "Schakel rekent over niemand een risico uit" in page.content.decode()


def test_strangers_and_former_participants_find_nothing(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    for person in (world.mia, former_participant(world, dossier_id), world.city_admin):
        assert tab(person, dossier_id).status_code == 404
        assert signed_in(person).get(part_url(dossier_id, intake_id, "work")).status_code == 404


def test_an_intake_of_another_dossier_is_not_found_under_this_one(
    world: World, dossier_id: UUID, intake_id: UUID
) -> None:
    other = world.open(world.marloes, world.uwv)
    assert signed_in(world.marloes).get(part_url(other, intake_id, "work")).status_code == 404
    url = reverse("intake:finish", args=[other, intake_id])
    assert post(world.marloes, url, version="1").status_code == 404


def test_the_tab_takes_a_fixed_number_of_statements(
    world: World, dossier_id: UUID, intake_id: UUID, django_assert_max_num_queries: Any
) -> None:
    let_help(world, dossier_id, world.bas)
    browser = signed_in(world.marloes)
    url = reverse("intake:intake", args=[dossier_id])
    browser.get(url)
    with django_assert_max_num_queries(22):
        browser.get(url)


def test_a_double_click_opens_one_intake(world: World, dossier_id: UUID) -> None:
    values = {"mode": "talk", "entry": "benefit", "first_contact_on": clock.today().isoformat()}
    key = str(uuid7())
    for _click in range(2):
        url = reverse("intake:open", args=[dossier_id])
        assert post(world.marloes, url, **values, submit_key=key).status_code == 302
    with world.marloes.at_work():
        assert Intake.objects.count() == 1
