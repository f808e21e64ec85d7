"""How long a handover was under way stands at each of them, in working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schakel.ground.dossiers.tests.handing import do, send
from schakel.ground.dossiers.tests.pages import address, browser
from schakel.ground.kernel import clock
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
THURSDAY = date(2026, 6, 4)


@pytest.mark.parametrize(("days", "words"), [(0, "0 werkdagen"), (1, "1 werkdag"), (4, "2 werkdagen")])
def test_both_sides_read_how_long_it_is_under_way(days: int, words: str) -> None:
    with clock.travel(THURSDAY):
        world = World()
        dossier_id = world.open(world.marloes, world.uwv)
        send(world, dossier_id, world.city_team)
    with clock.travel(THURSDAY + timedelta(days=days)):
        pages = [browser(who).get(address("inbox")) for who in (world.marloes, world.bas)]
        pages.append(browser(world.marloes).get(address("handovers", dossier_id)))
        assert all(f"{words} onderweg" in page.content.decode() for page in pages)


def test_once_answered_it_is_said_how_long_that_took() -> None:
    with clock.travel(THURSDAY):
        world = World()
        dossier_id = world.open(world.marloes, world.uwv)
        sent = send(world, dossier_id, world.city_team)
    with clock.travel(THURSDAY + timedelta(days=5)):
        do(world.bas, "take_up_handover", dossier_id, handover_id=sent)
    with clock.travel(THURSDAY + timedelta(days=30)):
        text = browser(world.marloes).get(address("inbox")).content.decode()
    assert "beantwoord na 3 werkdagen" in text
