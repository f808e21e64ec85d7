"""The access table, cell by cell: the file, the database and the answers are one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schakel.ground.access.models import Cell
from schakel.ground.access.table import CellRow, TableError, cells, level_of, needs_consent, parse_cells
from schakel.ground.access.types import (
    PROFESSIONALS,
    ROLE_PURPOSE,
    ROLES_OF_KIND,
    Level,
    OrganisationKind,
    Purpose,
    Role,
    Section,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)
HEADER = (
    "organisation_kind,role,section,purpose,level,basis,certainty,controller,is_voluntary,valid_from,valid_to"
)


def test_the_database_holds_exactly_the_cells_of_the_file() -> None:
    names = ("organisation_kind", "role", "section", "purpose", "level", "valid_from", "section_bit")
    stored = set(Cell.objects.values_list(*names))
    assert stored == {tuple(getattr(cell, name) for name in names) for cell in cells()}


def _groups() -> dict[str, list[CellRow]]:
    found: dict[str, list[CellRow]] = {}
    for cell in cells():
        found.setdefault(f"{cell.organisation_kind}-{cell.role}-{cell.purpose}", []).append(cell)
    return found


@pytest.mark.parametrize("of_group", _groups().values(), ids=_groups().keys())
def test_each_cell_names_its_basis_and_answers_as_it_says(of_group: list[CellRow]) -> None:
    for cell in of_group:
        assert cell.basis
        assert cell.controller
        assert cell.certainty in {"ours", "unverified", "confirmed"}
        asked = (cell.organisation_kind, cell.role, cell.section, cell.purpose)
        assert level_of(*asked, cell.valid_from) == cell.level
        if cell.valid_to is not None:
            assert level_of(*asked, cell.valid_to - timedelta(days=1)) == cell.level


def test_consent_is_asked_only_where_the_choice_is_the_clients_own() -> None:
    voluntary = [c for c in cells() if c.is_voluntary]
    assert {c.section for c in voluntary} == {"life_domains"}
    assert all("art. 6 lid 1 onder a" in c.basis and c.certainty == "ours" for c in voluntary)
    others = [c for c in cells() if not c.is_voluntary]
    assert not any("art. 6 lid 1 onder a" in c.basis for c in others)


def test_the_table_tells_what_it_opens_with_consent_only() -> None:
    coach = (OrganisationKind.UWV, Role.WORK_COACH)
    assert needs_consent(*coach, "life_domains", Purpose.GUIDANCE, DAY)
    assert not needs_consent(*coach, "contacts", Purpose.GUIDANCE, DAY)
    assert not needs_consent(*coach, "life_domains", Purpose.QUALITY, DAY)
    care = (OrganisationKind.MUNICIPALITY, Role.CLIENT_MANAGER_CARE)
    assert not needs_consent(*care, "life_domains", Purpose.GUIDANCE, DAY)


@pytest.mark.parametrize("kind", ROLES_OF_KIND)
def test_every_role_of_a_kind_has_all_sections_for_the_purpose_of_its_task(kind: OrganisationKind) -> None:
    day = date(2008, 12, 31) if kind == OrganisationKind.CWI else DAY
    for role in ROLES_OF_KIND[kind]:
        valid = [c for c in cells() if (c.organisation_kind, c.role) == (kind, role) and _is_valid(c, day)]
        named = {c.section for c in valid if c.purpose == ROLE_PURPOSE[role]}
        assert named == {section.key for section in Section}, role


def test_exactly_the_professionals_may_read_some_part_of_a_dossier() -> None:
    assert {c.role for c in cells() if c.level != "none"} == PROFESSIONALS | {Role.CLIENT}


def test_the_rights_of_the_former_cwi_ended_with_it() -> None:
    asked = (OrganisationKind.CWI, Role.CWI_ADVISER, "work_profile", Purpose.GUIDANCE)
    assert level_of(*asked, date(2008, 12, 31)) == Level.WRITE
    assert level_of(*asked, date(2009, 1, 1)) == Level.NONE


def _is_valid(cell: CellRow, day: date) -> bool:
    return cell.valid_from <= day and (cell.valid_to is None or day < cell.valid_to)


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
