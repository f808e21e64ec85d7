"""The figures of the house as one organisation uses them, with what it set and will set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schakel.ground.norms.engine.model import HouseNorm
from schakel.ground.norms.models import OwnFigure
from schakel.ground.norms.registers import the_register


@dataclass(frozen=True, slots=True)
class HouseFigure:
    """A figure of the house beside what the organisation uses: every row it set, the newest first."""

    preset: HouseNorm
    rows: list[OwnFigure]
    on: date

    @property
    def now(self) -> OwnFigure | None:
        """What the organisation set that holds on the day; without a value the house's figure is used."""
        return next((row for row in self.rows if self.on in row.period), None)

    @property
    def value(self) -> int:
        """The number in use on the day."""
        now = self.now
        return self.preset.value if now is None or now.value is None else now.value

    @property
    def is_own(self) -> bool:
        """Whether the organisation uses a figure of its own on the day."""
        return self.now is not None and self.now.value is not None

    @property
    def coming(self) -> list[OwnFigure]:
        """What it set for later, the first day first."""
        later = [row for row in self.rows if row.valid_from > self.on and _has_days(row)]
        return sorted(later, key=lambda row: row.valid_from)

    @property
    def changes(self) -> int:
        """How often it was set: the version that a change is based on."""
        return len(self.rows)


def _has_days(row: OwnFigure) -> bool:
    return row.valid_to is None or row.valid_to > row.valid_from


def house_figures(organisation_id: UUID, on: date) -> list[HouseFigure]:
    """All figures of the house as an organisation uses them; one statement."""
    rows: dict[str, list[OwnFigure]] = {}
    for row in OwnFigure.objects.filter(organisation_id=organisation_id).order_by("-id"):
        rows.setdefault(row.key, []).append(row)
    return [HouseFigure(norm, rows.get(norm.key, []), on) for norm in the_register().house]


def house_figure(organisation_id: UUID, key: str, on: date) -> HouseFigure | None:
    """One figure as an organisation uses it; None for a key that the register does not have."""
    norm = next((norm for norm in the_register().house if norm.key == key), None)
    if norm is None:
        return None
    rows = OwnFigure.objects.filter(organisation_id=organisation_id, key=key).order_by("-id")
    return HouseFigure(norm, list(rows), on)
