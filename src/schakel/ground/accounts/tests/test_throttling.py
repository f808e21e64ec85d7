"""Failed tries: counted, made to wait, and never told apart by whether a name exists."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from schakel.ground.accounts.models import LoginTry
from schakel.ground.accounts.throttling import (
    BY_ACCOUNT,
    BY_ADDRESS,
    BY_NAME,
    BY_PLACE,
    Limit,
    claim_try,
    closed_among,
    forget_tries,
    key_of_address,
    key_of_name,
    key_of_place,
    take_back,
)
from schakel.ground.kernel import clock
from tests.browsing import signed_in
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WRONG = "dit-is-verkeerd"


def fail(name: str, times: int, browser: Client | None = None) -> list[int]:
    browser = browser or Client()
    answers = (browser.post("/login/", {"username": name, "password": WRONG}) for _ in range(times))
    return [answer.status_code for answer in answers]


def test_after_five_wrong_tries_even_the_right_password_must_wait() -> None:
    name = World().bas.username
    assert fail(name, 5) == [422] * 5
    answer = Client().post("/login/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Wacht 1 minuut" in answer.content.decode()


def test_who_waited_gets_in_and_begins_anew() -> None:
    name = World().bas.username
    fail(name, 5)
    with clock.travel(clock.now() + timedelta(seconds=31)):
        assert Client().post("/login/", {"username": name, "password": PASSWORD}).status_code == 302
    assert not LoginTry.objects.filter(closed_until__gt=clock.now()).exists()
    assert fail(name, 5) == [422] * 5


def test_a_name_that_nobody_has_gets_the_same_answers() -> None:
    World()
    assert fail("bestaat-niet", 6) == [422] * 5 + [429]


def test_capitals_and_spaces_give_no_more_tries() -> None:
    name = World().bas.username
    assert fail(name, 3) + fail(f" {name.upper()} ", 2) + fail(name, 1) == [422] * 5 + [429]


def test_at_the_second_step_the_wait_doubles_up_to_an_hour_and_then_only_somebody_else_opens() -> None:
    key, waits, moment = key_of_name("iemand"), [], clock.now()
    claim = claim_try(key, BY_ACCOUNT)
    while not claim.is_locked:
        if claim.closed_until is not None:
            waits.append(round((claim.closed_until - moment).total_seconds()))
            moment = claim.closed_until + timedelta(milliseconds=1)
        with clock.travel(moment):
            claim = claim_try(key, BY_ACCOUNT)
            moment = clock.now()
        assert len(waits) < 40
    assert waits[:4] == [30, 60, 120, 240]
    assert max(waits) <= 3601
    with clock.travel(moment + timedelta(days=300)):
        assert not claim_try(key, BY_ACCOUNT).is_heard
    forget_tries(key)
    assert claim_try(key, BY_ACCOUNT).is_heard


def test_tries_many_at_once_are_each_counted_before_a_password_is_looked_at() -> None:
    key = key_of_name("iemand")
    assert [claim_try(key, BY_PLACE).is_heard for _ in range(7)] == [True] * 5 + [False] * 2


def test_one_address_guessing_at_many_names_must_wait() -> None:
    World()
    browser = Client(REMOTE_ADDR="192.0.2.9")
    codes = [code for n in range(62) for code in fail(f"naam{n}", 1, browser)]
    assert codes == [422] * 60 + [429] * 2
    assert fail("naam1", 1, Client(REMOTE_ADDR="192.0.2.10")) == [422]


def test_an_address_that_is_closed_locks_no_names() -> None:
    browser = Client(REMOTE_ADDR="192.0.2.9")
    for n in range(60):
        fail(f"naam{n}", 1, browser)
    fail("doelwit", 30, browser)
    assert closed_among([key_of_name("doelwit")]) == {}


def test_getting_in_does_not_count_for_the_address() -> None:
    key = key_of_address("192.0.2.9")
    for _ in range(200):
        take_back(claim_try(key, BY_ADDRESS))
    assert LoginTry.objects.get(key=key).level < 1


def test_what_was_typed_is_kept_nowhere() -> None:
    typed = "mijn-wachtwoord-in-het-verkeerde-veld"
    fail(typed, 6)
    with connection.cursor() as cursor:
        cursor.execute("select t::text from accounts_logintry t")
        rows = cursor.fetchall()
    assert len(rows) == 3
    assert not any(typed in row or typed.encode().hex() in row for (row,) in rows)


def test_a_version_6_visitor_is_counted_by_network() -> None:
    assert key_of_address("2001:db8::1") == key_of_address("2001:db8::ffff:1")
    assert key_of_address("2001:db8::1") != key_of_address("2001:db8:0:1::1")
    assert key_of_address("onzin") == key_of_address("")


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, "10.0.0.1"), (1, "198.51.100.7"), (2, "6.6.6.6"), (3, "10.0.0.1")]
)
def test_only_what_a_trusted_proxy_adds_is_believed(
    settings: object, rf: object, proxies: int, expected: str
) -> None:
    from schakel.ground.accounts.entering import address_of

    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 198.51.100.7")
    assert address_of(request) == expected


@property_settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=25))
def test_a_level_never_passes_the_number_of_claims_and_a_closed_key_hears_nothing(gaps: list[int]) -> None:
    limit, key, moment = Limit(3, 10, 100, 600, 12), key_of_name("eigenschap"), clock.now()
    forget_tries(key)
    heard, until = 0, None
    for gap in gaps:
        moment += timedelta(seconds=gap)
        with clock.travel(moment):
            claim = claim_try(key, limit)
            assert claim.is_heard == (until is None or until <= clock.now() + timedelta(milliseconds=50))
        heard += claim.is_heard
        until = claim.closed_until
        assert 0 < LoginTry.objects.get(key=key).level <= heard


def own_browser(name: str) -> Client:
    browser = Client(REMOTE_ADDR="192.0.2.1")
    assert browser.post("/login/", {"username": name, "password": PASSWORD}).status_code == 302
    browser.post("/logout/")
    return browser


def test_a_stranger_who_guesses_keeps_nobody_out_elsewhere() -> None:
    name = World().bas.username
    assert fail(name, 7, Client(REMOTE_ADDR="198.51.100.7")) == [422] * 5 + [429] * 2
    values = {"username": name, "password": PASSWORD}
    assert Client(REMOTE_ADDR="192.0.2.1").post("/login/", values).status_code == 302


def guess_from_everywhere(name: str, places: int = 12) -> list[int]:
    return [code for n in range(places) for code in fail(name, 5, Client(REMOTE_ADDR=f"198.51.100.{n}"))]


def test_guessing_from_everywhere_waits_slowly_and_never_locks() -> None:
    name = World().bas.username
    codes = guess_from_everywhere(name)
    assert codes[:40] == [422] * 40
    assert set(codes[40:]) == {429}
    [until] = closed_among([key_of_name(name)]).values()
    assert until <= clock.now() + timedelta(minutes=60)


def test_guessing_from_everywhere_does_not_keep_out_a_browser_of_the_owner() -> None:
    name = World().bas.username
    browser = own_browser(name)
    guess_from_everywhere(name)
    values = {"username": name, "password": PASSWORD}
    assert Client(REMOTE_ADDR="203.0.113.9").post("/login/", values).status_code == 429
    assert browser.post("/login/", values).status_code == 302


def test_a_known_browser_guesses_no_more_than_another() -> None:
    name = World().bas.username
    assert fail(name, 6, own_browser(name)) == [422] * 5 + [429]


def test_a_browser_of_somebody_else_is_not_known() -> None:
    world = World()
    browser = own_browser(world.bert.username)
    guess_from_everywhere(world.bas.username)
    values = {"username": world.bas.username, "password": PASSWORD}
    assert browser.post("/login/", values).status_code == 429


@pytest.mark.parametrize("value", ["", "x", "a.b", "a.b:c:d", "." * 5000])
def test_a_made_up_mark_is_no_browser_of_the_owner(value: str) -> None:
    name = World().bas.username
    guess_from_everywhere(name)
    browser = Client(REMOTE_ADDR="203.0.113.9")
    browser.cookies["known"] = value
    assert browser.post("/login/", {"username": name, "password": PASSWORD}).status_code == 429


def test_over_all_places_the_wait_never_passes_a_quarter_of_an_hour() -> None:
    key, moment, longest = key_of_name("iemand"), clock.now(), 0.0
    for _ in range(80):
        with clock.travel(moment):
            claim = claim_try(key, BY_NAME)
            assert claim.is_heard
            assert not claim.is_locked
            moment = (claim.closed_until or moment) + timedelta(milliseconds=1)
            longest = max(longest, (moment - clock.now()).total_seconds())
    assert 890 < longest < 902


def test_unlocking_opens_every_place_at_once() -> None:
    name = World().bas.username
    fail(name, 5)
    of = key_of_name(name)
    assert set(closed_among([of])) == {of}
    forget_tries(of)
    assert closed_among([of]) == {}
    assert fail(name, 1) == [422]
    assert LoginTry.objects.filter(of=of).count() == 1


def test_who_is_inside_guesses_the_password_in_vain_and_closes_nothing_outside() -> None:
    world = World()
    browser = signed_in(world.bas)
    values = {"current": WRONG, "new": "een-heel-ander-wachtwoord", "again": "een-heel-ander-wachtwoord"}
    answers = [browser.post("/account/password/", values).content.decode() for _ in range(6)]
    assert "te vaak iets verkeerds" in answers[-1]
    assert LoginTry.objects.filter(key=key_of_place(world.bas.username, "inside")).exists()
    login = {"username": world.bas.username, "password": PASSWORD}
    assert Client().post("/login/", login).status_code == 302
