"""An administrator sees the own organisation's sign-on and stops it; nobody else's, and never a secret."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.accounts.actions import NewSignOn, set_sign_on
from schakel.ground.accounts.actions.sign_on import switch_off_sign_on
from schakel.ground.accounts.models import SignOn
from schakel.ground.journal.models import Entry
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ForbiddenError, NotFoundError
from tests.browsing import MARKS, signed_in
from tests.world import World

pytestmark = MARKS
SECRET = "heel-geheim-woord"


@pytest.fixture
def world() -> World:
    return World()


def entered(world: World, **changes: Any) -> SignOn:
    values: dict[str, Any] = {
        "slug": "stad",
        "label": "Werk en Inkomen",
        "issuer": "https://login.example",
        "client_id": "schakel-stad",
        "roles": (("sk-coach", Role.CLIENT_MANAGER),),
    }
    organisation_id = changes.pop("organisation_id", world.city)
    actor = system_actor()
    with as_actor(actor, Purpose.ADMINISTRATION.value):
        pk = set_sign_on(actor=actor, organisation_id=organisation_id, new=NewSignOn(**values | changes))
    return SignOn.objects.get(pk=pk)


def page(world: World) -> str:
    answer = signed_in(world.city_admin).get("/sign-on/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_one_the_page_says_who_enters_it(world: World) -> None:
    assert "Er is geen aanbieder ingesteld" in page(world)


def test_it_shows_the_provider_and_whether_there_is_a_secret_but_not_which(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(world)
    entered(world, slug="ander", label="UWV-login", organisation_id=world.uwv)
    assert "ontbreekt: inloggen lukt niet" in page(world)
    monkeypatch.setenv("SCHAKEL_SIGN_ON_STAD", SECRET)
    shown = page(world)
    for words in ("Werk en Inkomen", "https://login.example", "schakel-stad", "sk-coach: klantmanager"):
        assert words in shown
    assert "is er, buiten de database" in shown
    assert SECRET not in shown
    assert "UWV-login" not in shown


def test_the_administrator_switches_it_off_and_the_log_in_page_offers_it_no_more(world: World) -> None:
    row = entered(world)
    browser = signed_in(world.city_admin)
    assert browser.post(f"/sign-on/{row.pk}/off/").url == "/sign-on/"
    assert not SignOn.objects.get(pk=row.pk).is_on
    assert "Werk en Inkomen" not in browser.__class__().get("/login/").content.decode()
    assert "Zet uit" not in page(world)
    with world.city_admin.at_work(Purpose.ADMINISTRATION):
        assert Entry.objects.filter(verb="sign_on.end").count() == 1


def test_nobody_switches_off_what_is_not_theirs(world: World) -> None:
    theirs = entered(world, slug="uwv", organisation_id=world.uwv)
    assert signed_in(world.city_admin).post(f"/sign-on/{theirs.pk}/off/").status_code == 404
    own = entered(world)
    on = {"organisation_id": world.city, "sign_on_id": own.pk}
    with world.bas.at_work(needs_savepoint=True) as actor, pytest.raises(ForbiddenError):
        switch_off_sign_on(actor=actor, **on)
    with (
        world.city_admin.at_work(Purpose.ADMINISTRATION, needs_savepoint=True) as actor,
        pytest.raises(NotFoundError),
    ):
        switch_off_sign_on(actor=actor, organisation_id=world.city, sign_on_id=theirs.pk)
    assert SignOn.objects.filter(is_on=True).count() == 2


def test_more_providers_take_no_more_statements(world: World) -> None:
    browser, counts = signed_in(world.city_admin), []
    for number in range(3):
        entered(world, slug=f"stad{number}", label=f"Stad {number}")
        browser.get("/sign-on/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/sign-on/")
        counts.append(len(asked))
    assert counts[0] == counts[-1] <= 12
