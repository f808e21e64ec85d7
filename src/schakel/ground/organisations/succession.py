"""What moves with an organisation that goes up in another: rooms above register their step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from schakel.ground.organisations.models import Succession

CHUNK = 1000
"""At most this many dossiers move in one act."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a step would move, to show beforehand, and what stands in the way (a sentence, or nothing)."""

    label: str
    count: int
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A room's part of a succession.

    weigh tells beforehand what would move; move moves at most so many and returns how many it moved, which
    is 0 only when nothing is left.
    """

    name: str
    weigh: Callable[[Succession], Weight]
    move: Callable[[Succession, int], int]


_steps: dict[str, Step] = {}


def register_step(step: Step) -> None:
    """Add a room's step at start-up; the same name twice is one step."""
    _steps[step.name] = step


def weights(succession: Succession) -> list[Weight]:
    """What each room would move."""
    return [step.weigh(succession) for step in _steps.values()]


def move_some(succession: Succession, limit: int = CHUNK) -> int:
    """Move at most `limit` of what is left; 0 when all is moved."""
    for step in _steps.values():
        moved = step.move(succession, limit)
        if moved:
            return moved
    return 0


def parties(succession: Succession) -> set[UUID]:
    """The organisations in a succession, old and new."""
    ties = succession.ties.values_list("predecessor_id", "successor_id")
    return {organisation_id for tie in ties for organisation_id in tie}
