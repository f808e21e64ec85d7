"""A client whom others guide is entered by hand: asked, answered with the other questions, and let in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schakel.ground.dossiers.models import Dossier
from tests.journeys.steps import choose
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True),
]
BSNS = ("999990019", "999990020")


def entered(page: Any, bsn: str, audit: Callable[[Any], None]) -> None:
    page.goto("/dossiers/new/")
    page.get_by_label("Achternaam").fill("Haddou")
    page.get_by_label("BSN").fill(bsn)
    page.get_by_role("button", name="Open dossier").click()
    page.get_by_role("heading", name="Vraag of u mag meedoen").wait_for()
    audit(page)
    page.get_by_label("Waarom wilt u meedoen?").fill("Zij vraagt bijstand aan.")
    page.get_by_role("button", name="Verstuur de vraag").click()
    page.get_by_role("heading", name="Uw vraag om mee te doen").wait_for()
    audit(page)
    assert "Geheimschrijver" not in page.content()


def answered(page: Any, audit: Callable[[Any], None]) -> None:
    choose(page, "Vragen om mee te doen")
    audit(page)
    page.get_by_label("Alle 2 vragen op deze pagina").check()
    page.get_by_role("button", name="Beantwoord de gekozen vragen").click()
    page.get_by_text("U beantwoordt 2 vragen.").wait_for()
    audit(page)
    page.get_by_label("ja, doe mee").check()
    page.get_by_label("Waarom?").fill("Wij spreken samen af.")
    page.get_by_role("button", name="Verstuur het antwoord").click()
    page.get_by_text("2 vragen kregen een ja.").wait_for()
    audit(page)


def test_two_questions_by_hand_get_one_answer(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    ids = [world.open(world.marloes, world.uwv, bsn=bsn, family_name="Geheimschrijver") for bsn in BSNS]
    asker = open_browser(world.bas.username, PASSWORD)
    for bsn in BSNS:
        entered(asker, bsn, audit)
    answered(open_browser(world.marloes.username, PASSWORD), audit)
    asker.reload()
    assert "Uw organisatie doet mee." in asker.content()
    audit(asker)
    with world.bas.at_work():
        assert Dossier.objects.filter(pk__in=ids).count() == 2


@pytest.fixture
def world() -> World:
    return World()
