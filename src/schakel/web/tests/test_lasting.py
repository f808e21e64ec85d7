"""A session ends when nobody touched it for a while, and after a working day in any case."""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.web import lasting
from tests.browsing import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MINUTE = 60


class Time:
    """The machine's time, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(lasting, "_seconds", found)
    return found


@pytest.fixture
def bas(moment: Time) -> Client:
    return signed_in(World().bas)


def test_who_keeps_working_stays(bas: Client, moment: Time) -> None:
    for _ in range(10):
        moment.now += 59 * MINUTE
        assert bas.get("/help/").status_code == 200


def test_who_was_away_for_an_hour_is_out_and_goes_on_where_they_were(bas: Client, moment: Time) -> None:
    moment.now += 60 * MINUTE
    answer = bas.get("/help/")
    assert answer.url == "/login/?next=%2Fhelp%2F&away=pause"
    assert "U was te lang weg en bent daarom uitgelogd." in bas.get(answer.url).content.decode()
    moment.now -= 60 * MINUTE
    assert bas.get("/help/").url == "/login/?next=%2Fhelp%2F"


def test_what_was_typed_meanwhile_is_said_to_be_in_the_browser(bas: Client, moment: Time) -> None:
    moment.now += 61 * MINUTE
    answer = bas.post("/account/password/", HTTP_REFERER="http://testserver/account/password/")
    assert answer.url == "/login/?next=%2Faccount%2Fpassword%2F&away=1"


def test_after_ten_hours_even_who_keeps_working_logs_in_again(bas: Client, moment: Time) -> None:
    for _ in range(12):
        moment.now += 49 * MINUTE
        assert bas.get("/help/").status_code == 200
    moment.now += 12 * MINUTE
    assert bas.get("/help/").status_code == 302


def test_a_session_of_before_the_count_begins_now(bas: Client, moment: Time) -> None:
    session = bas.session
    del session[lasting.BEGAN], session[lasting.SEEN]
    session.save()
    assert bas.get("/help/").status_code == 200
    moment.now += 61 * MINUTE
    assert bas.get("/help/").status_code == 302


def test_a_page_within_the_minute_writes_no_session(bas: Client, moment: Time) -> None:
    bas.get("/help/")
    moment.now += 59
    assert "sessionid" not in bas.get("/help/").cookies
    moment.now += 1
    assert "sessionid" in bas.get("/help/").cookies
