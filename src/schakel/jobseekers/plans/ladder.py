"""The ladder of participation: the rungs of the house, and those of an organisation laid upon them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schakel.jobseekers.diagnosis.scales import RUNG_LABELS

LOWEST, HIGHEST = min(RUNG_LABELS), max(RUNG_LABELS)
MOST_RUNGS = 12
LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung in an organisation's words, and the rung of the house that it lies on."""

    label: str
    house: int


def house_ladder() -> list[Rung]:
    """The six rungs of the house, in the language of the screen."""
    return [Rung(str(label), rung) for rung, label in RUNG_LABELS.items()]


def ladder_from(rows: Iterable[Sequence[object]]) -> list[Rung]:
    """A ladder as it is kept: `[words, house rung]` from low to high."""
    return [Rung(str(label), int(str(house))) for label, house in rows]


def as_rows(rungs: Iterable[Rung]) -> list[list[object]]:
    """A ladder as it is kept."""
    return [[rung.label, rung.house] for rung in rungs]


def goes_up(rungs: Sequence[Rung]) -> bool:
    """Whether no rung lies lower on the house's ladder than the one before it."""
    return all(low.house <= high.house for low, high in itertools.pairwise(rungs))
