"""The register that this installation judges by, read once per process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from schakel.ground.norms.engine.criteria import Criteria, load_criteria
from schakel.ground.norms.engine.evaluating import Evaluator
from schakel.ground.norms.engine.loading import load_register
from schakel.ground.norms.engine.model import Register

FOLDER = Path(__file__).parent / "register"


@lru_cache(maxsize=1)
def the_register() -> Register:
    """The register that ships with the product. Raises RegisterError."""
    return load_register(FOLDER)


@lru_cache(maxsize=1)
def the_evaluator() -> Evaluator:
    """The evaluator of that register; its plans are kept for the days that were asked."""
    return Evaluator(the_register())


@lru_cache(maxsize=1)
def the_criteria() -> Criteria:
    """The criteria of good legislation that register is tested by. Raises RegisterError."""
    return load_criteria(FOLDER / "criteria.yaml")
