"""A colleague's own dossier, shielded: the colleague and others find it nowhere, its client reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.dossiers.actions import add_participant
from schakel.ground.kernel import clock
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]

NAME = "Zandstra"


@pytest.fixture
def world() -> World:
    return World()


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def shield(page: Any, address: str, audit: Callable[[Any], None]) -> None:
    """Marloes closes the dossier to all but herself, and names Mia as the one it is about."""
    page.goto(f"{address}shield/")
    audit(page)
    page.get_by_label("Zoek een collega").fill("Mia")
    page.get_by_role("main").get_by_role("button", name="Zoek", exact=True).click()
    page.wait_for_load_state()
    form = page.locator("form[action$='/shield/place/']")
    form.locator("[name=because]").fill("cliënt is onze collega")
    form.get_by_label("Werkt de cliënt zelf in de keten?").select_option(label="Mia Jansen · UWV Oosterwaard")
    form.locator("[name=review_on]").fill((clock.today() + timedelta(days=90)).isoformat())
    press(page, "Scherm af")
    audit(page)
    assert "Het dossier is afgeschermd" in page.content()


def exported(page: Any, query: str) -> str:
    """What the file of a list holds, as the page lets it be taken out."""
    page.goto(f"/dossiers/export/?{query}")
    form = page.locator("main form[method=post]").first
    form.locator("[name=because]").fill("controle")
    with page.expect_download() as download:
        form.get_by_role("button", name="Haal het bestand op").click()
    return str(download.value.path().read_text(encoding="utf-8"))


def finds_nothing(page: Any, dossier_id: UUID, audit: Callable[[Any], None]) -> None:
    """Not by name, not in any list, not at any address, not in the file; others are there as always."""
    number = str(dossier_id)
    for path in (f"/dossiers/?q={NAME}&who=all", "/dossiers/?who=all", "/dossiers/", "/signals/"):
        page.goto(path)
        audit(page)
        assert NAME not in page.get_by_role("main").inner_text().replace(f"‘{NAME}’", ""), path
        assert number not in page.content(), path
    for tab in ("", "people/", "facts/", "contacts/", "documents/", "print/", "shield/", "messages/"):
        assert page.request.get(f"/dossiers/{dossier_id}/{tab}").status == 404, tab


def before(world: World) -> UUID:
    """The dossier of Mia's own, in which she could still look this morning, and one of somebody else."""
    dossier_id = world.open(world.marloes, world.uwv, family_name=NAME)
    other_id = world.open(world.marloes, world.uwv, family_name="Gewoon")
    for one in (dossier_id, other_id):
        with world.marloes.at_work() as actor:
            add_participant(
                actor=actor,
                dossier_id=one,
                kind="helping",
                because="wij werken samen",
                membership_id=world.mia.membership_id,
            )
    return dossier_id


def test_a_colleague_finds_their_own_dossier_nowhere_and_reads_it_as_client(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    dossier_id = before(world)
    client = world.client_of(dossier_id, world.marloes)
    address = f"/dossiers/{dossier_id}/"
    mia = open_browser(world.mia.username, PASSWORD)
    mia.goto("/dossiers/?who=all")
    assert NAME in mia.content()
    assert NAME in exported(mia, "who=all")
    marloes = open_browser(world.marloes.username, PASSWORD)
    shield(marloes, address, audit)
    for person in (world.mia, world.uwv_office, world.bas):
        finds_nothing(open_browser(person.username, PASSWORD), dossier_id, audit)
    taken_out = exported(mia, "who=all")
    assert NAME not in taken_out
    assert "Gewoon" in taken_out
    own = open_browser(client.username, PASSWORD, width=320)
    audit(own)
    assert "Marloes van Dijk" in own.content()
    assert marloes.request.get(address).status == 200
