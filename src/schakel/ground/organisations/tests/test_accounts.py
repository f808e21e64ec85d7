"""An administrator invites, helps back in, and shuts out at once; accounts of the own organisation only."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from schakel.ground.access.models import Reader
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.models import Account, LoginTry, OneTimeLink
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import NewProfessional, add_member
from schakel.ground.organisations.models import Membership
from tests.browsing import signed_in
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
CHOSEN = "een-zelf-gekozen-zin"
NEW = {"name": "Nora Nieuw", "username": "nora.nieuw", "role": "client_manager"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def ada(world: World) -> Client:
    return signed_in(world.city_admin)


def link_in(answer) -> str:  # type: ignore[no-untyped-def]
    [url] = re.findall(r"http://testserver(/link/\w+/)", answer.content.decode())
    return str(url)


def choose(path: str, password: str = CHOSEN, again: str = "") -> tuple[Client, object]:
    browser = Client()
    assert browser.get(path).url == "/link/"
    return browser, browser.post("/link/", {"password": password, "again": again or password})


def ask(browser: Client, person: Person, what: str, **values: str):  # type: ignore[no-untyped-def]
    return browser.post(f"/accounts/{person.account_id}/{what}/", values)


def log_in(username: str, password: str) -> int:
    return Client().post("/login/", {"username": username, "password": password}).status_code


def elsewhere(world: World, person: Person) -> None:
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        add_member(
            actor=context.actor,
            organisation_id=world.provider,
            account_id=person.account_id,
            role=Role.TRAJECTORY_GUIDE,
            person=NewProfessional(name="x"),
        )


def test_who_is_invited_chooses_a_password_and_is_at_work(ada: Client) -> None:
    browser, answer = choose(link_in(ada.post("/accounts/invite/", NEW)))
    assert answer.url == "/"  # type: ignore[attr-defined]
    assert "Nora Nieuw" in browser.get("/", follow=True).content.decode()
    assert log_in("nora.nieuw", CHOSEN) == 302


def test_a_link_works_once(ada: Client) -> None:
    path = link_in(ada.post("/accounts/invite/", NEW))
    choose(path)
    _browser, answer = choose(path, "nog-een-keer-proberen")
    assert answer.status_code == 404  # type: ignore[attr-defined]
    assert log_in("nora.nieuw", CHOSEN) == 302


def test_a_double_click_invites_one_person_and_shows_the_same_link(ada: Client) -> None:
    values = NEW | {"submit_key": str(uuid4())}
    first, second = (link_in(ada.post("/accounts/invite/", values)) for _ in range(2))
    assert first == second
    assert OneTimeLink.objects.count() == 1


def test_the_word_of_a_link_is_not_kept(ada: Client) -> None:
    token = link_in(ada.post("/accounts/invite/", NEW)).split("/")[2]
    [row] = OneTimeLink.objects.all()
    assert token.encode() not in bytes(row.digest)
    assert len(token) == 64


@pytest.mark.parametrize(("days", "status"), [(13.9, 302), (14.1, 404)])
def test_an_invitation_lasts_fourteen_days(ada: Client, days: float, status: int) -> None:
    path = link_in(ada.post("/accounts/invite/", NEW))
    with clock.travel(clock.now() + timedelta(days=days)):
        assert choose(path)[1].status_code == status  # type: ignore[attr-defined]


@pytest.mark.parametrize("token", ["0" * 64, "x", "a-b_c", "1" * 3000])
def test_a_link_that_never_was_says_what_to_do(world: World, token: str) -> None:
    browser, answer = choose(f"/link/{token}/")
    assert answer.status_code == 404  # type: ignore[attr-defined]
    assert "Deze link werkt niet meer" in browser.get("/link/").content.decode()


def test_a_link_without_its_word_leads_nowhere() -> None:
    assert Client().get("/link/").status_code == 404


@pytest.mark.parametrize(("password", "again"), [("kort", "kort"), (CHOSEN, "iets-heel-anders-dan")])
def test_a_password_that_is_not_right_leaves_the_link(ada: Client, password: str, again: str) -> None:
    path = link_in(ada.post("/accounts/invite/", NEW))
    assert choose(path, password, again)[1].status_code == 422  # type: ignore[attr-defined]
    assert choose(path)[1].status_code == 302  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "veld"),
        ({"username": "Nora"}, "kleine letters"),
        ({"username": "nora999990019"}, "lang nummer"),
        ({"username": "no"}, "3"),
        ({"role": "work_coach"}, "geldige"),
        ({"role": "beheerder"}, "geldige"),
        ({"team": str(uuid4())}, "geldige"),
        ({"team": "x"}, "geldige"),
        ({"email": "geen-adres"}, "geldig"),
    ],
)
def test_an_invitation_that_is_not_right_makes_nothing(
    ada: Client, values: dict[str, str], words: str
) -> None:
    before = Account.objects.count()
    answer = ada.post("/accounts/invite/", NEW | values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Account.objects.count() == before


def test_a_team_of_another_organisation_cannot_be_given(world: World, ada: Client) -> None:
    assert ada.post("/accounts/invite/", NEW | {"team": str(world.uwv_team)}).status_code == 422


def test_a_taken_login_name_is_said_and_all_else_kept(world: World, ada: Client) -> None:
    answer = ada.post("/accounts/invite/", NEW | {"username": world.marloes.username})
    assert answer.status_code == 422
    assert "Deze inlognaam bestaat al" in answer.content.decode()
    assert "Nora Nieuw" in answer.content.decode()


def test_who_is_in_the_team_looks_with_its_queue(world: World, ada: Client) -> None:
    ada.post("/accounts/invite/", NEW | {"team": str(world.city_team)})
    row = Membership.objects.get(professional__account__username="nora.nieuw")
    assert row.team_id == world.city_team


def test_an_invitation_goes_by_e_mail_where_there_is_an_address(
    ada: Client, settings, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    settings.HAS_MAIL = True
    with django_capture_on_commit_callbacks(execute=True):
        answer = ada.post("/accounts/invite/", NEW | {"email": "nora@voorbeeld.example"})
    [letter] = mail.outbox
    assert letter.to == ["nora@voorbeeld.example"]
    assert link_in(answer) in letter.body


def test_a_reset_leaves_the_old_password_until_the_link_is_used(world: World, ada: Client) -> None:
    path = link_in(ask(ada, world.bas, "link"))
    assert log_in(world.bas.username, PASSWORD) == 302
    open_session = signed_in(world.bas)
    choose(path)
    assert log_in(world.bas.username, PASSWORD) == 422
    assert open_session.get("/account/").status_code == 302


def test_a_new_link_ends_the_one_before(world: World, ada: Client) -> None:
    first, second = (link_in(ask(ada, world.bas, "link", submit_key=str(uuid4()))) for _ in range(2))
    assert choose(first)[1].status_code == 404  # type: ignore[attr-defined]
    assert choose(second)[1].status_code == 302  # type: ignore[attr-defined]


def test_who_is_locked_stands_in_the_list_and_is_let_in_again(world: World, ada: Client) -> None:
    for _ in range(5):
        log_in(world.bas.username, "dit-is-verkeerd")
    assert "even wachten" in ada.get("/accounts/").content.decode()
    assert "Ontgrendel" in ada.get(f"/accounts/{world.bas.account_id}/").content.decode()
    assert ask(ada, world.bas, "unlock").status_code == 302
    assert log_in(world.bas.username, PASSWORD) == 302


@pytest.mark.parametrize("typed", [str, lambda name: f" {name.upper()} "])
def test_the_journal_tells_of_the_closing_without_what_was_typed(world: World, typed) -> None:  # type: ignore[no-untyped-def]
    told: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if "journal_append" in sql:
            told.append(str(params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        for _ in range(5):
            log_in(typed(world.bas.username), "dit-is-verkeerd")
    [entry] = told
    assert "login.close" in entry
    assert str(world.bas.account_id) in entry
    assert world.bas.username not in entry


def test_a_closed_account_is_out_at_once_and_its_sessions_stay_ended(world: World, ada: Client) -> None:
    session, link = signed_in(world.bas), link_in(ask(ada, world.bas, "link"))
    assert ask(ada, world.bas, "close", reason="laptop gestolen").status_code == 302
    assert session.get("/account/").status_code == 302
    assert log_in(world.bas.username, PASSWORD) == 422
    assert choose(link)[1].status_code == 404  # type: ignore[attr-defined]
    assert ask(ada, world.bas, "reopen").status_code == 302
    assert log_in(world.bas.username, PASSWORD) == 302
    assert session.get("/account/").status_code == 302


def test_an_account_closes_with_a_reason_only(world: World, ada: Client) -> None:
    answer = ask(ada, world.bas, "close", reason=" ")
    assert answer.status_code == 422
    assert Account.objects.get(pk=world.bas.account_id).is_active


@pytest.mark.parametrize("what", ["link", "close", "reopen"])
def test_nobody_shuts_themselves_out(world: World, ada: Client, what: str) -> None:
    answer = ask(ada, world.city_admin, what, reason="zomaar")
    assert answer.status_code == 422
    assert "Dit is uw eigen account." in answer.content.decode()


@pytest.mark.parametrize("what", ["link", "close", "reopen"])
def test_who_works_elsewhere_too_is_not_taken_over_from_here(world: World, ada: Client, what: str) -> None:
    elsewhere(world, world.bas)
    answer = ask(ada, world.bas, what, reason="zomaar")
    assert "werkt ook bij een andere organisatie" in answer.content.decode()
    assert not OneTimeLink.objects.exists()
    assert Account.objects.get(pk=world.bas.account_id).is_active


@pytest.mark.parametrize("what", ["link", "close", "reopen", "unlock"])
def test_an_account_of_another_organisation_is_not_found(world: World, ada: Client, what: str) -> None:
    assert ask(ada, world.marloes, what, reason="zomaar").status_code == 404
    assert ada.get(f"/accounts/{world.marloes.account_id}/").status_code == 404
    assert "Marloes" not in ada.get("/accounts/").content.decode()


def test_a_closed_account_gets_no_link(world: World, ada: Client) -> None:
    ask(ada, world.bas, "close", reason="uit dienst")
    answer = ask(ada, world.bas, "link")
    assert "Dit account is gesloten." in answer.content.decode()


def test_the_list_is_searched_by_name_and_login_name(world: World, ada: Client) -> None:
    page = ada.get("/accounts/", {"q": world.bert.username}).content.decode()
    assert "Bert de Wit" in page
    assert "Bas Kuiper" not in page
    assert "Niemand gevonden" in ada.get("/accounts/", {"q": "zzz"}).content.decode()


def test_the_list_needs_few_questions(world: World, ada: Client, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    ada.get("/accounts/")
    with django_assert_max_num_queries(16):
        ada.get("/accounts/")


def test_a_chosen_password_forgets_the_tries(world: World, ada: Client) -> None:
    for _ in range(5):
        log_in(world.bas.username, "dit-is-verkeerd")
    choose(link_in(ask(ada, world.bas, "link")))
    assert log_in(world.bas.username, CHOSEN) == 302
    assert LoginTry.objects.exclude(level__lt=1).count() <= 1


def test_a_role_elsewhere_that_begins_later_counts_as_well(world: World, ada: Client) -> None:
    elsewhere(world, world.bas)
    later = clock.today() + timedelta(days=30)
    Reader.objects.using("owner").filter(
        account_id=world.bas.account_id, organisation_id=world.provider
    ).update(valid_from=later)
    assert ask(ada, world.bas, "link").status_code == 422
    assert not OneTimeLink.objects.exists()
