"""What may leave: no count below ten, none that follows from two others, and all rounded to five."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from schakel.ground.kernel.shares import LEAST
from schakel.programme.effects.model import Sample

STEP = 5
LEAST_FOR_SHARE = 100


def told(count: int) -> int | None:
    """A count as it may be told: rounded to five, None below ten."""
    return None if count < LEAST else STEP * round(count / STEP)


def told_parts(parts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts of a known whole. One hidden part would follow from the rest, so a second is hidden."""
    shown = {name: told(count) for name, count in parts.items()}
    hidden = [name for name, count in shown.items() if count is None and parts[name] > 0]
    if len(hidden) == 1:
        rest = [name for name in parts if shown[name] is not None]
        if rest:
            shown[min(rest, key=lambda name: parts[name])] = None
    return shown


def outcome_cells(sample: Sample) -> dict[str, dict[str, int | None]] | None:
    """Treated and comparison by yes and no; None for an amount, which has no cells."""
    if not sample.is_share:
        return None
    cells = {}
    for arm, rows in (("treated", sample.treated), ("comparison", ~sample.treated)):
        seen = sample.outcome[rows & (sample.weight > 0)]
        cells[arm] = told_parts({"yes": int(np.sum(seen == 1)), "no": int(np.sum(seen == 0))})
    return cells


def may_tell_shares(sample: Sample) -> bool:
    """Whether the shares with the outcome may be told: at least 100 people each, and no small cell."""
    cells = outcome_cells(sample)
    arms = (sample.treated & (sample.weight > 0), ~sample.treated & (sample.weight > 0))
    enough = all(rows.sum() >= LEAST_FOR_SHARE for rows in arms)
    return enough and (cells is None or all(n is not None for arm in cells.values() for n in arm.values()))
