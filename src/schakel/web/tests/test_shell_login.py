"""Logging in, losing the session, and the doors that must not lead off the site."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

OFF_SITE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "/\t/evil.example",
]


def log_in(client: Client, username: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/login/", {"username": username, "password": password, **more})


def without_token(html: str) -> str:
    import re

    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+|\d\d\.\d\d', "", html)


def test_a_right_name_and_password_lead_to_where_they_were(client: Client) -> None:
    answer = log_in(client, World().bas.username, PASSWORD, next="/help/?x=1")
    assert (answer.status_code, answer.url) == (302, "/help/?x=1")


@pytest.mark.parametrize("target", OFF_SITE)
def test_logging_in_never_leads_off_the_site(client: Client, target: str) -> None:
    assert log_in(client, World().bas.username, PASSWORD, next=target).url == "/"


@pytest.mark.parametrize("target", OFF_SITE)
def test_choosing_a_language_never_leads_off_the_site(client: Client, target: str) -> None:
    answer = client.post("/language/", {"language": "en", "next": target}, HTTP_REFERER=target)
    assert answer.url == "/"


def test_a_language_is_kept_and_leads_back(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/login/?next=/x"})
    assert (answer.url, answer.cookies["django_language"].value) == ("/login/?next=/x", "en")
    assert client.get("/login/").headers["Content-Language"] == "en"


def test_an_unknown_language_is_not_found(client: Client) -> None:
    client.force_login(_account(World().bas))
    assert client.post("/language/", {"language": "xx"}).status_code == 404


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    name = World().bas.username
    known = log_in(client, name, "verkeerd")
    unknown = log_in(client, "z" * len(name), "verkeerd")
    assert (known.status_code, unknown.status_code) == (422, 422)
    same = without_token(known.content.decode()).replace(name, "z" * len(name))
    assert same == without_token(unknown.content.decode())


def test_a_wrong_password_is_never_sent_back(client: Client) -> None:
    answer = log_in(client, "iemand", "mijn-geheim-woord", next="/help/")
    assert "mijn-geheim-woord" not in answer.content.decode()
    assert 'name="next" value="/help/"' in answer.content.decode()


def test_a_form_sent_after_the_session_ended_explains_what_to_do(client: Client) -> None:
    answer = client.post("/seats/", HTTP_REFERER="http://testserver/seats/?secret=1")
    assert answer.url == "/login/"
    answer = client.post("/help/", HTTP_REFERER="http://testserver/help/?q=Haddou")
    assert answer.url == "/login/?next=%2Fhelp%2F&away=1"
    page = client.get(answer.url).content.decode()
    assert "U was te lang weg. Log opnieuw in; wat u typte staat nog in uw browser (ga terug)." in page


def test_reading_a_page_without_a_session_says_nothing_of_being_away(client: Client) -> None:
    answer = client.get("/help/")
    assert answer.url == "/login/?next=%2Fhelp%2F"
    assert "te lang weg" not in client.get(answer.url).content.decode()


def test_the_login_page_takes_no_focus(client: Client) -> None:
    page = client.get("/login/").content.decode()
    assert "autofocus" not in page
    assert 'autocomplete="current-password"' in page


def test_logging_out_ends_the_session(client: Client) -> None:
    client.force_login(_account(World().bas))
    client.post("/logout/")
    assert client.get("/help/").status_code == 302


def _account(person):  # type: ignore[no-untyped-def]
    from schakel.ground.accounts.models import Account

    return Account.objects.get(pk=person.account_id)
