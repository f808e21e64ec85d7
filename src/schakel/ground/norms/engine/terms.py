"""Legal terms as ISO 8601 durations of one unit, and the day on which they end."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from schakel.ground.kernel.legal_calendar import add_working_days, end_of_term

Unit = Literal["days", "weeks", "months", "years", "working_days"]
_UNITS: dict[str, Unit] = {"D": "days", "W": "weeks", "M": "months", "Y": "years", "BD": "working_days"}
_FORM = re.compile(r"P(\d{1,4})(D|W|M|Y|BD)")


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, weeks, months, years or working days."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"P{self.count}{next(sign for sign, unit in _UNITS.items() if unit == self.unit)}"


def parse_term(text: str) -> Term:
    """P4W, P6M, P3D, P1Y, or P3BD for working days. Raises ValueError on anything else."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is geen termijn als P6M, P4W, P3D of P3BD")
    return Term(int(found[1]), _UNITS[found[2]])


def _add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_ROLLS_UP_TO = {"days": 90, "weeks": 12, "months": 3, "years": 0, "working_days": 0}


@lru_cache(maxsize=65_536)
def term_end(after: date, term: Term, *, is_latest: bool) -> date | None:
    """The last day of a term that starts after a day; None where the calendar ends before it.

    An end on a Saturday, Sunday or holiday moves on to the next working day where the day is the latest one
    for an act and the term is not long (Algemene termijnenwet articles 1 and 4 under a).
    """
    try:
        end = _plain_end(after, term)
        return end_of_term(end) if is_latest and term.count <= _ROLLS_UP_TO[term.unit] else end
    except (OverflowError, ValueError):
        return None


def _plain_end(after: date, term: Term) -> date:
    if term.unit == "working_days":
        return add_working_days(after, term.count)
    if term.unit in {"months", "years"}:
        return _add_months(after, term.count * (12 if term.unit == "years" else 1))
    return after + timedelta(days=term.count * (7 if term.unit == "weeks" else 1))
