"""Measures of how far cooperation at a site has come: criteria, areas, principles and phases, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from schakel.ground.norms.engine.entries import Entry, Problems, read_mapping
from schakel.programme.steering.coordination.loading import TableError
from schakel.programme.steering.coordination.model import Word

FOLDER = Path(__file__).resolve().parents[1] / "measures"


@dataclass(frozen=True, slots=True)
class Part:
    """What counts as one: a criterion, area, principle or phase, with the items it consists of.

    level says at which level of the organisations to coordinate it (requirement R244), where a source does.
    """

    id: str
    name: Word
    items: tuple[str, ...]
    level: Word | None


@dataclass(frozen=True, slots=True)
class Band:
    """What a mean is called from a share on."""

    id: str
    name: Word
    start: Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """Items with an answer each, what an answer is worth (0 to 1), and the parts they make up.

    bands name the mean of the parts; with are_steps the parts are steps, of which the last one taken counts.
    """

    id: str
    name: Word
    source: str
    items: Mapping[str, Word]
    answers: Mapping[str, Word]
    worth: Mapping[str, Fraction]
    parts: tuple[Part, ...]
    bands: tuple[Band, ...]
    are_steps: bool


@lru_cache(maxsize=1)
def measures() -> Mapping[str, Measure]:
    """The product's measures (requirements R243 to R247), by name. Raises TableError."""
    problems = Problems()
    tops = [read_mapping(path, problems) for path in sorted(FOLDER.glob("*.yaml"))]
    found = [_measure(top) for top in tops if top is not None]
    if problems.found:
        raise TableError(problems.found)
    return {measure.id: measure for measure in found}


def _measure(top: Entry) -> Measure:
    items = {entry.text("id"): _named(entry) for entry in top.entries("items")}
    answers = top.entries("answers")
    worth = {entry.text("id"): _share(entry, "worth") for entry in answers}
    made = Measure(
        top.text("measure"),
        _word(top),
        top.text("source"),
        items,
        {entry.text("id"): _named(entry) for entry in answers},
        worth,
        tuple(_part(entry, items) for entry in top.entries("parts")),
        tuple(_band(entry) for entry in top.entries("bands")),
        top.is_true("are_steps"),
    )
    top.finish()
    return made


def _word(entry: Entry) -> Word:
    return Word(entry.text("dutch"), entry.text("english"))


def _named(entry: Entry) -> Word:
    word = _word(entry)
    entry.finish()
    return word


def _share(entry: Entry, key: str) -> Fraction:
    value = entry.value(key)
    if not isinstance(value, int | Decimal) or not 0 <= value <= 1:
        entry.wrong(f"{key} is een getal van 0 tot en met 1", key)
        return Fraction(0)
    return Fraction(value)


def _part(entry: Entry, items: Mapping[str, Word]) -> Part:
    asked = entry.texts("items", is_required=True)
    for item in asked:
        if item not in items:
            entry.wrong(f"{item} is geen vraag van deze maat", "items")
    level = entry.entry("level")
    made = Part(entry.text("id"), _word(entry), asked, None if level is None else _named(level))
    entry.finish()
    return made


def _band(entry: Entry) -> Band:
    made = Band(entry.text("id"), _word(entry), _share(entry, "from"))
    entry.finish()
    return made
