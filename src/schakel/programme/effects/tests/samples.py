"""Small fictional samples and files to ask effects of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from schakel.programme.effects.model import Sample


def sample_of(
    n: int = 4_000,
    seed: int = 0,
    *,
    effect: float = 0.1,
    pull: float = 0.8,
    share: bool = True,
    lost: float = 0.0,
) -> Sample:
    """Two traits that steer both service and outcome; a known effect on everybody; some outcomes lost."""
    rng = np.random.default_rng(seed)
    traits = rng.normal(size=(n, 2))
    treated = rng.random(n) < 1 / (1 + np.exp(1 - pull * traits[:, 0] + 0.3 * traits[:, 1]))
    level = 0.4 + 0.1 * np.clip(traits[:, 0], -2, 2) + effect * treated
    outcome = (rng.random(n) < level).astype(float) if share else 100 * level + rng.normal(size=n) * 20
    outcome = np.where(rng.random(n) < lost, np.nan, outcome)
    weight = (~np.isnan(outcome)).astype(float)
    return Sample(traits, ("skill", "distance"), treated, outcome, np.arange(n), weight)


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The rows as a CSV file."""
    names = list(rows[0])
    lines = [",".join(names), *(",".join(str(row[name]) for name in names) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def plain_file(path: Path, sample: Sample) -> Path:
    """A sample as a plain table."""
    return written(
        path,
        [
            {
                "client": f"k{sample.person[i]}",
                "course": int(sample.treated[i]),
                "work": "" if np.isnan(sample.outcome[i]) else f"{sample.outcome[i]:.6g}",
                **{name: f"{sample.covariates[i, j]:.6f}" for j, name in enumerate(sample.names)},
            }
            for i in range(len(sample.treated))
        ],
    )
