"""Logging in at one's own organisation, against a provider that really runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.actions import NewSignOn, end_sign_on, set_sign_on
from schakel.ground.accounts.models import Account, SignOnSubject
from schakel.ground.accounts.openid import is_safe
from schakel.ground.accounts.tests.provider import log_in_there, provider, refuse_there, values_in
from schakel.ground.accounts.views import sign_on as views
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.organisations.actions import NewProfessional, add_member
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ROLES = (("sk-coach", Role.CLIENT_MANAGER), ("sk-admin", Role.ADMINISTRATOR))


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def issuer(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("SCHAKEL_SIGN_ON_STAD", "een-geheim")
    with provider({"bas": world.bas.username, "marloes": world.marloes.username}) as address:
        yield address


def entered(world: World, issuer: str, **changes: Any) -> None:
    values: dict[str, Any] = {
        "slug": "stad",
        "label": "Werk en Inkomen",
        "issuer": issuer,
        "client_id": "schakel",
        "roles": ((ROLES[0][0], _role_of_bas(world)), ROLES[1]),
    }
    organisation_id = changes.pop("organisation_id", world.city)
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        set_sign_on(actor=actor, organisation_id=organisation_id, new=NewSignOn(**values | changes))


def _role_of_bas(world: World) -> Role:
    from schakel.ground.access.models import Reader

    return Role(Reader.objects.get(pk=world.bas.reader_id).role)


def asked(browser: Client, path: str = "/login/sign-on/stad/") -> str:
    return str(browser.get(path).url)


def come_back(browser: Client, address: str):  # type: ignore[no-untyped-def]
    return browser.get("/login/sign-on/back/", values_in(address))


def by_provider(subject: str, browser: Client | None = None) -> Client:
    browser = browser or Client()
    browser.answer = come_back(browser, log_in_there(asked(browser), subject))  # type: ignore[attr-defined]
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def said(browser: Client) -> str:
    return browser.get("/login/").content.decode()


def test_who_works_here_comes_in_and_goes_where_they_were_going(world: World, issuer: str) -> None:
    entered(world, issuer)
    page = Client().get("/login/?next=/help/").content.decode()
    assert '<a href="/login/sign-on/stad/?next=%2Fhelp%2F">Werk en Inkomen</a>' in page
    browser = Client()
    answer = come_back(browser, log_in_there(asked(browser, "/login/sign-on/stad/?next=/help/"), "s-bas"))
    assert answer.url == "/help/"
    assert is_in(browser)
    assert SignOnSubject.objects.get().account_id == world.bas.account_id


def test_a_second_time_the_number_counts_and_not_the_name(world: World, issuer: str) -> None:
    entered(world, issuer)
    by_provider("s-bas")
    Account.objects.filter(pk=world.bas.account_id).update(username="heet-nu-anders")
    assert is_in(by_provider("s-bas"))


def test_capitals_and_spaces_are_the_same_name(world: World, issuer: str) -> None:
    entered(world, issuer)
    assert is_in(by_provider("s-renamed"))


def test_a_name_that_was_given_to_somebody_else_opens_nothing(world: World, issuer: str) -> None:
    entered(world, issuer)
    by_provider("s-bas")
    browser = by_provider("s-other")
    assert not is_in(browser)
    assert "Schakel kent u niet" in said(browser)


@pytest.mark.parametrize("subject", ["s-nobody", "s-marloes", "s-rotten"])
def test_who_does_not_work_here_is_told_what_to_do(world: World, issuer: str, subject: str) -> None:
    entered(world, issuer)
    browser = by_provider(subject)
    assert not is_in(browser)
    assert "Vraag de beheerder van uw organisatie om u uit te nodigen" in said(browser)
    assert not SignOnSubject.objects.exists()


@pytest.mark.parametrize("subject", ["s-admin", "s-none", "s-silent"])
def test_words_of_the_provider_give_no_role_that_one_does_not_have(
    world: World, issuer: str, subject: str
) -> None:
    entered(world, issuer)
    browser = by_provider(subject)
    assert not is_in(browser)
    assert "U hebt hier geen rol" in said(browser)


def test_who_works_elsewhere_too_sits_here_only(world: World, issuer: str) -> None:
    entered(world, issuer)
    with world.mia.at_work() as _actor:
        pass
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        add_member(
            actor=actor,
            organisation_id=world.uwv,
            account_id=world.bas.account_id,
            role=Role.WORK_COACH,
            person=NewProfessional(name="Bas"),
        )
    inside = Client()
    inside.post("/login/", {"username": world.bas.username, "password": PASSWORD})
    number = max(_readers(world))
    assert inside.post("/seats/", {"reader": number}).status_code == 302
    browser = by_provider("s-bas")
    assert is_in(browser)
    assert browser.post("/seats/", {"reader": number}).status_code == 404


def test_with_a_password_later_all_seats_are_open_again(world: World, issuer: str) -> None:
    entered(world, issuer)
    browser = by_provider("s-bas")
    assert browser.session["seats"] == [str(world.city), sorted([_role_of_bas(world).value])]
    browser.post("/login/", {"username": world.bas.username, "password": PASSWORD})
    assert "seats" not in browser.session


def test_a_closed_account_stays_out(world: World, issuer: str) -> None:
    entered(world, issuer)
    by_provider("s-bas")
    Account.objects.filter(pk=world.bas.account_id).update(is_active=False)
    browser = by_provider("s-bas")
    assert not is_in(browser)
    assert "Uw account is gesloten" in said(browser)


def test_the_second_step_of_here_is_asked_unless_the_provider_asks_its_own(
    world: World, issuer: str, settings: Any
) -> None:
    entered(world, issuer)
    settings.IS_DEMO = False
    browser = by_provider("s-bas")
    assert browser.answer.url == "/login/second-step/first/"  # type: ignore[attr-defined]
    assert not is_in(browser)
    entered(world, issuer, is_two_step=True)
    assert is_in(by_provider("s-bas"))


def test_an_answer_counts_once_and_in_its_own_browser(world: World, issuer: str) -> None:
    entered(world, issuer)
    mine, other = Client(), Client()
    back = log_in_there(asked(mine), "s-bas")
    asked(other)
    assert not is_in(_came(other, back))
    assert is_in(_came(mine, back))
    mine.post("/logout/")
    assert not is_in(_came(mine, back))


def _came(browser: Client, back: str) -> Client:
    come_back(browser, back)
    return browser


def test_an_answer_to_another_question_is_not_believed(world: World, issuer: str) -> None:
    entered(world, issuer)
    mine, other = Client(), Client()
    theirs = values_in(log_in_there(asked(other), "s-bas"))
    state = values_in(asked(mine))["state"]
    mine.get("/login/sign-on/back/", {"code": theirs["code"], "state": state})
    assert not is_in(mine)


def test_an_answer_comes_within_ten_minutes(world: World, issuer: str, monkeypatch: Any) -> None:
    entered(world, issuer)
    browser = Client()
    back, now = log_in_there(asked(browser), "s-bas"), views.time.time()
    monkeypatch.setattr(views.time, "time", lambda: now + 601)
    assert not is_in(_came(browser, back))


def test_who_is_refused_there_is_not_in_here(world: World, issuer: str) -> None:
    entered(world, issuer)
    browser = Client()
    target = asked(browser)
    refused = values_in(refuse_there(target)) | {"state": values_in(target)["state"]}
    assert refused["error"] == "access_denied"
    browser.get("/login/sign-on/back/", refused)
    assert not is_in(browser)
    assert "liet u niet binnen" in said(browser)


@pytest.mark.parametrize("changes", [{"issuer": "http://127.0.0.1:9"}, {"issuer": "http://localhost:9"}])
def test_a_provider_that_is_not_there_is_said_to_be(world: World, changes: dict[str, str]) -> None:
    entered(world, **changes)
    browser = Client()
    assert asked(browser) == "/login/"
    assert "log in met uw naam en wachtwoord" in said(browser)


def test_who_calls_itself_otherwise_is_not_believed(world: World, issuer: str) -> None:
    entered(world, issuer.replace("127.0.0.1", "localhost") + "/anders")
    assert asked(Client()) == "/login/"


@pytest.mark.parametrize("values", [{}, {"state": "x"}, {"code": "x"}, {"state": "é" * 9, "code": "y"}])
def test_coming_back_without_having_left_leads_to_the_login(values: dict[str, str]) -> None:
    assert Client().get("/login/sign-on/back/", values).url == "/login/"


def test_ended_it_is_not_there(world: World, issuer: str) -> None:
    entered(world, issuer)
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        end_sign_on(actor=actor, organisation_id=world.city, slug="stad")
    assert Client().get("/login/sign-on/stad/").status_code == 404
    assert "Werk en Inkomen" not in Client().get("/login/").content.decode()


def test_another_provider_knows_nobody_yet(world: World, issuer: str) -> None:
    entered(world, issuer)
    by_provider("s-bas")
    entered(world, "https://elders.example")
    assert not SignOnSubject.objects.exists()


def test_a_name_belongs_to_one_organisation(world: World) -> None:
    entered(world, "https://elders.example")
    with pytest.raises(ConflictError):
        entered(world, "https://elders.example", organisation_id=world.uwv)


@pytest.mark.parametrize(
    "changes", [{"issuer": "http://elders.example"}, {"roles": ()}, {"roles": (("x", Role.CLIENT),)}]
)
def test_what_is_not_safe_is_not_entered(world: World, changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        entered(world, changes.pop("issuer", "https://elders.example"), **changes)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x", True),
        ("http://127.0.0.1:1/", True),
        ("http://a.example", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_encrypted_addresses_and_this_machine_are_safe(address: str, expected: bool) -> None:
    assert is_safe(address) == expected


def _readers(world: World) -> list[int]:
    from schakel.ground.access.readers import readers_of

    return [reader.pk for reader in readers_of(world.bas.account_id)]
