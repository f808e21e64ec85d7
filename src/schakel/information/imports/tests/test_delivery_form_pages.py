"""The pages of forms, examples and files: each step without script, rotten input, and who may see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client

from schakel.ground.accounts.models import Account
from schakel.ground.journal import daily
from schakel.ground.journal.models import ReadEvent
from schakel.ground.journal.subscribers import begin
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports.delivering import SUBSCRIBER
from schakel.information.imports.models import DeliveryFile, DeliveryForm
from schakel.information.imports.rendering import ACCOUNT, STANDARD
from schakel.information.imports.tests.scene import columns, contact, files, in_use, switched, texts, worked
from schakel.jobseekers.contacts.models import ContactMoment
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)


@pytest.fixture
def world(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(daily, "_tasks", {})
    settings.OUTBOX = tmp_path
    world = World()
    begin(SUBSCRIBER)
    switched(world)
    yield world
    connections["batch"].close()


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def filled(**changes: str) -> dict[str, str]:
    """A form with the number of the client and the channel."""
    return {
        "rhythm": "entry",
        "dates": "%Y-%m-%d",
        "separator": ";",
        "encoding": "utf-8-sig",
        "c0_heading": "klant",
        "c0_field": "client_number",
        "c0_order": "2",
        "c1_heading": "kanaal",
        "c1_field": "channel",
        "c1_order": "1",
        "submit_key": str(uuid7()),
        **changes,
    }


def posted_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form with that action."""
    found = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert found
    return dict(re.findall(r'name="(\w+)"\s+value="([^"]*)"', found[0]))


def test_from_the_standard_form_to_an_own_one_in_use(world: World) -> None:
    client = browser(world.city_admin)
    contact(world.bas, world.open(world.bas, world.city, number="K7"), "Zij belde over thuis")
    worked()
    start = client.get("/deliveries/forms/contact/").content.decode()
    assert all(f'value="{column.heading}"' in start for column in STANDARD.columns)
    client.post("/deliveries/forms/contact/", filled(more="1"))
    again = client.get("/deliveries/forms/contact/").content.decode()
    assert again.index('value="kanaal"') < again.index('value="klant"')
    codes = {f"c0_code_{value}": f"K{n}" for n, value in enumerate(ContactMoment.Channel.values)}
    version = re.search(r'name="version" value="(\d+)"', again)
    assert version
    swapped = {"c0_heading": "kanaal", "c0_field": "channel", "c0_order": "1", "version": version[1]}
    swapped |= {"c1_heading": "klant", "c1_field": "client_number", "c1_order": "2"}
    shown = client.post("/deliveries/forms/contact/", filled(**swapped, **codes), follow=True)
    page = shown.content.decode()
    assert codes["c0_code_phone"] in page
    assert "[cliëntnummer]" in page
    assert "K7<" not in page
    action = "/deliveries/forms/contact/use/"
    answer = client.post(action, posted_of(page, action), follow=True)
    assert "eigen indeling, versie 1" in answer.content.decode()
    contact(world.bas, world.open(world.bas, world.city, number="K8"))
    worked()
    assert {"kanaal": codes["c0_code_phone"], "klant": "K8"} in files(world.city)


def test_an_example_shows_no_number_and_no_words_and_each_look_is_logged(world: World) -> None:
    dossier_id = world.open(world.bas, world.city, number="K7-geheim")
    contact(world.bas, dossier_id, "Zij belde over thuis")
    worked()
    client = browser(world.city_admin)
    own = {"c2_heading": "verslag", "c2_field": "summary", "c3_heading": "alles", "c3_field": "text"}
    page = client.post("/deliveries/forms/contact/", filled(**own), follow=True).content.decode()
    assert "telefoon" in page
    assert "[verslag]" in page
    assert "thuis" not in page
    assert "K7-geheim" not in page
    looks = ReadEvent.objects.using("owner").filter(page="imports.delivery_example")
    assert [look.dossier_ids for look in looks] == [[dossier_id]]


def test_without_deliveries_the_example_has_the_headings_and_says_so(world: World) -> None:
    page = browser(world.city_admin).post("/deliveries/forms/plan/", filled(c1_field="version"), follow=True)
    assert "Van dit onderwerp is nog niets geleverd" in page.content.decode()
    assert "kanaal" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"c1_heading": ""}, "Geef deze kolom een kop."),
        ({"c1_field": "bsn"}, "bsn"),
        ({"c1_order": "-1"}, "1"),
        ({"c1_heading": "KLANT"}, "Deze kop staat er al."),
        ({"c0_value": "x"}, "Een vaste waarde hoort bij"),
        ({"rhythm": "month"}, "month"),
        ({"c1_heading": "→", "encoding": "cp1252"}, "Windows-1252"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(
    world: World, changes: dict[str, str], words: str
) -> None:
    answer = browser(world.city_admin).post("/deliveries/forms/contact/", filled(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="klant"' in page
    assert "utrecht-form-field--invalid" in page
    assert not DeliveryForm.objects.using("owner").exists()


def test_a_draft_that_a_colleague_changed_is_not_put_to_use(world: World) -> None:
    client = browser(world.city_admin)
    page = client.post("/deliveries/forms/contact/", filled(), follow=True).content.decode()
    action = "/deliveries/forms/contact/use/"
    seen = posted_of(page, action)
    DeliveryForm.objects.using("owner").update(version=2)
    answer = client.post(action, seen, follow=True)
    assert "Een collega wijzigde dit intussen" in answer.content.decode()
    assert DeliveryForm.objects.using("owner").get().state == "draft"


def test_back_to_standard_by_a_button(world: World) -> None:
    in_use(world, columns(("a", "text")))
    client = browser(world.city_admin)
    page = client.get("/deliveries/forms/").content.decode()
    action = "/deliveries/forms/contact/standard/"
    for words in ("niet meer in gebruik", "Er was geen eigen indeling"):
        told = posted_of(page, action) | {"submit_key": str(uuid7())}
        assert words in client.post(action, told, follow=True).content.decode()


def test_an_earlier_account_is_asked_fetched_and_sent_again(world: World) -> None:
    client = browser(world.city_admin)
    assert "Nog geen bestanden" in client.get("/deliveries/files/").content.decode()
    in_use(world, ACCOUNT, topic="account", rhythm="month")
    month = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1).isoformat()
    asked = {"month": month, "submit_key": str(uuid7())}
    assert "staat klaar" in client.post("/deliveries/files/month/", asked, follow=True).content.decode()
    worked()
    file_id = DeliveryFile.objects.using("owner").get().pk
    fetched = client.get(f"/deliveries/files/{file_id}/account.csv")
    assert fetched.content == texts(world.city)[f"{file_id}.csv"]
    assert fetched["Cache-Control"] == "no-store"
    again = {"submit_key": str(uuid7())}
    answer = client.post(f"/deliveries/files/{file_id}/again/", again, follow=True)
    assert "met hetzelfde nummer" in answer.content.decode()


@pytest.mark.parametrize("month", ["", "x", "2026-13-01", "9999-12-31", "0001-01-01"])
def test_a_rotten_month_is_refused_in_words(world: World, month: str) -> None:
    in_use(world, ACCOUNT, topic="account", rhythm="month")
    values = {"month": month, "submit_key": str(uuid7())}
    answer = browser(world.city_admin).post("/deliveries/files/month/", values, follow=True)
    assert answer.status_code == 200
    assert not DeliveryFile.objects.using("owner").exists()


def test_the_switch_for_what_clients_do_stands_on_the_page_and_is_off(world: World) -> None:
    client = browser(world.city_admin)
    page = client.get("/deliveries/").content.decode()
    assert "Wat cliënten zelf doen, gaat niet mee" in page
    action = "/deliveries/own/"
    answer = client.post(action, posted_of(page, action), follow=True)
    assert "Wat cliënten zelf doen, gaat mee" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/deliveries/forms/nothing/",
        "/deliveries/forms/nothing/example/",
        f"/deliveries/files/{UUID(int=7)}/account.csv",
    ],
)
def test_what_is_not_there_is_not_found(world: World, path: str) -> None:
    assert browser(world.city_admin).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/deliveries/forms/", "/deliveries/forms/contact/", "/deliveries/files/"])
def test_who_is_no_administrator_has_no_such_page(world: World, path: str) -> None:
    assert browser(world.bas).get(path).status_code == 404


def test_the_statements_of_the_pages_do_not_grow(world: World, django_assert_max_num_queries: Any) -> None:
    form_id = in_use(world, columns(("a", "text")), rhythm="day")
    DeliveryFile.objects.using("owner").bulk_create(
        DeliveryFile(
            organisation_id=world.city,
            form_id=form_id,
            rhythm="day",
            starts_on=clock.today(),
            ends_on=clock.today() + timedelta(days=1),
            due_at=clock.now(),
        )
        for _ in range(60)
    )
    client = browser(world.city_admin)
    client.get("/deliveries/forms/")
    for path in ("/deliveries/forms/", "/deliveries/forms/contact/", "/deliveries/files/"):
        with django_assert_max_num_queries(16):
            page = client.get(path).content.decode()
    assert page.count('scope="row"') == 50
    rest = sorted(DeliveryFile.objects.using("owner").values_list("pk", flat=True), reverse=True)[49]
    assert client.get(f"/deliveries/files/?before={rest}").content.decode().count('scope="row"') == 10
    assert client.get("/deliveries/files/?before=x").status_code == 200
