"""Which counts of a sample colleagues may see who did not draw it."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.ground.kernel.shares import LEAST


@dataclass(frozen=True, slots=True)
class Shown:
    """Figures of one site; None where the figure, or what it leaves over, is below ten."""

    frame: int | None
    drawn: int | None
    took_part: int | None
    has_all: bool


def shown(frame: int, drawn: int, took_part: int, *, is_open: bool) -> Shown:
    """All figures where it is open; else those from ten on of which the rest is nobody or ten as well."""
    if is_open:
        return Shown(frame, drawn, took_part, has_all=True)
    return Shown(
        frame if _is_safe(frame) else None,
        drawn if _is_safe(drawn) and _is_safe(frame - drawn) else None,
        took_part if all(map(_is_safe, (took_part, drawn - took_part, frame - took_part))) else None,
        has_all=False,
    )


def _is_safe(count: int) -> bool:
    return count <= 0 or count >= LEAST
