"""A file names somebody whom others guide: asked, answered in the day, and taken in without a second file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schakel.ground.dossiers.models import Dossier
from schakel.ground.people.models import ClientNumber
from schakel.information.imports.running import let_in_some
from schakel.information.imports.tests.files import bsns, file_of, row
from tests.journeys.steps import choose
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True),
]


@pytest.fixture
def world() -> World:
    return World()


def taken_in(page: Any, content: bytes) -> None:
    choose(page, "Inlezen")
    file = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Bestand", exact=True).set_input_files(file)
    page.get_by_role("button", name="Kijk bestand na").click()
    assert "1 cliënt is bekend bij een andere organisatie." in page.content()


def answered(page: Any, audit: Callable[[Any], None], *, is_yes: bool) -> None:
    choose(page, "Mijn dag")
    page.get_by_role("link", name="Beantwoord").click()
    page.locator("main .sk-list a").first.click()
    audit(page)
    page.get_by_label("ja, doe mee" if is_yes else "nee, nu niet").check()
    page.get_by_label("Waarom?").fill("Wij spreken samen af.")
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_text("Niemand wacht op uw antwoord").wait_for()


@pytest.mark.parametrize("is_yes", [True, False])
def test_a_question_from_a_file_is_answered_and_the_row_follows(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None], is_yes: bool
) -> None:
    bsn = next(bsns())
    dossier_id = world.open(world.marloes, world.uwv, bsn=bsn, family_name="Geheimschrijver")
    office = open_browser(world.city_office.username, PASSWORD)
    taken_in(office, file_of(row(1, bsn)))
    audit(office)
    office.get_by_role("button", name="Verwerk 1 regel").click()
    office.get_by_role("heading", name="Verwerkt").wait_for()
    audit(office)
    assert "Er is nog geen antwoord." in office.content()
    assert "Geheimschrijver" not in office.content()

    answered(open_browser(world.marloes.username, PASSWORD), audit, is_yes=is_yes)
    office.reload()
    assert ("Verwerk nu" in office.content()) == is_yes
    audit(office)
    while let_in_some():
        pass
    office.reload()
    expected = "Uw organisatie mocht meedoen." if is_yes else "Antwoord: niet nu. Wij spreken samen af."
    assert expected in office.content()
    audit(office)
    with world.bas.at_work():
        assert Dossier.objects.filter(pk=dossier_id).exists() == is_yes
        assert ClientNumber.objects.filter(client_id=dossier_id).exists() == is_yes
