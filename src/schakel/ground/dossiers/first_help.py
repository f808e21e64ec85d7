"""How long somebody who was taken over waits for help; a room above knows the services and tells it here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schakel.ground.kernel.shares import Estimate

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class FirstHelp:
    """Of the handovers between one sender and one receiver that were taken up: for how many help began.

    Days are calendar days, up to the first day of the first right service; with_intake counts those of whom
    also the first contact of an intake is known. sees_all says whether the actor may read everything counted.
    """

    taken_up: int
    started: int
    middle: Estimate | None
    ninth: Estimate | None
    with_intake: int
    from_contact: Estimate | None
    sees_all: bool


Source = Callable[[datetime], dict[Pair, FirstHelp]]

_sources: list[Source] = []


def register_first_help(source: Source) -> None:
    """Let the room that knows services tell this, at start-up; one of them."""
    _sources[:] = [source]


def first_help_since(moment: datetime) -> dict[Pair, FirstHelp]:
    """Per sender and receiver, of the own handovers sent since then; empty where nobody tells."""
    return _sources[0](moment) if _sources else {}
