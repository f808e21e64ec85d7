"""Spells without work as rows of numbers, and what can be told of a spell in any month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from schakel.simulation.region.declared import NO_REGIME, REGIMES
from schakel.simulation.region.people import People
from schakel.simulation.region.streams import Codes

NEVER = 9_999
NONE = -1
WW, ASSISTANCE, WIA = (REGIMES.index(name) for name in ("ww", "participatiewet", "wia"))


class Ending(IntEnum):
    """How a spell ended; RUNNING when the years were over first."""

    RUNNING = 0
    WORK = 1
    MOVED = 2


class Field(IntEnum):
    """The columns of a spell; months count from the region's first, NEVER is no month.

    WHO is the place of the client in People; REGIME is that of the beginning; RIGHT_END is the month in which
    a WW right is over, APPLIES whether bijstand follows; WAY is the number of the way by which a service
    came, START its first month; END is the month of the ending.
    """

    WHO = 0
    ORDER = 1
    BEGIN = 2
    REGIME = 3
    RIGHT_END = 4
    APPLIES = 5
    WAY = 6
    START = 7
    END = 8
    ENDING = 9


@dataclass(frozen=True)
class Courses:
    """People with all their spells: (rows, fields), by person and then by order."""

    people: People
    spells: Codes

    def of(self, field: Field) -> Codes:
        """One field of all spells."""
        column: Codes = self.spells[:, field]
        return column

    @property
    def last_month(self) -> Codes:
        """The last month in which each spell was followed: that of the ending, or the region's last."""
        running = self.of(Field.ENDING) == Ending.RUNNING
        last: Codes = self.of(Field.END) - running
        return last

    def months(self) -> tuple[Codes, Codes]:
        """A row for each spell and month: the row of the spell, and the month."""
        length = self.last_month - self.of(Field.BEGIN) + 1
        row = np.repeat(np.arange(len(length)), length)
        since = np.arange(len(row)) - np.repeat(np.cumsum(length) - length, length)
        return row, self.of(Field.BEGIN)[row] + since


def regime_at(spells: Codes, month: Codes | int) -> Codes:
    """The regime of each spell in a month: that of its beginning until a WW right is over."""
    after = np.where(spells[:, Field.APPLIES] == 1, ASSISTANCE, NO_REGIME)
    found: Codes = np.where(month < spells[:, Field.RIGHT_END], spells[:, Field.REGIME], after)
    return found


def guide_at(spells: Codes, month: Codes | int) -> Codes:
    """Who guides in a month: 0 UWV, 1 the municipality, NONE nobody: who has no benefit gets no services."""
    by_regime = np.array([0, 1, 0, NONE])
    return by_regime[regime_at(spells, month)]
