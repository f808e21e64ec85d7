"""In which situation a client's income stands: one benefit, two at once, between two, or none.

Pure: periods and a day in, one word out; the coordination between organisations follows from it (the sources'
three tables are for within one benefit, concurrent benefits and the transition between two).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

BETWEEN_DAYS = 92
"""How near the end of one benefit and the start of another are for a transition: a quarter, by our choice."""


class Situation(StrEnum):
    """The four situations."""

    NONE = "none"
    WITHIN = "within"
    TRANSITION = "transition"
    CONCURRENT = "concurrent"


@dataclass(frozen=True, slots=True)
class Right:
    """A right to one benefit: its regime, its first day, and the first day without it."""

    regime: str
    first: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the right covers the day."""
        return self.first <= day and (self.end is None or day < self.end)

    def ends_near(self, day: date) -> bool:
        """Whether it ended, or will end, less than BETWEEN_DAYS from the day."""
        return self.end is not None and abs(self.end - day) < timedelta(days=BETWEEN_DAYS)

    def starts_near(self, day: date) -> bool:
        """Whether it began, or will begin, less than BETWEEN_DAYS from the day."""
        return abs(self.first - day) < timedelta(days=BETWEEN_DAYS)


def situation_on(rights: Iterable[Right], day: date) -> Situation:
    """The situation on a day.

    Concurrent: rights of two regimes cover the day. Otherwise transition: a right of one regime ends and
    one of another begins within a quarter of each other and of the day. Otherwise within one, or none.
    """
    known = [right for right in rights if right.end is None or right.end > right.first]
    holding = {right.regime for right in known if right.holds_on(day)}
    if len(holding) > 1:
        return Situation.CONCURRENT
    if any(_follows(old, new, day) for old in known for new in known):
        return Situation.TRANSITION
    return Situation.WITHIN if holding else Situation.NONE


def _follows(old: Right, new: Right, day: date) -> bool:
    if old.regime == new.regime or old.end is None or old.first > new.first:
        return False
    is_near = abs(new.first - old.end) < timedelta(days=BETWEEN_DAYS)
    return is_near and old.ends_near(day) and new.starts_near(day)
