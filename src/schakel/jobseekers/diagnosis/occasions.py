"""What an analysis may be the result of: rooms above name the bought services that are open in a dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Occasion:
    """A service of which an analysis can be the result: its id and its name."""

    id: UUID
    name: str


Occasions = Callable[[UUID], list[Occasion]]
_found: list[Occasions] = []


def register_occasions(occasions: Occasions) -> None:
    """Name what finds the open services of a dossier whose result is an analysis, as the actor sees them."""
    if occasions not in _found:
        _found.append(occasions)


def occasions_of(dossier_id: UUID) -> list[Occasion]:
    """What an analysis in this dossier can be the result of."""
    return [one for occasions in _found for one in occasions(dossier_id)]
