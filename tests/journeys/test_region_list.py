"""The client list of the simulated region, as `schakel simulate` writes it, read in twice."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main
from schakel.ground.access.readers import system_actor
from schakel.ground.access.types import Purpose, Role
from schakel.ground.dossiers.models import Dossier
from schakel.ground.journal.models import Entry
from schakel.ground.kernel.actors import as_actor
from schakel.ground.organisations.actions import create_team
from schakel.ground.people.models import BenefitEntitlement, Client, ClientNumber
from schakel.jobseekers.profile.models import LastOccupation
from tests.journeys.steps import choose
from tests.world import PASSWORD, World, hire

pytestmark = [
    pytest.mark.journey,
    pytest.mark.long,
    pytest.mark.django_db(databases=["default", "owner"], transaction=True),
]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region of 400 clients, as files."""
    folder = tmp_path_factory.mktemp("region") / "files"
    assert main(["simulate", "--clients", "400", "--seed", "7", "--out", str(folder)]) == 0
    return folder


def staff(world: World, path: Path) -> int:
    """Whoever the list names works at UWV; returns how many rows it has."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    with as_actor(system_actor(), Purpose.ADMINISTRATION.value) as context:
        actor = context.actor
        teams = {
            name: create_team(actor=actor, organisation_id=world.uwv, name=name, role=Role.WORK_COACH)
            for name in sorted({row["team"] for row in rows})
        }
        for name, team in sorted({(row["verantwoordelijke"], row["team"]) for row in rows}):
            hire(actor, world.uwv, name, Role.WORK_COACH, teams[team])
    return len(rows)


def read_in(page: Any, path: Path, button: str) -> None:
    choose(page, "Inlezen")
    page.get_by_label("Bestand", exact=True).set_input_files(str(path))
    page.get_by_role("button", name="Kijk bestand na").click()
    page.get_by_role("button", name=button).click()
    page.get_by_role("heading", name="Verwerkt").wait_for()


def standing() -> list[int]:
    """How much there is of each kind, and how much was written about it."""
    models = (Dossier, Client, ClientNumber, BenefitEntitlement, LastOccupation)
    counts = [model._default_manager.using("owner").count() for model in models]
    return [*counts, Entry.objects.using("owner").exclude(dossier_id=None).count()]


def test_the_list_of_the_region_read_in_again_changes_nothing(
    world: World, region: Path, open_browser: Callable[..., Any], audit: Callable[[Any], None]
) -> None:
    path = region / "clients-uwv.csv"
    count = staff(world, path)
    page = open_browser(world.marloes.username, PASSWORD)
    read_in(page, path, f"Verwerk {count} regels")
    audit(page)
    before = standing()
    assert before[0] == count
    read_in(page, path, "Sluit dit bestand af")
    assert f"{count} regels waren al bekend zoals ze zijn" in page.content()
    assert standing() == before
