"""The figures of the house, and what an organisation uses instead: terms, rhythms and review dates.

A figure has one source, the register; an organisation's own one goes before it from the day it chose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from schakel.ground.kernel.legal_calendar import add_working_days, is_working_day
from schakel.ground.norms.engine.model import HouseNorm
from schakel.ground.norms.engine.terms import Term, Unit, term_end
from schakel.ground.norms.models import OwnFigure
from schakel.ground.norms.registers import the_register

QUEUE = "HOUSE-queue"
HANDOVER_TAKEN_UP = "HOUSE-handover-taken-up"
HANDOVER_RETURNED = "HOUSE-handover-returned"
WW_END = "HOUSE-ww-end"
TRAJECTORY_END = "HOUSE-trajectory-end"
REST_KEPT = "HOUSE-rest-kept"
SHIELD_REVIEW = "HOUSE-shield-review"
JUDGEMENT_REVIEW = "HOUSE-judgement-review"
ANSWER_CLIENT = "HOUSE-answer-client"
ANSWER_PARTNER = "HOUSE-answer-partner"
SAFETY_REVIEW = "HOUSE-safety-review"
COMPARE_FROM = "HOUSE-compare-from"
MENTOR_FEEDBACK = "HOUSE-mentor-feedback"

_TERM_UNITS: dict[str, Unit] = {"days": "days", "weeks": "weeks", "months": "months", "years": "years"}
_SHORTEST: dict[Unit, int] = {"days": 1, "weeks": 7, "months": 28, "years": 365}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a unit: days, weeks, months, years, working_days, count or percent."""

    value: int
    unit: str

    def ahead(self, day: date) -> date:
        """The last day that lies within the figure from a day on. Raises ValueError for a bare number."""
        if self.unit == "working_days":
            return add_working_days(day, self.value)
        end = term_end(day, Term(self.value, self._term_unit()), is_latest=False)
        return date.max if end is None else end

    def beyond(self, day: date) -> date:
        """The latest day whose figure has run out by `day`: what began on it or before is beyond it."""
        if self.unit == "working_days":
            return self._working_days_beyond(day)
        began = day - timedelta(days=self.value * _SHORTEST[self._term_unit()])
        while self.ahead(began) >= day:
            began -= timedelta(days=1)
        return began

    def _working_days_beyond(self, day: date) -> date:
        day, left = day - timedelta(days=1), self.value
        while left:
            left -= is_working_day(day)
            day -= timedelta(days=1)
        return day

    def _term_unit(self) -> Unit:
        unit = _TERM_UNITS.get(self.unit)
        if unit is None:
            raise ValueError(f"{self.unit} is no length of time")
        return unit


def preset(key: str) -> HouseNorm:
    """The figure of the house. Raises LookupError when the register has none by that key."""
    found = next((norm for norm in the_register().house if norm.key == key), None)
    if found is None:
        raise LookupError(f"no house norm {key}")
    return found


def preset_figure(key: str) -> Figure:
    """The figure of the house as a number in its unit. Raises LookupError."""
    found = preset(key)
    return Figure(found.value, found.unit)


def figure_of(key: str, organisation_id: UUID, on: date) -> Figure:
    """What an organisation uses on a day: its own figure, or else the house's; one statement."""
    found = OwnFigure.objects.on(on).filter(organisation_id=organisation_id, key=key, value__isnull=False)
    own = found.values_list("value", flat=True).first()
    return preset_figure(key) if own is None else Figure(own, preset(key).unit)


def own_figures(keys: Iterable[str], on: date, *, using: str = "default") -> dict[str, dict[UUID, Figure]]:
    """By key and organisation, whatever organisations set for themselves on a day; one statement."""
    units = {key: preset(key).unit for key in keys}
    rows = OwnFigure.objects.using(using).on(on).filter(key__in=units, value__isnull=False)
    found: dict[str, dict[UUID, Figure]] = {key: {} for key in units}
    for key, organisation_id, value in rows.values_list("key", "organisation_id", "value"):
        if value is not None:
            found[key][organisation_id] = Figure(value, units[key])
    return found
