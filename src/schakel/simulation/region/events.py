"""What stands in registrations about the courses: one event for each thing that was done, with its moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from schakel.simulation.region import days
from schakel.simulation.region.declared import Region
from schakel.simulation.region.spells import NEVER, NONE, Courses, Ending, Field, guide_at
from schakel.simulation.region.streams import Codes, Draw, uniform


class Step(IntEnum):
    """What happened."""

    REGISTERED = 0
    INTAKE = 1
    PLAN = 2
    CONTACT = 3
    ABSENT = 4
    STARTED = 5
    FINISHED = 6
    SENT = 7
    TAKEN_UP = 8
    WORK = 9
    MOVED = 10
    RIGHT_OVER = 11


Moments = NDArray[np.datetime64]
Part = tuple[Codes, Codes, Moments, Codes]

_PARTS = {
    Step.REGISTERED: (0.0, 0.2), Step.SENT: (0.0, 0.2), Step.FINISHED: (0.0, 0.2), Step.STARTED: (0.4, 0.5),
    Step.CONTACT: (0.0, 1.0), Step.WORK: (0.75, 1.0), Step.MOVED: (0.75, 1.0), Step.RIGHT_OVER: (0.0, 0.2),
}  # fmt: skip
"""The part of the month in which a thing happens: what comes first stands first, after weekends too."""

_SPELLS, _STEPS = 1000, 100


@dataclass(frozen=True)
class Events:
    """Events sorted by spell and moment: the row of the spell, the step, when, and who did it.

    who is the number of the organisation, or that of the provider after all organisations.
    """

    spell: Codes
    step: Codes
    at: Moments
    who: Codes

    @property
    def on_the_way(self) -> Codes:
        """The spells that were handed over and not taken up before the end."""
        sent, taken = (self.spell[self.step == step] for step in (Step.SENT, Step.TAKEN_UP))
        return np.setdiff1d(sent, taken)


def events_of(region: Region, seed: int, courses: Courses) -> Events:
    """All events of these courses up to the end of the last month."""
    told = _Told(region, seed, courses)
    parts = [*told.beginning(), *told.contacts(), *told.services(), *told.handovers(), *told.endings()]
    spell, step, at, who = (np.concatenate(column) for column in zip(*parts, strict=True))
    end = np.datetime64(days.first_day(region.first_month, region.months))
    kept = np.flatnonzero(at < end)
    order = kept[np.lexsort((step[kept], at[kept], spell[kept]))]
    return Events(spell[order], step[order], at[order], who[order])


class _Told:
    """The spells of a portion, with the days that several kinds of events are held against."""

    def __init__(self, region: Region, seed: int, courses: Courses) -> None:
        self.region, self.seed, self.courses = region, seed, courses
        who = courses.of(Field.WHO)
        self.case = courses.people.number[who] * _SPELLS + courses.of(Field.ORDER)
        self.home = courses.people.home[who]
        every = np.arange(len(self.case))
        self.registered = self._day(every, courses.of(Field.BEGIN), Step.REGISTERED)
        self.intake = self._after(self.registered, Step.INTAKE)
        self.over = self._ended(every, courses.of(Field.END))
        self.handed = np.flatnonzero(
            (courses.of(Field.APPLIES) == 1) & (courses.of(Field.RIGHT_END) <= courses.last_month)
        )
        self.sent = np.full(len(self.case), np.datetime64("2900-01-01"))
        self.taken_up = self.sent.copy()
        self._hand_over()

    def beginning(self) -> list[Part]:
        """Registration; intake and plan when there was time for them."""
        every, begin = np.arange(len(self.case)), self.courses.of(Field.BEGIN)
        plan = self._after(self.intake, Step.PLAN)
        told = [self._part(every, Step.REGISTERED, self.registered, begin)]
        for step, day in ((Step.INTAKE, self.intake), (Step.PLAN, plan)):
            rows = np.flatnonzero((day < self.over) & (day < self.sent))
            told.append(self._part(rows, step, day[rows], begin[rows]))
        return told

    def contacts(self) -> list[Part]:
        """Talks after the intake by whoever guides, and talks to which the client did not come."""
        rows, month = self.courses.months()
        case = self.case[rows]
        talks = uniform(self.seed, Draw.CONTACT, case, month) < self.region.contact
        talks &= guide_at(self.courses.spells[rows], month) != NONE
        rows, month, case = rows[talks], month[talks], case[talks]
        day = self._day(rows, month, Step.CONTACT)
        waits = (day >= self.sent[rows]) & (day <= self.taken_up[rows])
        absent = uniform(self.seed, Draw.ABSENT, case, month) < self.region.absent
        held = (day > self.intake[rows]) & (day < self.over[rows]) & ~waits
        return [
            self._part(rows[some], step, day[some], month[some])
            for step, some in ((Step.CONTACT, held & ~absent), (Step.ABSENT, held & absent))
        ]

    def services(self) -> list[Part]:
        """The start of each service, and its end when the spell lasted that long."""
        rows = np.flatnonzero(self.courses.of(Field.START) < NEVER)
        start, way = self.courses.of(Field.START)[rows], self.courses.of(Field.WAY)[rows]
        months = np.array([self.region.services[number].months for number, _p in self.region.ways])[way]
        told = [self._served(rows, Step.STARTED, start)]
        done = start + months <= self.courses.last_month[rows]
        return [*told, self._served(rows[done], Step.FINISHED, (start + months)[done])]

    def handovers(self) -> list[Part]:
        """When a WW right ends: a handover sent by UWV and taken up by the municipality, or nothing more."""
        rows, over = self.handed, self._lapsed()
        uwv = np.zeros(len(self.case), dtype=np.int64)
        lapsed = self._day(over, self.courses.of(Field.RIGHT_END)[over], Step.RIGHT_OVER)
        return [
            self._by(rows, Step.SENT, self.sent[rows], uwv[rows]),
            self._by(rows, Step.TAKEN_UP, self.taken_up[rows], self.home[rows]),
            self._by(over, Step.RIGHT_OVER, lapsed, uwv[over]),
        ]

    def _lapsed(self) -> Codes:
        is_over = self.courses.of(Field.RIGHT_END) <= self.courses.last_month
        return np.flatnonzero(is_over & (self.courses.of(Field.APPLIES) == 0))

    def endings(self) -> list[Part]:
        """Work found, or a move out of the region."""
        end, ending = self.courses.of(Field.END), self.courses.of(Field.ENDING)
        found = []
        for kind, step in ((Ending.WORK, Step.WORK), (Ending.MOVED, Step.MOVED)):
            rows = np.flatnonzero(ending == kind)
            found.append(self._part(rows, step, self.over[rows], end[rows]))
        return found

    def _hand_over(self) -> None:
        rows = self.handed
        sent = self._day(rows, self.courses.of(Field.RIGHT_END)[rows], Step.SENT)
        self.sent[rows] = sent
        for number, organisation in enumerate(self.region.organisations):
            mine = self.home[rows] == number
            delay = days.drawn_delay(organisation.handover, self.seed, self.case[rows[mine]], Step.TAKEN_UP)
            self.taken_up[rows[mine]] = days.later(sent[mine], delay)

    def _day(self, rows: Codes, month: Codes, step: Step) -> days.Days:
        low, high = _PARTS[step]
        chance = uniform(self.seed, Draw.DAY, self.case[rows], month * _STEPS + step)
        return days.day_in_month(self.region.first_month, month, low + (high - low) * chance)

    def _ended(self, rows: Codes, month: Codes) -> days.Days:
        """In the month of the ending: a next spell may begin with the next month."""
        last = days.last_working_day(self.region.first_month, month)
        return np.minimum(self._day(rows, month, Step.WORK), last)

    def _after(self, day: days.Days, step: Step) -> days.Days:
        delay = self.region.intake if step == Step.INTAKE else self.region.plan
        return days.later(day, days.drawn_delay(delay, self.seed, self.case, step))

    def _served(self, rows: Codes, step: Step, month: Codes) -> Part:
        providers = np.array([provider for _number, provider in self.region.ways])
        provider = providers[self.courses.of(Field.WAY)[rows]]
        own = self._guide(rows, self.courses.of(Field.START)[rows])
        who = np.where(provider == NONE, own, len(self.region.organisations) + provider)
        return self._by(rows, step, self._day(rows, month, step), who)

    def _guide(self, rows: Codes, month: Codes) -> Codes:
        """The organisation that guides; who has no benefit stays with the municipality, on paper."""
        return np.where(guide_at(self.courses.spells[rows], month) == 0, 0, self.home[rows])

    def _part(self, rows: Codes, step: Step, day: days.Days, month: Codes) -> Part:
        return self._by(rows, step, day, self._guide(rows, month))

    def _by(self, rows: Codes, step: Step, day: days.Days, who: Codes) -> Part:
        since = (day - np.datetime64("1970-01-01")).astype(np.int64)
        minute = uniform(self.seed, Draw.HOUR, self.case[rows], since * _STEPS + step)
        return rows, np.full(len(rows), int(step)), days.at_hour(day, minute), who
