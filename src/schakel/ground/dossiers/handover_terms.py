"""What belongs to a handover because of its occasion: the end of a WW, or a move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Goes:
    """A trajectory goes on, and the present payer pays until a day; after that the receiver does."""

    paid_until: date


@dataclass(frozen=True, slots=True)
class Stops:
    """A trajectory stops, for a reason."""

    because: str


@dataclass(frozen=True, slots=True)
class OccasionTerms:
    """What belongs to the occasion: the course of each trajectory, the new place, the talk."""

    trajectories: Mapping[UUID, Goes | Stops] = field(default_factory=dict)
    moves_to: str = ""
    moves_on: date | None = None
    talk_on: date | None = None
    talk_summary: str = ""
