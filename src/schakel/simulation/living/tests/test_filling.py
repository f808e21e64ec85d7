"""A region that lives inside Schakel: told by acts, true to every rule, and the same as in its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.dossiers.access_report import expected_sections, granted_sections
from schakel.ground.dossiers.models import Dossier, Handover
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.information.imports.actions import preview_import
from schakel.information.imports.command import _seat
from schakel.information.imports.models import ImportRow
from schakel.simulation.living.filling import MOST, fill
from schakel.simulation.region.courses import live
from schakel.simulation.region.declared import Region
from schakel.simulation.region.people import draw_people
from schakel.simulation.region.reading import read_region
from schakel.simulation.region.spells import Courses, Ending, Field
from schakel.simulation.region.writing import write_region

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
CLIENTS, SEED = 12, 90
"""Among these somebody moves, somebody comes back, and a handover is withdrawn: work was found meanwhile."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Nobody listens."""


def region() -> Region:
    """Two years that are over on any day on which this runs."""
    return replace(read_region(), months=24, inflow_months=14)


def lived() -> Courses:
    return live(region(), SEED, draw_people(region(), SEED, 0, CLIENTS))


def test_a_region_lives_by_the_rules_and_comes_in_once(owner: Any, tmp_path: Path) -> None:
    told = fill(region(), SEED, CLIENTS, report=silent)
    verdict = verify(owner)
    assert verdict.ok, verdict.first_broken
    assert verdict.dossiers == CLIENTS
    assert (told["sent"], told["taken_up"], told["moved"]) == (2, 1, 1)
    assert told["registered"] > CLIENTS
    assert granted_sections(owner, clock.today()) == expected_sections(owner, clock.today())
    _is_as_in_its_courses()
    _its_files_change_nothing(tmp_path)
    with pytest.raises(ConflictError, match="staat al iets"):
        fill(region(), SEED, CLIENTS, report=silent)


def _is_as_in_its_courses() -> None:
    courses = lived()
    running = (courses.of(Field.ENDING) == Ending.RUNNING).sum()
    open_now = Dossier.objects.using("owner").filter(status=Dossier.Status.OPEN).count()
    taken_up = Handover.objects.using("owner").filter(status=Handover.Status.TAKEN_UP)
    assert 0 < open_now <= running
    assert all(each.working_days_taken for each in taken_up)
    assert Handover.objects.using("owner").filter(status=Handover.Status.WITHDRAWN).count() == 1
    first = Dossier.objects.using("owner").order_by("opened_on").values_list("opened_on", flat=True)[0]
    assert first.year * 12 + first.month - 1 == region().first_month + courses.people.inflow.min()


def _its_files_change_nothing(folder: Path) -> None:
    """The list that each organisation would deliver is in its dossiers already, word for word."""
    write_region(region(), SEED, CLIENTS, folder / "r", report=silent)
    outcomes = []
    for path in (folder / "r").glob("clients-*.csv"):
        office = _seat(f"{path.stem.split('-')[1]}-uitkeringen")
        with as_actor(office.actor, Purpose.INTAKE.value):
            run_id = preview_import(
                actor=office.actor, organisation_id=office.organisation_id, file_name=path.name,
                content=path.read_bytes(), mapping={}, default_team_id=None,
            )  # fmt: skip
            outcomes += ImportRow.objects.filter(run_id=run_id).values_list("outcome", flat=True)
    assert set(outcomes) == {ImportRow.Outcome.SAME}
    assert len(outcomes) > 2


def test_nobody_of_the_region_can_log_in_before_a_password_is_given(owner: Any) -> None:
    fill(region(), SEED, 2, report=silent)
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_too_many_clients_and_years_to_come_are_refused() -> None:
    with pytest.raises(InvalidError, match="handeling voor handeling"):
        fill(region(), SEED, MOST + 1, report=silent)
    today = clock.today()
    with pytest.raises(InvalidError, match="nog niet voorbij"):
        fill(region().until(today.year * 12 + today.month - 1), SEED, 2, report=silent)
