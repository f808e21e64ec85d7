"""Letters and e-mails to the client: written, looked at, queued, taken back; stopped where they must be."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from schakel.ground.accounts.models import Account
from schakel.ground.notices import ports
from schakel.ground.notices.models import Notice, State
from schakel.ground.notices.ports import Addressee, Stop
from tests.world import Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

WRITTEN = {"transport": "letter", "subject": "Uw plan", "body": "Beste Amina,\n\nWe spreken elkaar."}


@pytest.fixture(autouse=True)
def post_office(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Where the client lives, and what stops post to them; each test may change both."""
    state: dict[str, Any] = {
        "addressee": Addressee("Amina Proef", "Beste Amina,", ("Plein 1", "1234 AB Oord"), "a@example.org"),
        "stop": "",
    }
    monkeypatch.setattr(ports, "_lookups", [lambda _id: state["addressee"]])
    monkeypatch.setattr(ports, "_gates", [lambda _id, _transport: state["stop"]])
    return state


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def written(world: World) -> tuple[UUID, Client, Notice]:
    """A letter in the queue of a dossier of Marloes."""
    dossier_id = world.open(world.marloes, world.uwv)
    marloes = browser(world.marloes)
    sent = marloes.post(f"/dossiers/{dossier_id}/letters/new/", WRITTEN | {"step": "send"})
    assert sent.status_code == 302
    return dossier_id, marloes, only(world)


def only(world: World) -> Notice:
    with world.marloes.at_work():
        return Notice.objects.get()


def test_a_letter_is_looked_at_before_it_is_queued() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    marloes = browser(world.marloes)
    seen = marloes.post(f"/dossiers/{dossier_id}/letters/new/", WRITTEN | {"step": "preview"})
    assert seen.status_code == 200
    for words in ("Plein 1", "1234 AB Oord", "We spreken elkaar.", "Marloes van Dijk"):
        assert words in seen.content.decode()
    with world.marloes.at_work():
        assert not Notice.objects.exists()


def test_going_back_from_the_preview_keeps_what_was_written() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    back = browser(world.marloes).post(f"/dossiers/{dossier_id}/letters/new/", WRITTEN | {"step": "back"})
    assert "We spreken elkaar." in back.content.decode()


def test_what_is_queued_stands_on_the_tab_and_in_the_course() -> None:
    dossier_id, marloes, _notice = written(World())
    assert "Uw plan" in marloes.get(f"/dossiers/{dossier_id}/letters/").content.decode()
    assert "Uw plan" in marloes.get(f"/dossiers/{dossier_id}/").content.decode()


def test_it_can_be_taken_back_with_a_reason_and_only_once() -> None:
    world = World()
    dossier_id, marloes, notice = written(world)
    address = f"/dossiers/{dossier_id}/letters/{notice.id}/withdraw/"
    assert marloes.post(address, {"version": 1, "because": ""}).status_code == 422
    assert marloes.post(address, {"version": 1, "because": "verkeerde dag"}).status_code == 302
    assert only(world).state == "withdrawn"
    assert marloes.post(address, {"version": 2, "because": "nog eens"}).status_code == 409


@pytest.mark.parametrize("stop", [Stop.DECEASED, Stop.SECRET_ADDRESS])
def test_nothing_is_queued_past_a_stop(stop: Stop, post_office: dict[str, Any]) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    post_office["stop"] = stop.value
    answer = browser(world.marloes).post(f"/dossiers/{dossier_id}/letters/new/", WRITTEN | {"step": "send"})
    assert answer.status_code == 409
    assert str(stop.label) in answer.content.decode()
    with world.marloes.at_work():
        assert not Notice.objects.exists()


def test_without_an_address_no_letter_and_without_e_mail_no_mail(post_office: dict[str, Any]) -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    post_office["addressee"] = Addressee("Amina Proef", "Beste Amina,")
    marloes = browser(world.marloes)
    for transport in ("letter", "email"):
        answer = marloes.post(
            f"/dossiers/{dossier_id}/letters/new/", WRITTEN | {"step": "send", "transport": transport}
        )
        assert answer.status_code == 409


def test_another_organisation_reads_a_letter_only_when_it_takes_part() -> None:
    world = World()
    dossier_id, _marloes, notice = written(world)
    bas = browser(world.bas)
    for address in (
        "letters/",
        "letters/new/",
        f"letters/{notice.id}/pdf/",
        f"letters/{notice.id}/withdraw/",
    ):
        assert bas.get(f"/dossiers/{dossier_id}/{address}").status_code == 404


def test_a_text_that_is_too_long_is_refused_and_kept() -> None:
    world = World()
    dossier_id = world.open(world.marloes, world.uwv)
    answer = browser(world.marloes).post(
        f"/dossiers/{dossier_id}/letters/new/", WRITTEN | {"step": "send", "body": "x" * 8001}
    )
    assert answer.status_code == 422
    assert "x" * 8001 in answer.content.decode()


def test_the_tab_costs_the_same_with_more_letters(django_assert_max_num_queries: Any) -> None:
    dossier_id, marloes, _notice = written(World())
    for number in range(4):
        marloes.post(
            f"/dossiers/{dossier_id}/letters/new/", WRITTEN | {"step": "send", "subject": f"Brief {number}"}
        )
    marloes.get(f"/dossiers/{dossier_id}/letters/")
    with django_assert_max_num_queries(16):
        marloes.get(f"/dossiers/{dossier_id}/letters/")


@pytest.mark.parametrize("state", ["queued", "held", "sent", "failed", "withdrawn"])
def test_every_state_is_shown_in_words(state: str) -> None:
    world = World()
    dossier_id, marloes, notice = written(world)
    with world.marloes.at_work():
        Notice.objects.filter(pk=notice.id).update(state=state, why="no_address" if state == "held" else "")
    shown = marloes.get(f"/dossiers/{dossier_id}/letters/").content.decode()
    assert str(State(state).label) in shown
    assert ("Trek in" in shown) == (state in {"queued", "held", "failed"})
