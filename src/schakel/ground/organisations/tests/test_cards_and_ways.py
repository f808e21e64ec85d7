"""Everybody keeps their own card; each organisation's administrator tells how it works, in versions."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from schakel.ground.organisations.models import Membership, Portrait, Professional, WayOfWorking
from schakel.ground.organisations.structure import blocks
from schakel.ground.organisations.tests.browsing import browser
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
OWN, PHOTO = "/directory/own/", "/directory/own/photo/"


def photo(size: tuple[int, int] = (900, 600), kind: str = "PNG") -> bytes:
    content = BytesIO()
    Image.new("RGB", size, "teal").save(content, kind)
    return content.getvalue()


def send(person: Person, content: bytes, name: str = "ik.png") -> Any:
    return browser(person).post(PHOTO, {"photo": SimpleUploadedFile(name, content, "image/png")})


def professional_id(person: Person) -> Any:
    return Membership.objects.get(pk=person.membership_id).professional_id


def test_somebody_changes_their_own_card_and_colleagues_read_it() -> None:
    world = World()
    sent = {"phone": "06 12", "email": "mia@uwv.example", "expertise": "Logistiek", "version": "1"}
    assert browser(world.mia).post(OWN, sent).status_code == 302
    html = browser(world.bas).get(f"/directory/{professional_id(world.mia)}/").content.decode()
    for words in ("Mia Jansen", "mia@uwv.example", "Deskundig in Logistiek", "UWV Oosterwaard", "Team WW"):
        assert words in html


def test_an_old_version_or_a_rotten_address_changes_nothing() -> None:
    world = World()
    assert browser(world.mia).post(OWN, {"email": "geen-adres", "version": "1"}).status_code == 422
    assert browser(world.mia).post(OWN, {"phone": "1", "version": "7"}).status_code == 409
    assert browser(world.mia).post(OWN, {"phone": "1"}).status_code == 409
    assert Professional.objects.get(pk=professional_id(world.mia)).phone != "1"


def test_a_photo_is_drawn_anew_as_a_small_square() -> None:
    world = World()
    assert send(world.mia, photo()).status_code == 302
    answer = browser(world.bas).get(f"/directory/{professional_id(world.mia)}/photo/")
    assert answer["Content-Type"] == "image/jpeg"
    with Image.open(BytesIO(answer.content)) as shown:
        assert (shown.format, shown.size, len(shown.getexif())) == ("JPEG", (256, 256), 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload='x'/>",
        b"%PDF-1.7",
        photo()[:60],
        b"\x89PNG\r\n\x1a\n" + b"x" * 40,
        photo(kind="GIF"),
    ],
)
def test_what_is_no_photo_is_refused_whatever_it_says_it_is(content: bytes) -> None:
    world = World()
    assert send(world.mia, content).status_code == 422
    assert not Portrait.objects.exists()


def test_a_photo_too_large_to_open_safely_is_refused() -> None:
    assert send(World().mia, photo((7000, 6000))).status_code == 422


def test_a_photo_can_be_taken_off() -> None:
    world = World()
    send(world.mia, photo())
    browser(world.mia).post("/directory/own/photo/remove/")
    assert browser(world.bas).get(f"/directory/{professional_id(world.mia)}/photo/").status_code == 404


def test_a_client_sees_no_card() -> None:
    world = World()
    amina = world.client_of(world.open(world.bas, world.city), world.bas)
    assert browser(amina).get(f"/directory/{professional_id(world.mia)}/").status_code == 404


def test_the_people_of_a_dossier_lead_to_their_cards() -> None:
    world = World()
    dossier_id = world.open(world.mia, world.uwv)
    html = browser(world.mia).get(reverse("dossiers:people", args=[dossier_id])).content.decode()
    assert f'href="/directory/{professional_id(world.mia)}/"' in html


def test_only_what_is_asked_stands_on_the_form_of_the_way_of_working() -> None:
    html = (
        browser((world := World()).city_admin).get(f"/ways-of-working/{world.city}/write/").content.decode()
    )
    assert html.count("<textarea") == 6


def write(world: World, person: Person, **more: str) -> Any:
    url = f"/ways-of-working/{world.city}/write/"
    return browser(person).post(url, {"method": "Wij bellen eerst.", "number": "0"} | more)


def test_the_administrator_publishes_and_partners_read() -> None:
    world = World()
    assert (
        write(world, world.city_admin, instruments="Wij hebben:\n- scholing\n- <b>stage</b>").status_code
        == 302
    )
    html = browser(world.marloes).get(f"/ways-of-working/{world.city}/").content.decode()
    assert "<li>scholing</li>" in html
    assert "&lt;b&gt;stage" in html
    assert "Ada Beheer" in html


def test_earlier_versions_stay_to_be_read() -> None:
    world = World()
    write(world, world.city_admin)
    write(world, world.city_admin, method="Wij mailen eerst.", number="1")
    page = f"/ways-of-working/{world.city}/"
    assert "Wij mailen eerst." in browser(world.joris).get(page).content.decode()
    old = browser(world.joris).get(f"{page}?version=1").content.decode()
    assert "Wij bellen eerst." in old
    assert "U leest een eerdere versie." in old


def test_an_overtaken_an_empty_or_an_unchanged_version_is_refused() -> None:
    world = World()
    write(world, world.city_admin)
    overtaken = write(world, world.city_admin, method="Anders")
    assert overtaken.status_code == 422
    assert "Anders" in overtaken.content.decode(), "what was typed stays"
    assert write(world, world.city_admin, method=" ", number="1").status_code == 422
    assert write(world, world.city_admin, number="1").status_code == 422
    assert WayOfWorking.objects.count() == 1


def test_nobody_else_writes_it() -> None:
    world = World()
    assert write(world, world.bas).status_code == 404
    other = browser(world.city_admin).get(f"/ways-of-working/{world.uwv}/write/")
    assert other.status_code == 404


@pytest.mark.parametrize("version", ["x", "-1", "99", "9" * 40, "²"])
def test_an_odd_version_breaks_nothing(version: str) -> None:
    world = World()
    write(world, world.city_admin)
    assert browser(world.bas).get(f"/ways-of-working/{world.city}/?version={version}").status_code == 200


def test_all_partners_are_listed_with_few_questions(django_assert_max_num_queries: Any) -> None:
    world = World()
    write(world, world.city_admin)
    page = browser(world.bas)
    page.get("/ways-of-working/")
    with django_assert_max_num_queries(11):
        html = page.get("/ways-of-working/").content.decode()
    assert "bijgewerkt op" in html
    assert "nog niets verteld" in html


def test_text_is_parted_in_paragraphs_and_lists() -> None:
    found = blocks("Eerst dit.\nDan dat.\n- een\n- twee\n\nKlaar.\n\n\n- los")
    assert [(b.is_list, b.lines) for b in found] == [
        (False, ["Eerst dit.", "Dan dat."]),
        (True, ["een", "twee"]),
        (False, ["Klaar."]),
        (True, ["los"]),
    ]
