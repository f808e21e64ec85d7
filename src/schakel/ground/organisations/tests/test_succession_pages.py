"""Planning a merger on its pages, agreeing, carrying out, and seeing afterwards what became of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from schakel.ground.accounts.models import Account
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Organisation, Succession
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PLANS = "/organisation/successions/"


@pytest.fixture
def world() -> World:
    return World()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def plan(page: Client, **more: str) -> str:
    sent = {
        "kind": "merger",
        "planned_on": clock.today().isoformat(),
        "new_name": "Gemeente Waard",
        "new_kind": "municipality",
        "reason": "raadsbesluit",
    }
    answer = page.post(PLANS, sent | more)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_plan_shows_what_goes_over_before_anything_happens(world: World) -> None:
    world.open(world.bas, world.city)
    page = browser(world.city_admin)
    shown = page.get(plan(page)).context
    assert (shown["members"], shown["teams"]) == (4, 1)
    assert [(weight.label, weight.count) for weight in shown["weights"]] == [("dossiers", 1)]
    assert shown["missing"] == []
    assert Organisation.objects.get(pk=world.city).valid_to is None


def test_a_plan_is_carried_out_step_by_step_on_its_page(world: World) -> None:
    world.open(world.bas, world.city)
    page = browser(world.city_admin)
    url = plan(page)
    assert page.post(url, {"deed": "carry_out"}).status_code == 422
    page.post(url, {"deed": "agree"})
    for _step in range(3):
        assert page.post(url, {"deed": "carry_out"}).status_code == 302
    assert Succession.objects.get().status == Succession.Status.DONE
    assert "opgegaan" in browser(world.marloes).get(f"/partners/{world.city}/").content.decode().lower()
    assert browser(world.bas).get("/dossiers/").status_code == 200


def test_programs_of_an_organisation_that_is_no_more_come_in_no_more(world: World) -> None:
    page = browser(world.city_admin)
    sent = {"name": "bestand", "task": "deliveries", "days": 30}
    [token] = re.findall(r"<code>(\w+)</code>", page.post("/service-identities/", sent).content.decode())
    header = {"Authorization": f"Bearer {token}"}
    assert Client().get("/machines/deliveries/", headers=header).status_code == 200
    url = plan(page)
    page.post(url, {"deed": "agree"})
    for _step in range(3):
        page.post(url, {"deed": "carry_out"})
    assert Succession.objects.get().status == Succession.Status.DONE
    assert Client().get("/machines/deliveries/", headers=header).status_code == 401


def test_a_mapping_changed_on_the_page_asks_for_agreement_again(world: World) -> None:
    page = browser(world.city_admin)
    url = plan(page)
    page.post(url, {"deed": "agree"})
    form = page.get(url).context["mapping"]
    values = {name: form[name].initial or "" for name in form.fields if name.startswith("role-")}
    values["role-back_office"] = values["role-back_office"].replace("back_office", "income_consultant")
    assert page.post(url, {"deed": "map"} | values).status_code == 302
    succession = Succession.objects.get()
    assert not succession.consents.exists()
    assert succession.lines.get(role="back_office").new_role == "income_consultant"


def test_a_split_on_the_page_needs_two_names(world: World) -> None:
    page = browser(world.city_admin)
    sent = {"kind": "split", "planned_on": clock.today().isoformat(), "new_name": "Noord", "reason": "x"}
    answer = page.post(PLANS, sent | {"new_kind": "municipality"})
    assert answer.status_code == 422
    assert "tweede nieuwe organisatie" in answer.content.decode()
    url = plan(page, kind="split", second_name="Gemeente Zuid")
    assert any(name.startswith("team-") for name in page.get(url).context["mapping"].fields)


def test_a_plan_is_withdrawn_with_a_reason(world: World) -> None:
    page = browser(world.city_admin)
    url = plan(page)
    assert page.post(url, {"deed": "cancel", "reason": ""}).status_code == 422
    assert page.post(url, {"deed": "cancel", "reason": "raad stemde tegen"}).status_code == 302
    assert Succession.objects.get().status == Succession.Status.CANCELLED


@pytest.mark.parametrize("deed", ["", "nothing", "carry_out"])
def test_a_deed_that_cannot_be_is_refused_and_changes_nothing(world: World, deed: str) -> None:
    page = browser(world.city_admin)
    page.post(plan(page), {"deed": deed})
    assert Succession.objects.get().status == Succession.Status.PLANNED
