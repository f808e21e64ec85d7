"""The access table, cell by cell: the file, the database and the answers are one."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.ground.access.models import Cell
from schakel.ground.access.table import TableError, cells, level_of, parse_cells
from schakel.ground.access.types import Level, OrganisationKind, Purpose, Role, Section

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)
HEADER = (
    "organisation_kind,role,section,purpose,level,basis,certainty,controller,is_voluntary,valid_from,valid_to"
)


def test_the_database_holds_exactly_the_cells_of_the_file() -> None:
    names = ("organisation_kind", "role", "section", "purpose", "level", "valid_from", "section_bit")
    stored = set(Cell.objects.values_list(*names))
    assert stored == {tuple(getattr(cell, name) for name in names) for cell in cells()}


@pytest.mark.parametrize(
    "cell", cells(), ids=lambda c: f"{c.organisation_kind}-{c.role}-{c.section}-{c.purpose}"
)
def test_each_cell_names_its_basis_and_answers_as_it_says(cell) -> None:
    assert cell.basis
    assert cell.controller
    assert cell.certainty in {"unverified", "confirmed"}
    assert level_of(cell.organisation_kind, cell.role, cell.section, cell.purpose, DAY) == cell.level


def test_what_no_cell_names_is_not_allowed() -> None:
    named = {(c.organisation_kind, c.role, c.section, c.purpose) for c in cells()}
    for kind in OrganisationKind.values:
        for role in Role.values:
            for section in Section:
                for purpose in Purpose.values:
                    if (kind, role, section.key, purpose) not in named:
                        assert level_of(kind, role, section.key, purpose, DAY) == Level.NONE


@pytest.mark.parametrize("section", list(Section))
def test_an_administrator_opens_no_section_for_any_purpose(section: Section) -> None:
    for kind in OrganisationKind.values:
        for purpose in Purpose.values:
            assert level_of(kind, Role.ADMINISTRATOR, section.key, purpose, DAY) == Level.NONE


def test_only_the_client_may_see_health_as_long_as_no_care_role_is_there() -> None:
    readers = {c.role for c in cells() if c.section == "health" and c.level != "none"}
    assert readers == {Role.CLIENT}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("uwv,work_coach,identity,guidance,see,basis,unverified,UWV,no,2012-01-01,", "see"),
        ("uwv,wizard,identity,guidance,read,basis,unverified,UWV,no,2012-01-01,", "wizard"),
        ("uwv,work_coach,soul,guidance,read,basis,unverified,UWV,no,2012-01-01,", "SOUL"),
        ("uwv,work_coach,identity,guidance,read,,unverified,UWV,no,2012-01-01,", "legal basis"),
        ("uwv,work_coach,identity,guidance,read,basis,unverified,UWV,no,yesterday,", "yesterday"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line(row: str, words: str) -> None:
    with pytest.raises(TableError, match="line 2") as refused:
        list(parse_cells([HEADER, row]))
    assert words in str(refused.value)
