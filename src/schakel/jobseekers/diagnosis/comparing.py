"""Diagnoses of one client beside each other: what changed since the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schakel.jobseekers.diagnosis.forms.running import language
from schakel.jobseekers.diagnosis.instruments.model import said
from schakel.jobseekers.diagnosis.instruments.scoring import Found
from schakel.jobseekers.diagnosis.queries.diagnoses import Taken, result_of
from schakel.jobseekers.diagnosis.scales import RUNG_LABELS


@dataclass(frozen=True, slots=True)
class Cell:
    """One score in one diagnosis; change is in points of 100 since the one before, where they compare."""

    percent: int | None
    words: str
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One score over the diagnoses, oldest first."""

    title: str
    cells: tuple[Cell, ...]


def course_of(taken: Sequence[Taken]) -> list[Row]:
    """The scores about work over diagnoses, oldest first, as the newest instrument names them."""
    newest = taken[-1].content
    spoken = language()
    rows = []
    for part in newest.core:
        for one in part.scores:
            cells = _cells(taken, (part.name, one.name), spoken)
            rows.append(Row(said(one.title, spoken), cells))
    return rows


def _cells(taken: Sequence[Taken], place: tuple[str, str], spoken: str) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    before: Found | None = None
    for one in taken:
        found = one.scores.get(place)
        words = said(found.band.label, spoken) if found and found.band else ""
        cells.append(Cell(found.percent if found else None, words, _change(before, found)))
        before = found
    return tuple(cells)


def _change(before: Found | None, found: Found | None) -> int | None:
    """The difference in points; other questions or another scale give points that can't be compared."""
    if before is None or found is None or before.percent is None or found.percent is None:
        return None
    is_same = (before.score.questions, before.score.norm) == (found.score.questions, found.score.norm)
    return found.percent - before.percent if is_same else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was estimated on a day, and by when work was expected."""

    on: date
    months: int
    chance: int
    rung: str
    variant: str
    decision_id: str


def estimates_of(taken: Sequence[Taken]) -> list[Estimate]:
    """The estimates of concluded diagnoses, oldest first."""
    return [
        Estimate(
            one.diagnosis.concluded_on,
            result.months,
            result.chance,
            str(RUNG_LABELS[result.rung]),
            str(result.get_variant_display()),
            str(result.decision_id),
        )
        for one in taken
        if (result := result_of(one.diagnosis)) is not None and one.diagnosis.concluded_on is not None
    ]
