"""Made-up facts of made-up people for measuring the norms: every draw depends on its number only."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.ground.norms.engine.loading import load_register
from schakel.ground.norms.engine.model import Fact, Register
from schakel.ground.norms.registers import FOLDER
from schakel.ground.norms.tests.registers import SMALL

ON = date(2026, 11, 22)
SCHEMES = (("PW",), ("WW",), ("WIA",), ("PW", "WW"), ("ZW",), ("WAJONG",), ("IOAW",), ("LOON",))
SHARES = (45, 30, 8, 5, 4, 4, 2, 2)
DAYS = [ON - timedelta(days=days) for days in range(-200, 1200)]


def register() -> Register:
    """The product's register; the small one of the tests where it has none yet."""
    return load_register(FOLDER if (FOLDER / "facts.yaml").is_file() else Path(SMALL))


def people(facts: Register, first: int, count: int, *, told: float, schemes: Any = None) -> Iterator[FactSet]:
    """Facts of people number first and on; told is the share of facts that somebody told.

    schemes None draws them in the shares of the field; otherwise everyone has these.
    """
    declared = list(facts.facts.values())
    known = set(facts.terms.regimes)
    for number in range(first, first + count):
        draw = random.Random(number)
        own = schemes or draw.choices(SCHEMES, SHARES)[0]
        values = {fact.name: _value(fact, draw) for fact in declared if draw.random() < told}
        yield FactSet(values, frozenset(own) & known)


def _value(fact: Fact, draw: random.Random) -> Any:
    match fact.kind:
        case "boolean":
            return draw.random() < 0.3
        case "date":
            return draw.choice(DAYS) if draw.random() < 0.6 else None
        case "code":
            return draw.choice(fact.codes)
        case _:
            return draw.randrange(0, 75)
