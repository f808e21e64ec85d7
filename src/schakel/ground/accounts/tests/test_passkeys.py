"""Passkeys: made with the password, shown at logging in, and worth nothing when anything is off."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from schakel.ground.accounts.models import Account, LoginTry, Passkey
from schakel.ground.accounts.passkeys import WrongAnswer, shown_in
from schakel.ground.accounts.tests.passkey_device import PRESENT, Device
from schakel.ground.accounts.views import passkeys as views
from tests.browsing import signed_in
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MAKE = "/account/passkeys/make/"


@pytest.fixture
def world() -> World:
    return World()


def options_on(browser: Client) -> dict[str, Any]:
    page = browser.get(MAKE).content.decode()
    [found] = re.findall(r'data-sk-passkey-make="([^"]+)"', page)
    return dict(json.loads(html.unescape(found)))


def begun(person: Person, name: str = "telefoon") -> Client:
    browser = signed_in(person)
    answer = browser.post("/account/passkeys/", {"name": name, "password": PASSWORD})
    assert answer.url == MAKE
    return browser


def made(person: Person, **changes: Any) -> Device:
    browser, device = begun(person), Device(**changes)
    assert browser.post(MAKE, {"answer": device.make(options_on(browser))}).url == "/account/passkeys/"
    return device


def asked(browser: Client) -> dict[str, Any]:
    return dict(browser.post("/login/passkey/begin/").json())


def log_in(device: Device, browser: Client | None = None, **more: str) -> Client:
    browser = browser or Client()
    values = {"answer": device.show(asked(browser))} | more
    browser.answer = browser.post("/login/passkey/", values)  # type: ignore[attr-defined]
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def test_a_passkey_alone_lets_in_and_leads_on(world: World) -> None:
    browser = log_in(made(world.bas), next="/help/")
    assert browser.answer.url == "/help/"  # type: ignore[attr-defined]
    assert is_in(browser)
    assert Passkey.objects.get().last_used_at is not None


def test_it_counts_as_both_steps_where_two_are_asked(world: World, settings: Any) -> None:
    device = made(world.bas)
    settings.IS_DEMO = False
    assert is_in(log_in(device))


def test_it_never_leads_off_the_site(world: World) -> None:
    browser = log_in(made(world.bas), next="https://evil.example/")
    assert browser.answer.url == "/"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "http://evil.example"},
        {"origin": "https://testserver"},
        {"host": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"user": ""},
        {"user": "AAAA"},
        {"id": b"een andere sleutel, nooit gemaakt"},
    ],
)
def test_what_is_shown_elsewhere_or_by_nobody_opens_nothing(world: World, changes: dict[str, Any]) -> None:
    device = made(world.bas)
    for name, value in changes.items():
        setattr(device, name, value)
    assert not is_in(log_in(device))


@pytest.mark.parametrize(
    "changes", [{"origin": "http://evil.example"}, {"host": "evil.example"}, {"flags": 1}]
)
def test_what_is_made_elsewhere_or_by_nobody_is_not_kept(world: World, changes: dict[str, Any]) -> None:
    browser = begun(world.bas)
    answer = browser.post(MAKE, {"answer": Device(**changes).make(options_on(browser))})
    assert answer.status_code == 422
    assert "is niet gelukt" in answer.content.decode()
    assert not Passkey.objects.exists()


def test_another_key_with_the_same_id_opens_nothing(world: World) -> None:
    device = made(world.bas)
    thief = Device(id=device.id, user=device.user)
    assert not is_in(log_in(thief))


def test_an_answer_counts_once_and_for_its_own_question(world: World) -> None:
    device, browser = made(world.bas), Client()
    answer = device.show(asked(browser))
    asked(browser)
    browser.post("/login/passkey/", {"answer": answer})
    assert not is_in(browser)
    answer = device.show(asked(browser))
    browser.post("/login/passkey/", {"answer": answer})
    browser.post("/logout/")
    browser.post("/login/passkey/", {"answer": answer})
    assert not is_in(browser)


def test_a_question_of_another_browser_is_not_answered(world: World) -> None:
    device, mine, other = made(world.bas), Client(), Client()
    answer = device.show(asked(mine))
    asked(other)
    other.post("/login/passkey/", {"answer": answer})
    assert not is_in(other)


def test_a_question_is_answered_within_five_minutes(world: World, monkeypatch: Any) -> None:
    device, browser = made(world.bas), Client()
    answer, now = device.show(asked(browser)), views.time.time()
    monkeypatch.setattr(views.time, "time", lambda: now + 301)
    browser.post("/login/passkey/", {"answer": answer})
    assert not is_in(browser)


def test_a_count_that_does_not_go_up_is_of_a_copy(world: World) -> None:
    device = made(world.bas, count=7)
    device.count = 8
    assert is_in(log_in(device))
    assert not is_in(log_in(device))
    device.count = 0
    assert not is_in(log_in(device))
    device.count = 9
    assert is_in(log_in(device))


def test_a_key_that_does_not_count_works_again_and_again(world: World) -> None:
    device = made(world.bas)
    assert is_in(log_in(device))
    assert is_in(log_in(device))


def test_a_closed_account_is_not_opened(world: World) -> None:
    device = made(world.bas)
    Account.objects.filter(pk=world.bas.account_id).update(is_active=False)
    assert not is_in(log_in(device))


def test_who_lost_their_phone_loses_the_key_on_it(world: World) -> None:
    device = made(world.bas)
    answer = signed_in(world.city_admin).post(f"/accounts/{world.bas.account_id}/second-step/")
    assert answer.status_code == 302
    assert not is_in(log_in(device))


def test_removed_it_opens_nothing_and_the_list_says_so(world: World) -> None:
    device, browser = made(world.bas), signed_in(world.bas)
    assert "telefoon" in browser.get("/account/passkeys/").content.decode()
    browser.post(f"/account/passkeys/{Passkey.objects.get().pk}/remove/")
    assert "U hebt nog geen passkey" in browser.get("/account/passkeys/").content.decode()
    assert not is_in(log_in(device))


def test_it_can_be_called_something_else(world: World) -> None:
    made(world.bas)
    browser, path = signed_in(world.bas), f"/account/passkeys/{Passkey.objects.get().pk}/"
    assert browser.post(path, {"name": ""}).status_code == 422
    assert browser.post(path, {"name": "werklaptop"}).status_code == 302
    assert "werklaptop" in browser.get("/account/passkeys/").content.decode()


@pytest.mark.parametrize("path", ["", "remove/"])
def test_a_key_of_somebody_else_is_not_there(world: World, path: str) -> None:
    made(world.bert)
    address = f"/account/passkeys/{Passkey.objects.get().pk}/{path}"
    assert signed_in(world.bas).post(address, {"name": "van mij"}).status_code == 404
    assert Passkey.objects.get().name == "telefoon"


def test_who_finds_an_open_session_cannot_make_it_theirs(world: World) -> None:
    browser = signed_in(world.bas)
    values = {"name": "van een ander", "password": "verkeerd-geraden"}
    answers = [browser.post("/account/passkeys/", values) for _ in range(6)]
    assert {answer.status_code for answer in answers} == {422}
    assert "te vaak iets verkeerds" in answers[-1].content.decode()
    assert browser.get(MAKE).url == "/account/passkeys/"


def test_one_key_is_of_one_account(world: World) -> None:
    device, browser = made(world.bas), begun(world.bert)
    answer = browser.post(MAKE, {"answer": device.make(options_on(browser))})
    assert answer.status_code == 422
    assert "Deze passkey is er al" in answer.content.decode()
    assert Passkey.objects.get().account_id == world.bas.account_id


def test_the_eleventh_is_refused(world: World) -> None:
    for _ in range(10):
        made(world.bas)
    browser = begun(world.bas)
    answer = browser.post(MAKE, {"answer": Device().make(options_on(browser))})
    assert "al tien passkeys" in answer.content.decode()
    assert Passkey.objects.count() == 10


def test_a_client_has_no_passkeys(world: World) -> None:
    client = world.client_of(world.open(world.bas, world.city), world.bas)
    assert signed_in(client).get("/account/passkeys/").status_code == 404


def test_wrong_answers_count_for_their_address_and_right_ones_do_not(world: World) -> None:
    device = made(world.bas)
    LoginTry.objects.all().delete()
    log_in(device)
    assert LoginTry.objects.get().level < 1
    browser = Client()
    assert [browser.post("/login/passkey/begin/").status_code for _ in range(62)][-1] == 429


ROTTEN = [
    "",
    "x",
    "{}",
    "[]",
    "null",
    "1",
    '{"id": "a", "rawId": "b"}',
    '{"rawId": 5, "response": {}}',
    "{" * 9000,
]


@pytest.mark.parametrize("answer", ROTTEN)
def test_a_rotten_answer_is_a_wrong_one(world: World, answer: str) -> None:
    browser = Client()
    asked(browser)
    reply = browser.post("/login/passkey/", {"answer": answer})
    assert reply.url == "/login/"
    assert "is niet gelukt" in browser.get("/login/").content.decode()


@pytest.mark.parametrize("answer", ROTTEN)
def test_a_rotten_answer_makes_nothing(world: World, answer: str) -> None:
    browser = begun(world.bas)
    options_on(browser)
    assert browser.post(MAKE, {"answer": answer}).status_code == 422
    assert not Passkey.objects.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "signature"]), inner
        )
    ),
    max_leaves=10,
)


@property_settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_whatever_is_sent_is_a_wrong_answer_and_never_an_error(value: Any) -> None:
    with pytest.raises(WrongAnswer):
        shown_in(json.dumps(value))
