"""The client's pages are for that client; the login page is for those who guide the dossier."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.panels import panels_in
from schakel.ground.people.models import Client as Person
from schakel.portal.client.tests.scene import Scene
from schakel.portal.client.views.login import one_time_password, panel
from tests.browsing import signed_in

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

OWN = ["/me/", "/me/plan/", "/me/data/", "/me/data/contact/", "/me/data/facts/wish/", "/me/looks/"]


@pytest.mark.parametrize("address", OWN)
def test_a_professional_does_not_find_the_clients_pages(address: str) -> None:
    scene = Scene()
    assert scene.browser(scene.world.marloes).get(address).status_code == 404


@pytest.mark.parametrize("address", OWN)
def test_a_stranger_is_asked_to_log_in(client: Client, address: str) -> None:
    assert client.get(address).url.startswith("/login/")


def test_the_clients_menu_has_the_four_doors_and_no_search() -> None:
    html = Scene().browser().get("/me/").content.decode()
    for words in ("Start", "Mijn plan", "Mijn gegevens", "Wie keek"):
        assert words in html
    assert 'role="search"' not in html


@pytest.mark.parametrize("who", ["mia", "joris", "city_office", "city_admin", "amina"])
def test_who_does_not_guide_this_dossier_finds_no_login_page(who: str) -> None:
    scene = Scene()
    person = scene.amina if who == "amina" else getattr(scene.world, who)
    assert scene.browser(person).get(f"/dossiers/{scene.dossier_id}/login/").status_code == 404


def test_a_dossier_that_is_not_there_has_no_login_page() -> None:
    scene = Scene()
    assert scene.browser(scene.world.bas).get(f"/dossiers/{uuid4()}/login/").status_code == 404


def new_dossier(scene: Scene):  # type: ignore[no-untyped-def]
    return scene.world.open(scene.world.bas, scene.world.city)


def test_the_password_is_shown_once_and_works() -> None:
    scene = Scene()
    dossier_id = new_dossier(scene)
    browser = scene.browser(scene.world.bas)
    key = str(uuid4())
    answer = browser.post(f"/dossiers/{dossier_id}/login/", {"username": "kees.v", "submit_key": key})
    password = re.search(r"<code>([a-z2-9-]{19})</code>", answer.content.decode())
    assert password is not None
    assert authenticate(username="kees.v", password=password[1]) is not None
    assert answer.headers["Cache-Control"] == "no-store"
    assert password[1] not in browser.get(f"/dossiers/{dossier_id}/login/").content.decode()


def test_a_double_click_gives_one_login_and_shows_its_real_password() -> None:
    scene = Scene()
    dossier_id, key = new_dossier(scene), str(uuid4())
    browser = scene.browser(scene.world.bas)
    values = {"username": "kees.v", "submit_key": key}
    first, second = (browser.post(f"/dossiers/{dossier_id}/login/", values) for _click in range(2))
    shown = [re.search(r"<code>([a-z2-9-]{19})</code>", a.content.decode()) for a in (first, second)]
    assert shown[0] is not None
    assert shown[1] is not None
    assert shown[0][1] == shown[1][1]


def test_a_name_that_is_taken_is_told_at_its_field() -> None:
    scene = Scene()
    dossier_id = new_dossier(scene)
    values = {"username": scene.world.bas.username, "submit_key": str(uuid4())}
    answer = scene.browser(scene.world.bas).post(f"/dossiers/{dossier_id}/login/", values)
    assert answer.status_code == 422
    assert "Deze inlognaam bestaat al." in answer.content.decode()


@pytest.mark.parametrize("username", ["ab", "Kees", "kees vries", "999990019", "k" * 81, ""])
def test_a_name_that_will_not_do_is_refused(username: str) -> None:
    scene = Scene()
    dossier_id = new_dossier(scene)
    values = {"username": username, "submit_key": str(uuid4())}
    answer = scene.browser(scene.world.bas).post(f"/dossiers/{dossier_id}/login/", values)
    assert answer.status_code == 422
    with scene.world.bas.at_work():
        assert Person.objects.get(pk=dossier_id).reader_id is None


def test_a_client_gets_no_second_login() -> None:
    scene = Scene()
    browser = scene.browser(scene.world.bas)
    assert (
        "kan inloggen in Mijn Schakel" in browser.get(f"/dossiers/{scene.dossier_id}/login/").content.decode()
    )
    before = Account.objects.count()
    values = {"username": "tweede", "submit_key": str(uuid4())}
    assert browser.post(f"/dossiers/{scene.dossier_id}/login/", values).status_code == 422
    assert Account.objects.count() == before


def test_the_password_follows_from_key_and_secret_only() -> None:
    key = uuid4()
    assert one_time_password(key) == one_time_password(key)
    assert one_time_password(key) != one_time_password(uuid4())


def test_the_dossier_shows_whether_the_client_can_log_in() -> None:
    scene = Scene()
    dossier_id = new_dossier(scene)
    assert "client:login" in [p.name for p in panels_in("side")]
    with scene.world.bas.at_work():
        assert panel(dossier_id) == {"dossier_id": dossier_id, "may_give": True}
    with scene.world.city_office.at_work(Purpose.INCOME_DECISION):
        assert not panel(dossier_id)["may_give"]
    browser = signed_in(scene.world.bas)
    assert "Nog geen inlog." in browser.get(f"/dossiers/{dossier_id}/").content.decode()
    assert "De cliënt heeft een inlog." in browser.get(f"/dossiers/{scene.dossier_id}/").content.decode()
