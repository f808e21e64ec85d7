"""The second step: an app's codes count once, codes on paper too, and without it nobody who must is in."""

from __future__ import annotations

import re
import time
from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.accounts import codes
from schakel.ground.accounts.codes import PERIOD, code_at, digest_of_code, secret_of, step_of
from schakel.ground.accounts.models import Account, Authenticator, RecoveryCode
from tests.browsing import signed_in
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SECRET = secret_of(UUID(int=1), UUID(int=2))


class Time:
    """The machine's time, moved by hand; each code is of another half minute."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now

    def code(self, secret: str) -> str:
        """The code of the next half minute."""
        self.now += PERIOD
        return code_at(secret, int(self.now) // PERIOD)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(codes.time, "time", found)
    return found


@pytest.fixture
def asked(settings) -> None:  # type: ignore[no-untyped-def]
    settings.IS_DEMO = False


@pytest.fixture
def world() -> World:
    return World()


def secret_on(page: str) -> str:
    [shown] = re.findall(r"<code>([A-Z2-7 ]{39})</code>", page)
    return str(shown).replace(" ", "")


def seed_on(page: str) -> str:
    [seed] = re.findall(r'name="seed" value="([0-9a-f-]{36})"', page)
    return str(seed)


def set_up(browser: Client, path: str, moment: Time, **more: str) -> tuple[str, list[str]]:
    """Set a second step up on that page; returns the app's secret and the codes on paper."""
    page = browser.get(path).content.decode()
    secret = secret_on(page)
    values = {"seed": seed_on(page), "code": moment.code(secret)} | more
    answer = browser.post(path, values).content.decode()
    found = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", answer)
    assert len(found) == 10
    return secret, found


def own(person: Person, moment: Time) -> tuple[str, list[str]]:
    return set_up(signed_in(person), "/account/second-step/", moment, password=PASSWORD)


def first_step(person: Person, password: str = PASSWORD) -> tuple[Client, str]:
    browser = Client()
    answer = browser.post("/login/", {"username": person.username, "password": password})
    return browser, answer.url


def step(browser: Client, code: str):  # type: ignore[no-untyped-def]
    return browser.post("/login/second-step/", {"code": code})


def test_a_password_alone_is_not_enough_any_more(world: World, moment: Time) -> None:
    own(world.bas, moment)
    browser, target = first_step(world.bas)
    assert target == "/login/second-step/"
    assert browser.get("/account/").url.startswith("/login/")


def test_the_code_of_the_app_lets_in_and_leads_on(world: World, moment: Time) -> None:
    secret, _paper = own(world.bas, moment)
    browser = Client()
    values = {"username": world.bas.username, "password": PASSWORD, "next": "/help/"}
    browser.post("/login/", values)
    assert step(browser, moment.code(secret)).url == "/help/"
    assert browser.get("/help/").status_code == 200


def test_a_code_counts_once(world: World, moment: Time) -> None:
    secret, _paper = own(world.bas, moment)
    code = moment.code(secret)
    assert step(first_step(world.bas)[0], code).status_code == 302
    again = step(first_step(world.bas)[0], code)
    assert again.status_code == 422
    assert "is al gebruikt" in again.content.decode()


def test_the_code_that_set_it_up_does_not_log_in(world: World, moment: Time) -> None:
    secret, _paper = own(world.bas, moment)
    assert step(first_step(world.bas)[0], code_at(secret, int(moment.now) // PERIOD)).status_code == 422


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦", "0" * 500, "'; drop", "²³¹²³¹"])
def test_what_is_no_code_is_refused(world: World, moment: Time, code: str) -> None:
    own(world.bas, moment)
    assert step(first_step(world.bas)[0], code).status_code == 422


def test_a_code_on_paper_counts_once_whatever_its_capitals(world: World, moment: Time) -> None:
    _secret, paper = own(world.bas, moment)
    typed = paper[3].upper().replace("-", " ")
    browser = first_step(world.bas)[0]
    assert step(browser, typed).status_code == 302
    assert "U hebt er nog 9." in browser.get("/account/").content.decode()
    assert step(first_step(world.bas)[0], typed).status_code == 422


def test_a_code_on_paper_of_somebody_else_is_refused(world: World, moment: Time) -> None:
    _secret, paper = own(world.bert, moment)
    own(world.bas, moment)
    assert step(first_step(world.bas)[0], paper[0]).status_code == 422


def test_after_five_wrong_codes_even_the_right_one_must_wait(world: World, moment: Time) -> None:
    secret, _paper = own(world.bas, moment)
    browser = first_step(world.bas)[0]
    assert [step(browser, "000000").status_code for _ in range(5)] == [422] * 5
    assert step(first_step(world.bas)[0], moment.code(secret)).status_code == 429


def test_the_second_step_must_follow_within_ten_minutes(world: World, moment: Time, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    secret, _paper = own(world.bas, moment)
    browser = first_step(world.bas)[0]
    moment.now += 601
    assert step(browser, moment.code(secret)).url == "/login/"


def test_a_new_password_meanwhile_ends_the_half_way(world: World, moment: Time) -> None:
    secret, _paper = own(world.bas, moment)
    browser = first_step(world.bas)[0]
    account = Account.objects.get(pk=world.bas.account_id)
    account.set_password("een-ander-wachtwoord")
    account.save()
    assert step(browser, moment.code(secret)).url == "/login/"


def test_the_second_page_without_the_first_leads_to_the_first() -> None:
    assert Client().get("/login/second-step/").url == "/login/"
    assert Client().post("/login/second-step/first/", {"code": "123456"}).url == "/login/"


@pytest.mark.usefixtures("asked")
def test_who_works_here_sets_it_up_before_they_are_in(world: World, moment: Time) -> None:
    browser, target = first_step(world.bas)
    assert target == "/login/second-step/first/"
    assert browser.get("/account/").url.startswith("/login/")
    secret, _paper = set_up(browser, target, moment)
    assert browser.get("/account/").status_code == 200
    assert step(first_step(world.bas)[0], moment.code(secret)).status_code == 302


@pytest.mark.usefixtures("asked")
def test_a_client_need_not_have_one(world: World) -> None:
    client = world.client_of(world.open(world.bas, world.city), world.bas)
    assert first_step(client)[1] == "/"


@pytest.mark.usefixtures("asked")
def test_an_installation_may_leave_it_to_its_people(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SECOND_STEP = "optional"
    assert first_step(world.bas)[1] == "/"


@pytest.mark.usefixtures("asked")
def test_where_it_is_asked_it_cannot_be_taken_away(world: World, moment: Time) -> None:
    secret, _paper = own(world.bas, moment)
    answer = signed_in(world.bas).post("/account/second-step/remove/", {"code": moment.code(secret)})
    assert answer.status_code == 422
    assert Authenticator.objects.filter(account_id=world.bas.account_id).exists()


def test_a_mistake_at_setting_up_keeps_the_picture(world: World, moment: Time) -> None:
    browser = signed_in(world.bas)
    page = browser.get("/account/second-step/").content.decode()
    values = {"seed": seed_on(page), "code": "000000", "password": PASSWORD}
    again = browser.post("/account/second-step/", values)
    assert again.status_code == 422
    assert secret_on(again.content.decode()) == secret_on(page)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("seed", ["", "x", "0" * 900])
def test_a_broken_seed_gives_a_new_picture(world: World, seed: str) -> None:
    values = {"seed": seed, "code": "123456", "password": PASSWORD}
    answer = signed_in(world.bas).post("/account/second-step/", values)
    assert answer.status_code == 422
    assert secret_on(answer.content.decode())


def test_who_finds_an_open_session_cannot_make_it_theirs(world: World, moment: Time) -> None:
    browser = signed_in(world.bas)
    page = browser.get("/account/second-step/").content.decode()
    values = {"seed": seed_on(page), "code": moment.code(secret_on(page)), "password": "verkeerd-geraden"}
    assert browser.post("/account/second-step/", values).status_code == 422
    assert not Authenticator.objects.exists()


def test_the_secret_lies_encrypted_and_no_code_is_kept(world: World, moment: Time) -> None:
    secret, paper = own(world.bas, moment)
    row = Authenticator.objects.get()
    assert secret.encode() not in bytes(row.secret_cipher)
    assert row.key_id
    kept = {bytes(code.digest) for code in RecoveryCode.objects.all()}
    assert digest_of_code(world.bas.account_id, paper[0]) in kept
    assert not any(code.encode() in digest for code in paper for digest in kept)


def test_new_codes_on_paper_make_the_old_invalid(world: World, moment: Time) -> None:
    secret, paper = own(world.bas, moment)
    answer = signed_in(world.bas).post("/account/second-step/codes/", {"code": moment.code(secret)})
    fresh = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", answer.content.decode())
    assert step(first_step(world.bas)[0], paper[0]).status_code == 422
    assert step(first_step(world.bas)[0], fresh[0]).status_code == 302


@pytest.mark.parametrize("what", ["codes", "remove"])
def test_a_wrong_code_changes_nothing(world: World, moment: Time, what: str) -> None:
    own(world.bas, moment)
    browser = signed_in(world.bas)
    answers = [browser.post(f"/account/second-step/{what}/", {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 6
    assert "te vaak iets verkeerds" in answers[-1].content.decode()
    assert Authenticator.objects.count() == 1


def test_where_it_is_free_it_can_be_taken_away(world: World, moment: Time) -> None:
    secret, _paper = own(world.bas, moment)
    browser = signed_in(world.bas)
    assert browser.post("/account/second-step/remove/", {"code": moment.code(secret)}).url == "/account/"
    assert first_step(world.bas)[1] == "/"


def test_an_administrator_takes_the_step_of_a_lost_phone_away(world: World, moment: Time) -> None:
    own(world.bas, moment)
    session, ada = signed_in(world.bas), signed_in(world.city_admin)
    assert re.search(r">\s*ja\s*</td>", ada.get("/accounts/").content.decode())
    assert ada.post(f"/accounts/{world.bas.account_id}/second-step/").status_code == 302
    assert session.get("/account/").status_code == 302
    assert first_step(world.bas)[1] == "/"


def test_tries_with_the_lost_phone_do_not_close_the_new_one(world: World, moment: Time) -> None:
    own(world.bas, moment)
    browser = first_step(world.bas)[0]
    for _ in range(5):
        step(browser, "000000")
    signed_in(world.city_admin).post(f"/accounts/{world.bas.account_id}/second-step/")
    secret, _paper = own(world.bas, moment)
    assert step(first_step(world.bas)[0], moment.code(secret)).status_code == 302


def test_not_for_an_account_of_another_organisation(world: World, moment: Time) -> None:
    own(world.marloes, moment)
    answer = signed_in(world.city_admin).post(f"/accounts/{world.marloes.account_id}/second-step/")
    assert answer.status_code == 404
    assert Authenticator.objects.exists()


@given(st.integers(60, 2**33), st.integers(-1, 1))
def test_a_code_counts_a_period_early_or_late_and_never_after_it_was_used(now: int, off: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes.time, "time", lambda: now)
        at = now // PERIOD + off
        code = code_at(SECRET, at)
        found = step_of(SECRET, code, after=0)
        assert found is not None
        assert code_at(SECRET, found) == code
        newer = step_of(SECRET, code, after=at + 1)
        assert newer is None or newer > at + 1


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B: the last six digits of the examples with SHA-1."""
    import base64

    secret = base64.b32encode(b"12345678901234567890").decode()
    examples = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {at: code_at(secret, at // PERIOD) for at in examples} == examples


def test_a_secret_is_of_one_account_and_one_page() -> None:
    seed, account = uuid4(), uuid4()
    assert secret_of(seed, account) == secret_of(seed, account)
    assert len({secret_of(seed, account), secret_of(uuid4(), account), secret_of(seed, uuid4())}) == 3
