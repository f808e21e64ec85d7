"""The client list of a region as a file, taken in: everybody once, and nothing changes the second time."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from schakel.information.imports.tests.files import imported, outcomes
from schakel.simulation.region.reading import read_region
from schakel.simulation.region.writing import write_region
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def _client_list(folder: Path) -> tuple[bytes, int]:
    """The clients of UWV, all for the one team of the small world."""
    write_region(read_region(), 1, 400, folder, report=lambda *_: None)
    with (folder / "clients-uwv.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(row | {"verantwoordelijke": "", "team": "Team WW"} for row in rows)
    return text.getvalue().encode(), len(rows)


def test_a_region_s_client_list_read_in_again_changes_nothing(tmp_path: Path) -> None:
    world = World()
    content, people = _client_list(tmp_path / "region")
    assert people > 20
    assert outcomes(imported(world.marloes, world.uwv, content)) == {"new": people}
    assert outcomes(imported(world.marloes, world.uwv, content)) == {"same": people}
