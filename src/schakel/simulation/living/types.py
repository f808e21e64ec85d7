"""The words in which a region is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schakel.simulation.region.events import Step


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the row of its spell, and the number of the organisation or provider that did it."""

    at: datetime
    step: Step
    row: int
    by: int
