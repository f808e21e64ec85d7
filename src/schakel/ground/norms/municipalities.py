"""The municipalities there are, as the room of organisations tells them: this room stands below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality or social service that may have local norms."""

    id: UUID
    name: str


Lister = Callable[[date], list[Municipality]]

_listers: list[Lister] = []


def register_municipalities(lister: Lister) -> None:
    """Name who tells the municipalities of a day, by name; the last one registered is used."""
    _listers[:] = [lister]


def municipalities_on(day: date) -> list[Municipality]:
    """The municipalities of that day, by name; one statement."""
    return _listers[0](day) if _listers else []
