"""A question about benefit volume put to a file: which months, and the answer as values."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import Any

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.effects.benefits import benefit_volume
from schakel.programme.effects.files import PLAIN_MONTHS, month_number, month_text
from schakel.programme.effects.showing_benefits import benefit_values
from schakel.programme.effects.spells import BenefitNaming, Spells, read_spells


def ask_benefits(path: Path, naming: BenefitNaming, since: str, until: str = "") -> dict[str, Any]:
    """Theoretical and actual volume of months `since` up to and including `until`, as the command's JSON.

    Without `until` up to the last month of the file. Raises InvalidError for a file or a period that can't be
    used.
    """
    spells, table = read_spells(path, naming)
    low = _month(since, spells)
    high = _month(until, spells) if until else spells.end
    if not spells.begin < low <= high <= spells.end:
        raise InvalidError(
            f"De periode van {month_text(low)} tot en met {month_text(high)} kan niet.",
            f"Het bestand loopt van {month_text(spells.begin)} tot en met {month_text(spells.end)}, en vóór "
            "de periode moet er een verleden zijn.",
            "Kies met --from en --until andere maanden.",
        )
    return {**benefit_values(benefit_volume(spells, low, high)), "rows": table.summary()}


def _month(text: str, spells: Spells) -> int:
    number = month_number(text)
    if isnan(number) or (number < PLAIN_MONTHS) != (spells.end < PLAIN_MONTHS):
        raise InvalidError(
            f"{text} is geen maand van dit bestand.",
            f"Het loopt van {month_text(spells.begin)} tot en met {month_text(spells.end)}.",
            "Schrijf de maand zoals in het bestand, bijvoorbeeld 2026-01.",
        )
    return int(number)
