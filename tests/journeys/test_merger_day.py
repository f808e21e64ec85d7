"""Merger day: two municipalities become one, and the next morning a coach goes on with her clients."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from schakel.config.connecting import connect
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import OrganisationKind, Purpose, Role
from schakel.ground.dossiers import access_report
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import create_organisation
from tests.world import PASSWORD, Person, World, hire

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]

OLD, OTHER, NEW = "Gemeente Oosterwaard", "Gemeente Hoogmeer", "Gemeente Waardmeer"


class Neighbours:
    """Oosterwaard with Hoogmeer beside it: Otto keeps that one up, Hanna works there."""

    def __init__(self) -> None:
        self.world = World()
        with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
            actor, kind = context.actor, OrganisationKind.MUNICIPALITY
            self.other = create_organisation(actor=actor, name=OTHER, kind=kind)
            self.otto = hire(actor, self.other, "Otto Beheer", Role.ADMINISTRATOR, None)
            self.hanna = hire(actor, self.other, "Hanna Prins", Role.CLIENT_MANAGER, None)


@pytest.fixture
def neighbours() -> Neighbours:
    return Neighbours()


@pytest.fixture
def next_morning(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Move the clock of every thread, that of the server included, one day on."""

    def moved() -> None:
        shift: ContextVar[timedelta] = ContextVar("next_morning", default=timedelta(days=1))
        monkeypatch.setattr(clock, "_shift", shift)

    return moved


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def plan(page: Any, audit: Callable[[Any], None]) -> str:
    """Plan on its page that both go up in a new municipality today; returns the address of the plan."""
    page.goto("/organisation/successions/")
    audit(page)
    page.get_by_label("Samen met").select_option(label=OTHER)
    page.get_by_label("Naam van de nieuwe organisatie").fill(NEW)
    page.get_by_label("Reden").fill("besluit van beide raden")
    press(page, "Maak het plan")
    audit(page)
    press(page, "Stem in")
    return str(page.url)


def carry_out(page: Any, audit: Callable[[Any], None]) -> None:
    page.reload()
    press(page, "Begin")
    while page.get_by_role("button", name="Ga door", exact=True).count():
        press(page, "Ga door")
    audit(page)
    assert "Alles is overgegaan" in page.content()


def record_contact(page: Any, address: str, words: str) -> None:
    page.goto(f"{address}contacts/")
    page.get_by_label("telefoon").check()
    page.get_by_label("voortgangsgesprek").check()
    page.locator("textarea[name=summary]").fill(words)
    page.locator("form:has(textarea[name=summary]) button[type=submit]").first.click()
    page.wait_for_load_state()


def merged(neighbours: Neighbours, opened: Callable[..., Any], audit: Callable[[Any], None]) -> None:
    """Ada plans, Otto agrees, Ada carries it out."""
    ada = opened(neighbours.world.city_admin.username, PASSWORD)
    address = plan(ada, audit)
    otto = opened(neighbours.otto.username, PASSWORD)
    otto.goto(address)
    audit(otto)
    press(otto, "Stem in")
    carry_out(ada, audit)


def test_after_a_merger_the_coach_works_on_and_history_keeps_the_old_name(
    neighbours: Neighbours,
    next_morning: Callable[[], None],
    open_browser: Callable[..., Any],
    audit: Callable[[Any], None],
) -> None:
    world = neighbours.world
    dossier_id = world.open(world.bas, world.city, family_name="Haddou")
    client = world.client_of(dossier_id, world.bas)
    address = f"/dossiers/{dossier_id}/"
    before = open_browser(world.bas.username, PASSWORD)
    record_contact(before, address, "Wil overdag werken.")
    merged(neighbours, open_browser, audit)
    next_morning()
    coach = open_browser(world.bas.username, PASSWORD)
    works_on(coach, address, audit)
    history(coach, world.city, audit)
    client_sees(open_browser, client)
    stranger = open_browser(neighbours.hanna.username, PASSWORD)
    assert stranger.request.get(address).status == 404
    sound(dossier_id)


def works_on(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    """Her list, the dossier with what was said before, and a new contact under the new name."""
    page.goto("/dossiers/")
    audit(page)
    page.get_by_role("main").get_by_role("link", name="Haddou").first.click()
    page.wait_for_load_state()
    audit(page)
    assert page.get_by_text(NEW).first.is_visible()
    record_contact(page, address, "Vandaag verder met het plan.")
    page.goto(address)
    for words in ("Vandaag verder met het plan.", "Wil overdag werken.", f"is opgegaan in {NEW}"):
        assert page.get_by_text(words).first.is_visible(), words


def history(page: Any, old_id: UUID, audit: Callable[[Any], None]) -> None:
    """What was recorded before stays under the name of then; the old partner tells where it went."""
    entry = page.locator("li, article").filter(has_text="Wil overdag werken.").last
    assert OLD in entry.inner_text()
    page.goto(f"/partners/{old_id}/")
    audit(page)
    assert f"Opgegaan in {NEW}" in page.content()
    assert page.get_by_role("heading", name=OLD).is_visible()


def client_sees(opened: Callable[..., Any], client: Person) -> None:
    own = opened(client.username, PASSWORD, width=320)
    for words in ("Bas Kuiper", NEW):
        assert words in own.content()


def sound(dossier_id: UUID) -> None:
    """The chain of the journal holds, no grant differs from its definition, and no day is without regie."""
    with connect("owner") as owner, connect("default") as app:
        assert verify(owner).ok
        assert access_report.report(owner, app, clock.today()).leaks == []
        rows = owner.execute(
            "select valid_from, valid_to from dossiers_regie where dossier_id = %s and scope = 'chain'"
            " order by valid_from, valid_to nulls last",
            [dossier_id],
        ).fetchall()
    assert all(one[1] == two[0] for one, two in pairwise(rows))
    assert rows[-1][1] is None
