"""Who is away without anybody standing in: a source that a room registers when it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

AbsenceSource = Callable[[date], Iterable[int]]
_sources: list[AbsenceSource] = []


def register_absence(source: AbsenceSource) -> None:
    """Ask this which readers are absent without cover on a day; once per start-up."""
    if source not in _sources:
        _sources.append(source)


def absent_without_cover(on: date) -> list[int]:
    """The readers of professionals who are away on a day while nobody stands in for them."""
    return sorted({reader for source in _sources for reader in source(on)})
