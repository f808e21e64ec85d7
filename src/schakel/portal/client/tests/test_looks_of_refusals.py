"""A page that shows a client stays a look when the form on it was refused."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.reading import looks_at
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.models import Client as Row
from schakel.portal.client import actions
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

BSN = "999990019"


def _browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person.account_id))
    return client


def _pages(world: World, dossier_id: UUID, by: Person) -> list[str]:
    client = world.client_of(dossier_id, by)
    with client.at_work(Purpose.OWN_DATA):
        return [look.page for look in looks_at(dossier_id)]


def test_a_refused_login_form_leaves_its_look() -> None:
    world = World()
    dossier_id = world.open(world.bas, world.city)
    values = {"username": world.bert.username, "submit_key": str(uuid4())}
    assert _browser(world.bas).post(f"/dossiers/{dossier_id}/login/", values).status_code == 422
    assert _pages(world, dossier_id, world.bas) == ["client:login"]


def test_entering_a_bsn_that_the_actor_sees_already_leaves_a_look() -> None:
    world = World()
    dossier_id = world.open(world.bas, world.city, bsn=BSN)
    values = {"family_name": "Haddou", "responsible": "me", "bsn": BSN}
    assert _browser(world.bas).post("/dossiers/new/", values).status_code == 409
    assert _pages(world, dossier_id, world.bas) == ["dossiers:new"]


def test_entering_a_number_that_the_organisation_uses_leaves_a_look() -> None:
    world = World()
    dossier_id = world.open(world.bas, world.city, number="K7")
    values = {"family_name": "Haddou", "responsible": "me", "number": "K7"}
    assert _browser(world.bert).post("/dossiers/new/", values).status_code == 422
    assert _pages(world, dossier_id, world.bas) == ["dossiers:new"]


def test_a_double_click_on_a_new_client_with_a_bsn_leads_to_the_one_dossier() -> None:
    world, browser = World(), None
    browser = _browser(world.bas)
    values = {"family_name": "Haddou", "responsible": "me", "bsn": BSN, "submit_key": str(uuid4())}
    first, second = browser.post("/dossiers/new/", values), browser.post("/dossiers/new/", values)
    with world.bas.at_work():
        assert Dossier.objects.count() == 1
    assert second.status_code == 302
    assert second.headers["Location"] == first.headers["Location"]


def test_of_two_who_give_a_login_at_once_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looked before the first was done."""
    world = World()
    dossier_id = world.open(world.bas, world.city)
    make = actions.make_account

    def somebody_is_quicker(**values: str) -> Account:
        with monkeypatch.context() as undone:
            undone.setattr(actions, "make_account", make)
            reader = actions.make_reader(
                kind="client",
                role="client",
                subject_id=dossier_id,
                organisation_id=None,
                organisation_kind="none",
                valid_from="2026-01-01",
            )
            Row.objects.filter(pk=dossier_id).update(reader=reader)
        return make(**values)

    monkeypatch.setattr(actions, "make_account", somebody_is_quicker)
    with world.bas.at_work(needs_savepoint=True) as actor, pytest.raises(ConflictError, match="al inloggen"):
        actions.give_client_login(actor=actor, dossier_id=dossier_id, username="tweede", password=PASSWORD)
