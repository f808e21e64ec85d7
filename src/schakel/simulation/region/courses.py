"""The course of clients through the years, in monthly steps: spells without work, rights, services, jobs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from math import log

import numpy as np

from schakel.programme.effects.simulator import logistic
from schakel.simulation.region.chances import way_chances, work_log_odds
from schakel.simulation.region.declared import Region
from schakel.simulation.region.people import People, draw_people
from schakel.simulation.region.spells import ASSISTANCE, NEVER, NONE, WIA, WW, Courses, Ending, Field
from schakel.simulation.region.streams import Codes, Draw, Floats, uniform

AT_ONCE = 50_000


class State(IntEnum):
    """Where a client stands."""

    NOT_YET = 0
    SEEKING = 1
    WORKING = 2
    GONE = 3


def simulate(region: Region, seed: int, clients: int, *, at_once: int = AT_ONCE) -> Iterator[Courses]:
    """The courses of all clients, so many at once that memory stays flat."""
    for first in range(0, clients, at_once):
        yield live(region, seed, draw_people(region, seed, first, min(at_once, clients - first)))


def live(region: Region, seed: int, people: People) -> Courses:
    """Let these people live through all months."""
    world = _World(region, seed, people)
    for month in range(region.months):
        world.step(month)
    return Courses(people, world.finish())


class _World:
    """The state of everyone in the month at hand, and the spells that are over."""

    def __init__(self, region: Region, seed: int, people: People) -> None:
        self.region, self.seed, self.people = region, seed, people
        count = len(people.number)
        self.state = np.zeros(count, dtype=np.int8)
        self.now = np.full((count, len(Field)), NEVER, dtype=np.int64)
        self.now[:, Field.WHO], self.now[:, Field.ORDER] = np.arange(count), 0
        self.regimes = np.array([each.regime for each in region.client_types])
        self.over: list[Codes] = []

    def step(self, month: int) -> None:
        """One month: who comes, who loses work, who leaves, who starts a service, who finds work."""
        self._come_in(month)
        self._lose_work(month)
        self._leave(month)
        self._start_services(month)
        self._find_work(month)

    def finish(self) -> Codes:
        """All spells, those that go on included, in order."""
        self._end(np.flatnonzero(self.state == State.SEEKING), self.region.months, Ending.RUNNING)
        spells = np.concatenate(self.over)
        return spells[np.lexsort((spells[:, Field.ORDER], spells[:, Field.WHO]))]

    def _drawn(self, draw: Draw, who: Codes, month: int) -> Floats:
        return uniform(self.seed, draw, self.people.number[who], month)

    def _come_in(self, month: int) -> None:
        who = np.flatnonzero(self.people.inflow == month)
        low, high = np.array([each.ww for each in self.region.client_types])[self.people.kind[who]].T
        self._begin(who, month, self.regimes[self.people.kind[who]], low, high)

    def _lose_work(self, month: int) -> None:
        """Who worked long enough has WW again; others what their kind of client falls back on."""
        end, working = self.region.job_end, np.flatnonzero(self.state == State.WORKING)
        worked = month - self.now[working, Field.END]
        odds = log(end.chance / (1 - end.chance)) + end.each_month * worked
        lost = self._drawn(Draw.JOB_END, working, month) < logistic(odds)
        who, worked = working[lost], worked[lost]
        back = np.where(worked >= end.ww_after, WW, ASSISTANCE)
        regime = np.where(self.regimes[self.people.kind[who]] == WIA, WIA, back)
        low, high = (np.full(len(who), months) for months in end.ww)
        self._begin(who, month, regime, low, high)

    def _begin(self, who: Codes, month: int, regime: Codes, low: Codes, high: Codes) -> None:
        length = low + (self._drawn(Draw.WW, who, month) * (high - low + 1)).astype(np.int64)
        applies = self._drawn(Draw.APPLIES, who, month) < self.region.applies
        mine = self.now[who]
        mine[:, Field.ORDER] += 1
        mine[:, Field.BEGIN], mine[:, Field.REGIME] = month, regime
        mine[:, Field.RIGHT_END] = np.where(regime == WW, month + length, NEVER)
        mine[:, Field.APPLIES] = (regime == WW) & applies
        mine[:, Field.WAY], mine[:, Field.START] = NONE, NEVER
        self.now[who], self.state[who] = mine, State.SEEKING

    def _leave(self, month: int) -> None:
        seeking = np.flatnonzero(self.state == State.SEEKING)
        moved = self._drawn(Draw.MOVES, seeking, month) < self.region.moves
        self._end(seeking[moved], month, Ending.MOVED)

    def _start_services(self, month: int) -> None:
        who = np.flatnonzero((self.state == State.SEEKING) & (self.now[:, Field.WAY] == NONE))
        edges = way_chances(self.region, self.people, self.now[who], month).cumsum(axis=1)
        drawn = self._drawn(Draw.SERVICE, who, month)
        starting = drawn < edges[:, -1]
        self.now[who[starting], Field.WAY] = (edges[starting] <= drawn[starting, None]).sum(axis=1)
        self.now[who[starting], Field.START] = month

    def _find_work(self, month: int) -> None:
        seeking = np.flatnonzero(self.state == State.SEEKING)
        odds = work_log_odds(self.region, self.people, self.now[seeking], month)
        found = self._drawn(Draw.WORK, seeking, month) < logistic(odds)
        self._end(seeking[found], month, Ending.WORK)

    def _end(self, who: Codes, month: int, ending: Ending) -> None:
        self.now[who, Field.END], self.now[who, Field.ENDING] = month, ending
        self.over.append(self.now[who].copy())
        self.state[who] = State.WORKING if ending == Ending.WORK else State.GONE
