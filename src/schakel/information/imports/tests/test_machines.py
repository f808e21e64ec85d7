"""Programs that come in by themselves: one task, one organisation, until their token ends."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from schakel.ground.access.readers import actor_for
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.actions import create_account
from schakel.ground.accounts.models import ServiceIdentity
from schakel.ground.dossiers.models import Dossier
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ForbiddenError
from schakel.ground.organisations.queries import names_of_readers
from schakel.information.imports.models import ImportRun
from tests.browsing import signed_in
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
FILE = b"achternaam;bsn\nHaddou;999990019\n"


@pytest.fixture
def world() -> World:
    return World()


def made(admin: Person, task: str = "imports", *, days: int = 30, **more: Any) -> str:
    values = {"name": "proefkoppeling", "task": task, "days": days} | more
    page = signed_in(admin).post("/service-identities/", values).content.decode()
    [token] = re.findall(r"<code>(schakel_[0-9a-f]{64})</code>", page)
    return str(token)


def headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def upload(token: str, content: bytes = FILE, **more: Any):  # type: ignore[no-untyped-def]
    file = SimpleUploadedFile("klanten.csv", content)
    return Client(enforce_csrf_checks=True, **more).post(
        "/machines/imports/", {"file": file}, headers=headers(token)
    )


def has_run(world: World) -> bool:
    with world.bas.at_work(Purpose.INTAKE):
        return ImportRun.objects.exists()


def ask(token: str, path: str):  # type: ignore[no-untyped-def]
    return Client().get(path, headers=headers(token))


def path_of(machine: ServiceIdentity) -> str:
    return f"/service-identities/{machine.pk}/"


def test_a_program_brings_a_file_that_people_of_its_organisation_take_in(world: World) -> None:
    token = made(world.city_admin)
    answer = upload(token)
    assert answer.status_code == 201
    run = answer.json()["run"]
    page = signed_in(world.bas).get(f"/imports/{run}/columns/").content.decode()
    assert "achternaam" in page
    told = ask(token, f"/machines/imports/{run}/").json()
    assert told["status"] == "kept"
    assert signed_in(world.marloes).get(f"/imports/{run}/columns/").status_code == 404
    assert "proefkoppeling" in signed_in(world.bas).get("/imports/").content.decode()


def test_a_program_of_another_organisation_finds_no_file(world: World) -> None:
    run = upload(made(world.city_admin)).json()["run"]
    other = made(_admin_of_uwv(world))
    assert ask(other, f"/machines/imports/{run}/").status_code == 404
    assert ask(other, f"/machines/imports/{uuid4()}/").json()["error"]


def _admin_of_uwv(world: World) -> Person:
    from schakel.ground.access.readers import system_actor
    from schakel.ground.access.types import Role
    from tests.world import hire

    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        return hire(actor, world.uwv, "Udo Beheer", Role.ADMINISTRATOR, None)


def test_a_program_reads_how_deliveries_stand(world: World) -> None:
    told = ask(made(world.city_admin, "deliveries"), "/machines/deliveries/").json()
    files = {"queued": 0, "delivered": 0, "failed": 0}
    states = {"gathered": 0, "withheld": 0, **files}
    assert told == {"on": False, "states": states, "files": files}


def test_a_token_opens_its_own_task_only(world: World) -> None:
    token = made(world.city_admin, "deliveries")
    assert upload(token).status_code == 401
    assert not has_run(world)


@pytest.mark.parametrize("path", ["/imports/", "/accounts/", "/deliveries/", "/dossiers/"])
def test_a_token_opens_no_page_of_people(world: World, path: str) -> None:
    answer = ask(made(world.city_admin, "deliveries"), path)
    assert answer.status_code == 302
    assert answer.url.startswith("/login/")


def test_a_session_opens_no_address_of_programs(world: World) -> None:
    answer = signed_in(world.city_admin).get("/machines/deliveries/")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer x", "Bearer " + "a" * 5000]
)
def test_without_a_token_that_is_known_nothing_opens(world: World, header: str) -> None:
    answer = Client().get("/machines/deliveries/", headers={"Authorization": header})
    assert answer.status_code == 401
    assert "Vraag de beheerder" in answer.json()["remedy"]


def test_a_token_in_the_address_is_not_looked_at(world: World) -> None:
    token = made(world.city_admin, "deliveries")
    assert Client().get("/machines/deliveries/", {"access_token": token}).status_code == 401


def test_guessing_tokens_must_wait_and_a_right_one_does_not_count(world: World) -> None:
    token = made(world.city_admin, "deliveries")
    assert {ask(token, "/machines/deliveries/").status_code for _ in range(70)} == {200}
    codes = [ask("x", "/machines/deliveries/").status_code for _ in range(62)]
    assert codes == [401] * 60 + [429] * 2
    login = {"username": world.bas.username, "password": PASSWORD}
    assert Client().post("/login/", login).status_code == 302


def test_past_its_day_a_token_opens_nothing(world: World) -> None:
    token = made(world.city_admin, "deliveries", days=30)
    with clock.travel(clock.now() + timedelta(days=31)):
        assert ask(token, "/machines/deliveries/").status_code == 401
        assert "verlopen" in signed_in(world.city_admin).get("/service-identities/").content.decode()


def test_a_new_token_ends_the_one_before(world: World) -> None:
    old = made(world.city_admin, "deliveries")
    machine = ServiceIdentity.objects.get()
    page = signed_in(world.city_admin).post(path_of(machine), {"days": 30}).content.decode()
    [new] = re.findall(r"<code>(schakel_[0-9a-f]{64})</code>", page)
    assert ask(old, "/machines/deliveries/").status_code == 401
    assert ask(new, "/machines/deliveries/").status_code == 200


def test_stopped_it_opens_nothing_and_stays_in_the_list(world: World) -> None:
    token = made(world.city_admin, "deliveries")
    machine, browser = ServiceIdentity.objects.get(), signed_in(world.city_admin)
    assert browser.post(f"{path_of(machine)}end/").status_code == 302
    assert ask(token, "/machines/deliveries/").status_code == 401
    assert "gestopt" in browser.get("/service-identities/").content.decode()
    assert browser.get(path_of(machine)).status_code == 404


def test_a_double_click_makes_one_and_shows_the_same_token(world: World) -> None:
    key = str(uuid4())
    assert made(world.city_admin, submit_key=key) == made(world.city_admin, submit_key=key)
    assert ServiceIdentity.objects.count() == 1


def test_the_token_is_kept_nowhere(world: World) -> None:
    token = made(world.city_admin)
    with connection.cursor() as cursor:
        cursor.execute("select s::text from accounts_serviceidentity s")
        [(row,)] = cursor.fetchall()
    assert token not in row
    assert token.encode().hex() not in row
    assert token not in signed_in(world.city_admin).get("/service-identities/").content.decode()


def test_the_page_tells_when_it_last_came(world: World) -> None:
    token, browser = made(world.city_admin, "deliveries"), signed_in(world.city_admin)
    assert "nog nooit" in browser.get("/service-identities/").content.decode()
    ask(token, "/machines/deliveries/")
    assert "nog nooit" not in browser.get("/service-identities/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_program_of_another_organisation_is_not_there(world: World, method: str) -> None:
    made(_admin_of_uwv(world))
    machine = ServiceIdentity.objects.get()
    browser = signed_in(world.city_admin)
    assert getattr(browser, method)(path_of(machine), {"days": 30}).status_code == 404
    assert browser.post(f"{path_of(machine)}end/").status_code == 404
    assert "proefkoppeling" not in browser.get("/service-identities/").content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"name": "x"},
        {"name": "x", "task": "alles", "days": 30},
        {"name": "x", "task": "imports", "days": 999},
    ],
)
def test_half_a_form_makes_nothing(world: World, values: dict[str, Any]) -> None:
    assert signed_in(world.city_admin).post("/service-identities/", values).status_code == 422
    assert not ServiceIdentity.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"a" * 100, b"PK\x03\x04kapot"])
def test_a_file_of_no_use_is_refused_in_words(world: World, content: bytes) -> None:
    answer = upload(made(world.city_admin), content)
    assert answer.status_code in (201, 422)
    assert (answer.status_code == 201) == has_run(world)
    assert answer.json().get("error", "kept")


def test_without_a_file_it_says_what_to_send(world: World) -> None:
    answer = Client().post("/machines/imports/", headers=headers(made(world.city_admin)))
    assert answer.status_code == 422
    assert "file" in answer.json()["fields"]


def test_a_program_sees_no_dossier_and_is_no_keeper_of_the_machine(world: World) -> None:
    world.open(world.bas, world.city)
    made(world.city_admin)
    machine = ServiceIdentity.objects.select_related("reader").get()
    actor = actor_for(machine.reader, name=machine.name)
    with as_actor(actor, Purpose.INTAKE.value):
        assert not Dossier.objects.exists()
        assert names_of_readers([machine.reader_id])[machine.reader_id].name == "proefkoppeling"
    with as_actor(actor, Purpose.INTAKE.value), pytest.raises(ForbiddenError):
        create_account(actor=actor, organisation_id=UUID(int=1), username="x", name="X", password=None)
