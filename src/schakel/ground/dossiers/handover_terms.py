"""What is handed over, and what belongs to it because of its occasion: the end of a WW, or a move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from schakel.ground.dossiers.models import Handover


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


@dataclass(frozen=True, slots=True)
class Part:
    """What is written for one part of a handover, or why that part does not apply."""

    text: str
    does_not_apply: bool = False


@dataclass(frozen=True, slots=True)
class NewHandover:
    """What is handed over: to which team, how, why, and the parts that the two organisations agreed on."""

    team_id: UUID
    kind: str
    message: str
    because: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    ends_own_task: bool = False
    occasion: str = Handover.Occasion.ORDINARY.value
    terms: OccasionTerms = field(default_factory=OccasionTerms)
