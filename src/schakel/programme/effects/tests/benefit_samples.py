"""Fictional benefits whose true chances to end are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from schakel.programme.effects.model import Floats
from schakel.programme.effects.spells import Spells
from schakel.programme.effects.tests.samples import written

BEGIN, LAST = 0, 47


def draw_benefits(
    n: int = 3_000,
    seed: int = 0,
    *,
    changed: float = 0.0,
    since: int = 36,
    harder_since: int = 99,
    slope: float = 0.0,
    lost: float = 0.0,
    economy: Floats | None = None,
) -> Spells:
    """Benefits that begin in months -12 to 47 of a file about months 0 to 47.

    The log-odds to end are -2.5, less 0.8 for the half with `far`, `changed` more from month `since` on, and
    slope times the figure of the month. From `harder_since` on nearly everybody who comes in has `far`.
    """
    rng = np.random.default_rng(seed)
    start = rng.integers(-12, LAST + 1, n)
    far = rng.random(n) < np.where(start >= harder_since, 0.9, 0.5)
    figures = np.zeros(LAST + 1) if economy is None else economy
    last, ended, running = np.full(n, -1), np.zeros(n, dtype=bool), np.ones(n, dtype=bool)
    for month in range(-12, LAST + 1):
        here = running & (start <= month)
        odds = -2.5 - 0.8 * far + changed * (month >= since) + slope * figures[max(month, 0)]
        ends = here & (rng.random(n) < 1 / (1 + np.exp(-odds)))
        unseen = here & ~ends & (rng.random(n) < lost)
        last[here], ended[ends] = month, True
        running &= ~(ends | unseen)
    seen = last >= BEGIN
    groups = {"kind": np.where(far, "far", "near"), "coin": np.where(rng.random(n) < 0.5, "x", "y")}
    made = Spells(
        np.maximum(start, BEGIN), last, start, ended, far[:, None].astype(np.float64), ("far",), groups,
        BEGIN, LAST, np.empty(0) if economy is None else figures,
    )  # fmt: skip
    return made.select(np.flatnonzero(seen))


def rows_of(spells: Spells, first_year: int = 2020) -> list[dict[str, Any]]:
    """A row per benefit and month, as in a registration."""

    def month(number: int) -> str:
        return f"{first_year + number // 12}-{number % 12 + 1:02}"

    return [
        {
            "client": f"k{spell}",
            "month": month(at),
            "begun": month(int(spells.start[spell])),
            "over": int(bool(spells.ended[spell]) and at == spells.last[spell]),
            "far": int(spells.traits[spell, 0]),
            "kind": spells.groups["kind"][spell],
        }
        for spell in range(len(spells.first))
        for at in range(int(spells.first[spell]), int(spells.last[spell]) + 1)
    ]


def benefit_file(path: Path, spells: Spells) -> Path:
    """The benefits as a file for `schakel effects benefits`."""
    return written(path, rows_of(spells))
