"""One's own account: changing the password, and ending what is open elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client

from schakel.ground.accounts.models import Account, LoginTry
from tests.browsing import signed_in
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
NEW = "een-heel-ander-wachtwoord"


@pytest.fixture
def bas() -> Person:
    return World().bas


def ask(browser: Client, **values: str):  # type: ignore[no-untyped-def]
    return browser.post("/account/password/", {"current": PASSWORD, "new": NEW, "again": NEW} | values)


def password_of(person: Person) -> str:
    return next(
        word for word in (PASSWORD, NEW) if Account.objects.get(pk=person.account_id).check_password(word)
    )


def test_a_new_password_counts_from_then_on_and_ends_other_sessions(bas: Person) -> None:
    here, elsewhere = signed_in(bas), signed_in(bas)
    assert ask(here).url == "/account/"
    assert password_of(bas) == NEW
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"current": "iets-anders-dan-het-is"}, "Dit is niet uw huidige wachtwoord."),
        ({"again": "anders-getypt-dan-boven"}, "Dit is niet hetzelfde."),
        ({"new": "kort", "again": "kort"}, "wachtwoord is te kort"),
        ({"new": "", "again": ""}, "veld"),
        ({"new": PASSWORD, "again": PASSWORD}, "dat u al hebt"),
        ({"new": "p" * 5000, "again": "p" * 5000}, "200"),
        ({"new": "qwerty123456", "again": "qwerty123456"}, "te veel mensen"),
    ],
)
def test_a_change_that_is_not_right_changes_nothing(bas: Person, values: dict[str, str], words: str) -> None:
    answer = ask(signed_in(bas), **values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert password_of(bas) == PASSWORD


def test_no_password_that_was_typed_comes_back(bas: Person) -> None:
    page = ask(signed_in(bas), current="mijn-oude-geheim", again="iets-heel-anders-hier").content.decode()
    assert "mijn-oude-geheim" not in page
    assert NEW not in page


def test_an_open_session_gives_no_endless_guesses_at_the_password(bas: Person) -> None:
    browser = signed_in(bas)
    for _ in range(5):
        ask(browser, current="gokje-na-gokje-na")
    answer = ask(browser)
    assert "te vaak iets verkeerds" in answer.content.decode()
    assert password_of(bas) == PASSWORD
    assert LoginTry.objects.count() == 1


def test_logging_out_everywhere_leaves_this_session(bas: Person) -> None:
    here, elsewhere = signed_in(bas), signed_in(bas)
    assert here.post("/account/sessions/end/").url == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_a_client_has_the_same_page_in_the_portal() -> None:
    world = World()
    client = world.client_of(world.open(world.bas, world.city), world.bas)
    browser = signed_in(client)
    assert "Mijn account" in browser.get("/account/").content.decode()
    assert ask(browser).status_code == 302
