"""The scales of distance to work beside each other: months, phases 1 to 4, and the rungs of a ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PHASES = range(1, 5)
NEAR_MONTHS = 3
"""Below this many months somebody is near to work, in the sources."""

RUNG_LABELS: dict[int, str | Promise] = {
    1: _("trede 1: geïsoleerd"),
    2: _("trede 2: contacten buitenshuis"),
    3: _("trede 3: vaste activiteiten"),
    4: _("trede 4: onbetaald werk"),
    5: _("trede 5: werk met hulp"),
    6: _("trede 6: werk zonder hulp"),
}


@dataclass(frozen=True, slots=True)
class Distance:
    """What a rung is on the other scales: the phase, and whether that is near (work within three months)."""

    phase: int
    is_near: bool


Mapped = Mapping[int, Distance]

HOUSE: Mapped = {
    1: Distance(4, False),
    2: Distance(4, False),
    3: Distance(3, False),
    4: Distance(3, False),
    5: Distance(2, False),
    6: Distance(1, True),
}
"""Ours: the sources name the scales and not how they go together (requirement R061)."""


def mapped_from(rows: Mapping[str, list[int]]) -> Mapped:
    """A mapping as it is kept: rung to phase and 0 or 1."""
    return {int(rung): Distance(phase, bool(near)) for rung, (phase, near) in rows.items()}


def as_rows(mapped: Mapped) -> dict[str, list[int]]:
    """A mapping as it is kept."""
    return {str(rung): [found.phase, int(found.is_near)] for rung, found in mapped.items()}
