"""Standing in for a colleague: whose role is wide enough by the access table."""

from __future__ import annotations

from datetime import date

from schakel.ground.access.models import Reader
from schakel.ground.access.table import cells
from schakel.ground.access.types import Level

_ORDER = {Level.NONE.value: 0, Level.READ.value: 1, Level.WRITE.value: 2}


def is_role_wide_enough(standin: Reader, covered: Reader, on: date) -> bool:
    """Whether the access table gives the stand-in's role at least all that the covered role has.

    Compared per section and purpose: who stands in works for the same purposes. A role that opens no
    dossier at all leaves nothing to stand in for.
    """
    needed, given = _levels(covered, on), _levels(standin, on)
    return bool(needed) and all(given.get(key, 0) >= level for key, level in needed.items())


def _levels(reader: Reader, on: date) -> dict[tuple[str, str], int]:
    return {
        (cell.section, cell.purpose): _ORDER[cell.level]
        for cell in cells()
        if (cell.organisation_kind, cell.role) == (reader.organisation_kind, reader.role)
        and cell.level != Level.NONE
        and cell.valid_from <= on
        and (cell.valid_to is None or on < cell.valid_to)
    }
