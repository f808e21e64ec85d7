"""An administrator keeps letterhead, templates and paragraphs; nobody else, and nobody elsewhere."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.notices.models import Letterhead, NoticeTemplate, Paragraph
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

TEMPLATE = {
    "name": "Uitnodiging",
    "transport": "letter",
    "subject": "Uitnodiging voor een gesprek",
    "body": "[aanhef]\n\nGraag tot ziens.",
}
HEAD = {"sender": "Gemeente", "return_address": "Postbus 1\n1234 AB Oord", "closing": "Met groet,"}


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(made, "PNG")
    return made.getvalue()


def only(world: World, model: Any) -> Any:
    """The one row of the administrator's organisation."""
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        return model.objects.get()


def test_a_template_is_written_changed_and_retired() -> None:
    world = World()
    ada = browser(world.city_admin)
    assert ada.post("/texts/templates/new/", TEMPLATE).status_code == 302
    row = only(world, NoticeTemplate)
    changed = TEMPLATE | {"subject": "Kom langs", "version": row.version}
    assert ada.post(f"/texts/templates/{row.pk}/", changed).status_code == 302
    assert only(world, NoticeTemplate).subject == "Kom langs"
    assert "Kom langs" in ada.get("/texts/").content.decode()
    ada.post(f"/texts/templates/{row.pk}/retire/", {"version": only(world, NoticeTemplate).version})
    assert "Kom langs" not in ada.get("/texts/").content.decode()


def test_two_templates_of_one_name_are_refused_with_what_was_typed() -> None:
    ada = browser(World().city_admin)
    ada.post("/texts/templates/new/", TEMPLATE)
    again = ada.post("/texts/templates/new/", TEMPLATE | {"body": "Anders."})
    assert again.status_code == 422
    assert "al in gebruik" in again.content.decode()
    assert "Anders." in again.content.decode()


def test_an_unknown_field_is_refused_at_the_text() -> None:
    response = browser(World().city_admin).post(
        "/texts/templates/new/", TEMPLATE | {"body": "[bsn] van de cliënt"}
    )
    assert response.status_code == 422
    assert "[bsn]" in response.context["form"].errors["body"][0]


def test_who_changed_an_older_version_is_told() -> None:
    world = World()
    ada = browser(world.city_admin)
    ada.post("/texts/paragraphs/new/", {"title": "Bezwaar", "text": "Bent u het er niet mee eens?"})
    row = only(world, Paragraph)
    first = {"title": "Bezwaar", "text": "Eerste", "version": row.version}
    assert ada.post(f"/texts/paragraphs/{row.pk}/", first).status_code == 302
    late = ada.post(f"/texts/paragraphs/{row.pk}/", first | {"text": "Tweede"})
    assert late.status_code == 422
    assert only(world, Paragraph).text == "Eerste"


def test_a_form_that_lost_its_version_overwrites_nothing() -> None:
    ada = browser(World().city_admin)
    ada.post("/texts/letterhead/", HEAD)
    assert ada.post("/texts/letterhead/", HEAD | {"sender": "Ander"}).status_code == 422


def test_the_letterhead_keeps_a_logo_until_it_is_taken_away() -> None:
    world = World()
    ada = browser(world.city_admin)
    ada.post("/texts/letterhead/", HEAD | {"logo": SimpleUploadedFile("l.png", png())})
    row = only(world, Letterhead)
    assert bytes(row.logo or b"").startswith(b"\x89PNG")
    ada.post("/texts/letterhead/", HEAD | {"version": row.version, "footer": "KvK 1"})
    assert only(world, Letterhead).logo is not None
    ada.post(
        "/texts/letterhead/", HEAD | {"version": only(world, Letterhead).version, "is_without_logo": "on"}
    )
    assert only(world, Letterhead).logo is None


def test_a_file_that_is_no_picture_is_refused() -> None:
    upload = SimpleUploadedFile("l.png", b"%PDF-1.7", content_type="image/png")
    response = browser(World().city_admin).post("/texts/letterhead/", HEAD | {"logo": upload})
    assert response.status_code == 422
    assert response.context["form"].errors["logo"]


def test_others_than_the_administrator_find_no_such_page() -> None:
    world = World()
    assert [browser(person).get("/texts/").status_code for person in (world.bas, world.city_office)] == [
        404,
        404,
    ]


def test_the_list_costs_the_same_with_more_texts(django_assert_max_num_queries: Callable) -> None:
    ada = browser(World().city_admin)
    for number in range(5):
        ada.post("/texts/templates/new/", TEMPLATE | {"name": f"Brief {number}"})
    ada.get("/texts/")
    with django_assert_max_num_queries(12):
        ada.get("/texts/")


def test_another_organisation_reads_the_letterhead_and_changes_nothing() -> None:
    world = World()
    browser(world.city_admin).post("/texts/letterhead/", HEAD)
    with world.marloes.at_work():
        assert Letterhead.objects.filter(pk=world.city).exists()
        assert not Letterhead.objects.filter(pk=world.city).update(sender="Ander")
