"""What is told of a portion of lives: which events reach a dossier, as the teller of acts would judge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from schakel.simulation.region.declared import Region
from schakel.simulation.region.events import Events, Step
from schakel.simulation.region.spells import NONE, WW, Courses, Field
from schakel.simulation.region.streams import Codes

Flags = NDArray[np.bool_]
ENDINGS = (Step.WORK, Step.MOVED, Step.RIGHT_OVER)


@dataclass(frozen=True)
class Told:
    """A portion of the region with its events, and for each spell where in those its turns are.

    Positions are numbers of events; `never` is past all of them and means that it did not come to that.
    """

    region: Region
    courses: Courses
    events: Events

    @property
    def never(self) -> int:
        """The position of what did not happen."""
        return len(self.events.spell)

    def _first(self, *steps: Step) -> Codes:
        """(spells,): the position of the first event of these kinds in each spell."""
        found = np.full(len(self.courses.spells), self.never, dtype=np.int64)
        which = np.flatnonzero(np.isin(self.events.step, steps))[::-1]
        found[self.events.spell[which]] = which
        return found

    def _before_the_end(self, *steps: Step) -> Codes:
        found = self._first(*steps)
        return np.where(found < self.closed, found, self.never)

    @cached_property
    def registered(self) -> Codes:
        """When each spell came in; every spell did."""
        return self._first(Step.REGISTERED)

    @cached_property
    def closed(self) -> Codes:
        """When the dossier came to rest. What comes after in the same spell is not told."""
        return self._first(*ENDINGS)

    @cached_property
    def sent(self) -> Codes:
        """When the spell was handed over."""
        return self._before_the_end(Step.SENT)

    @cached_property
    def taken_up(self) -> Codes:
        """When a municipality took it up; a handover of who left first is withdrawn instead."""
        return self._before_the_end(Step.TAKEN_UP)

    @cached_property
    def started(self) -> Codes:
        """When a service began, by whomever."""
        return self._before_the_end(Step.STARTED)

    @cached_property
    def finished(self) -> Codes:
        """When a service was over by itself."""
        return self._before_the_end(Step.FINISHED)

    @cached_property
    def is_told(self) -> Flags:
        """(events,): whether it reaches the dossier."""
        told: Flags = np.arange(self.never) <= self.closed[self.events.spell]
        return told

    @cached_property
    def provider(self) -> Codes:
        """(spells,): the number of the provider of the service, NONE without one."""
        way = self.courses.of(Field.WAY)
        providers = np.array([provider for _service, provider in self.region.ways])
        return np.where(way == NONE, NONE, providers[np.maximum(way, 0)])

    @cached_property
    def service(self) -> Codes:
        """(spells,): the number of the service, 0 without one."""
        services = np.array([service for service, _provider in self.region.ways])
        found: Codes = services[np.maximum(self.courses.of(Field.WAY), 0)]
        return found

    @cached_property
    def is_trajectory(self) -> Flags:
        """(spells,): whether a service at a provider is told."""
        found: Flags = (self.started < self.never) & (self.provider != NONE)
        return found

    @cached_property
    def at(self) -> Codes:
        """(spells,): the organisation where the spell came in."""
        return self.events.who[self.registered]

    @cached_property
    def is_first(self) -> Flags:
        """(spells,): whether it opened the dossier; later ones reopened it."""
        found: Flags = self.courses.of(Field.ORDER) == 1
        return found

    @cached_property
    def right_ends(self) -> Flags:
        """(spells,): whether a benefit still ran when the dossier came to rest, and ended with it."""
        is_closed, is_taken_up = self.closed < self.never, self.taken_up < self.never
        lasts = self.courses.of(Field.REGIME) != WW
        over = np.append(self.events.step, NONE)[self.closed] == Step.RIGHT_OVER
        runs = lasts | ~(over | (self.sent < self.never))
        found: Flags = is_closed & (is_taken_up | runs)
        return found

    @cached_property
    def numbered(self) -> tuple[Flags, Flags]:
        """(spells,) each: whether a number was given when it came in, and when it was taken up."""
        is_uwv, is_taken_up = self.at == 0, self.taken_up < self.never
        at_home = ~is_uwv | is_taken_up
        had = np.where(is_uwv, self._earlier(is_uwv), self._earlier(at_home))
        return had == 0, is_taken_up & (self._earlier(at_home) == 0)

    def _earlier(self, flags: Flags) -> Codes:
        """(spells,): in how many earlier spells of the same person it was so."""
        total: Codes = np.cumsum(flags) - flags
        found: Codes = total - np.maximum.accumulate(np.where(self.is_first, total, 0))
        return found

    @cached_property
    def last_of_person(self) -> Codes:
        """(people,): the row of the last spell of each."""
        found: Codes = np.append(np.flatnonzero(self.is_first)[1:], len(self.courses.spells)) - 1
        return found

    @cached_property
    def last_told(self) -> Codes:
        """(people,): the position of the last event that is told of each."""
        told = np.flatnonzero(self.is_told)
        who = self.courses.of(Field.WHO)[self.events.spell[told]]
        found: Codes = told[np.append(np.flatnonzero(np.diff(who)), len(told) - 1)]
        return found

    @cached_property
    def is_open(self) -> Flags:
        """(people,): whether the dossier is open when the years are over."""
        found: Flags = self.closed[self.last_of_person] == self.never
        return found
