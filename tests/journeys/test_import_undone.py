"""A file taken in by mistake: seen, undone with a reason, and read in again when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schakel.ground.dossiers.models import Dossier
from tests.journeys.test_layouts import provider_file, take_in
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]
LAYOUT = "Deelnemerslijst van een aanbieder"


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_undone_and_read_in_again(
    world: World, open_browser: Callable[..., Any], audit: Callable[[Any], None], script: bool
) -> None:
    page = open_browser(world.bas.username, PASSWORD, script=script)
    take_in(page, LAYOUT, "lijst.csv", provider_file(), "Verwerk 1 regel")
    page.get_by_role("link", name="Draai dit bestand terug").click()
    if script:
        audit(page)
    page.get_by_label("Waarom draait u dit bestand terug?").fill("Het was de lijst van vorig jaar.")
    page.get_by_role("button", name="Draai terug").click()
    page.get_by_role("heading", name="Teruggedraaid").wait_for()
    with world.bas.at_work():
        assert not Dossier.objects.exists()
    take_in(page, LAYOUT, "lijst.csv", provider_file(), "Verwerk 1 regel")
    with world.bas.at_work():
        assert Dossier.objects.count() == 1
