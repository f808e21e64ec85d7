"""Small registers for tests: one of work and income, one of another field of law."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from schakel.ground.norms.engine.entries import Problems
from schakel.ground.norms.engine.evaluating import Evaluator, Finding
from schakel.ground.norms.engine.fact_sets import FactSet, Statement, gather
from schakel.ground.norms.engine.loading import load_register, read_register
from schakel.ground.norms.engine.model import REGIMES, Register

FOLDER = Path(__file__).parent
SMALL = FOLDER / "small"


def small() -> Register:
    """The small register of work and income."""
    return load_register(SMALL)


def facts(register: Register, **values: object) -> FactSet:
    """What one source tells; regimes as a list of codes."""
    regimes = values.pop(REGIMES, None)
    told = [Statement(name, value) for name, value in values.items()]
    if regimes is not None:
        told.append(Statement(REGIMES, frozenset(regimes)))  # type: ignore[call-overload]
    return gather(told, register)


def finding(register: Register, norm: str, told: FactSet, on: object, *, announced: bool = False) -> Finding:
    """How one norm stands."""
    findings = Evaluator(register).check(told, on, announced=announced)  # type: ignore[arg-type]
    return next(found for found in findings if found.norm.id == norm)


def problems_after(folder: Path, change: Callable[[Path], None]) -> list[str]:
    """What is wrong with a copy of the small register after a change to its files."""
    copy = folder / "register"
    shutil.copytree(SMALL, copy)
    change(copy)
    _register, problems = read_register(copy)
    assert isinstance(problems, Problems)
    return [str(problem) for problem in problems.found]


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one text in one file; the text must be there."""

    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
