"""The entries of a portion, in the order of each dossier: what each event writes, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from schakel.simulation.region.events import Step
from schakel.simulation.region.spells import Field
from schakel.simulation.region.streams import Codes, Draw, Floats, uniform
from schakel.simulation.snapshot.kinds import Kind, Level, levels
from schakel.simulation.snapshot.told import ENDINGS, Flags, Told

_MOST_AT_ONCE = 9
_TALKS = (Step.CONTACT, Step.ABSENT)
_MEETINGS = (Step.INTAKE, Step.PLAN, *_TALKS)


@dataclass(frozen=True)
class Entries:
    """Columns of entries: the event that each comes from, its kind, its level, and its chance to stay.

    who is the place of the person in the portion, number counts the entries of that person from 1.
    """

    event: Codes
    kind: Codes
    level: Codes
    who: Codes
    number: Codes
    chance: Floats

    def __len__(self) -> int:
        return len(self.event)

    def kept(self, room: Room) -> Entries:
        """Those for which there is room, counted anew."""
        which = np.flatnonzero(room.keeps(self))
        who = self.who[which]
        return Entries(
            self.event[which], self.kind[which], self.level[which], who, counted(who), self.chance[which]
        )


@dataclass(frozen=True)
class Room:
    """Which entries are told: those of the levels in whole, and of one level whose chance is at most that."""

    whole: frozenset[int]
    level: int
    most: float

    def keeps(self, entries: Entries) -> Flags:
        """(entries,): whether there is room for each."""
        among = entries.level == self.level
        found: Flags = np.isin(entries.level, list(self.whole)) | (among & (entries.chance <= self.most))
        return found


def entries_of(told: Told, seed: int) -> Entries:
    """All entries that the acts would write of these lives."""
    slots = _slots(told)
    event, place = np.nonzero(slots)
    kind = slots[event, place].astype(np.int64)
    who = told.courses.of(Field.WHO)[told.events.spell[event]]
    number = counted(who)
    level = levels()[kind]
    is_talk = (kind == Kind.CONTACT) & np.isin(told.events.step[event], _TALKS)
    level[is_talk] = Level.TALK
    chance = uniform(seed, Draw.KEPT, told.courses.people.number[who], number)
    return Entries(event, kind, level, who, number, chance)


def counted(who: Codes) -> Codes:
    """The number of each row within its person, from 1; rows of a person stand together."""
    place = np.arange(len(who))
    starts = np.append(True, np.diff(who) != 0) if len(who) else np.empty(0, dtype=bool)
    found: Codes = place - np.maximum.accumulate(np.where(starts, place, 0)) + 1
    return found


def _slots(told: Told) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """(events, most at once): the kinds of entries of each event in their order, 0 for none."""
    slots = np.zeros((told.never, _MOST_AT_ONCE), dtype=np.int8)
    _come_in(told, slots)
    meets = told.is_told & np.isin(told.events.step, _MEETINGS)
    slots[meets, 0] = Kind.CONTACT
    _serve(told, slots)
    _hand_over(told, slots)
    _close(told, slots)
    agreed = told.is_open & (told.courses.people.number % 2 == 1)
    slots[told.last_told[agreed], _MOST_AT_ONCE - 1] = Kind.AGREED
    return slots


def _come_in(told: Told, slots: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> None:
    first, again = told.registered[told.is_first], told.registered[~told.is_first]
    slots[first[:, None], np.arange(7)] = (
        Kind.REGISTERED, Kind.RIGHT, Kind.OPENED, Kind.JOINED, Kind.REGIE, Kind.CHAIN, Kind.OCCUPATION,
    )  # fmt: skip
    slots[again, 0] = np.where(told.numbered[0][~told.is_first], Kind.NUMBER, 0)
    slots[again[:, None], np.arange(1, 6)] = (
        Kind.RIGHT, Kind.REOPENED, Kind.JOINED, Kind.REGIE, Kind.CHAIN,
    )  # fmt: skip


def _serve(told: Told, slots: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> None:
    """A service at a provider is a trajectory; the own one is told as a contact."""
    for step, kind in ((Step.STARTED, Kind.STARTED), (Step.FINISHED, Kind.FINISHED)):
        which = np.flatnonzero(told.is_told & (told.events.step == step))
        slots[which, 0] = np.where(told.is_trajectory[told.events.spell[which]], kind, Kind.CONTACT)


def _hand_over(told: Told, slots: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> None:
    sent = told.sent[told.sent < told.never]
    slots[sent[:, None], np.arange(2)] = (Kind.TEAM_JOINED, Kind.SENT)
    is_taken_up = told.taken_up < told.never
    taken_up = told.taken_up[is_taken_up]
    slots[taken_up[:, None], np.arange(7)] = (
        Kind.TAKEN_UP, Kind.TAKER_JOINED, Kind.TAKER_REGIE, Kind.TEAM_LEFT, Kind.TAKER_CHAIN,
        Kind.SENDER_LEFT, Kind.NEXT_RIGHT,
    )  # fmt: skip
    slots[taken_up, 7] = np.where(told.numbered[1][is_taken_up], Kind.NEXT_NUMBER, 0)


def _close(told: Told, slots: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> None:
    """What runs is ended first, and the dossier rests."""
    which = np.flatnonzero(told.is_told & np.isin(told.events.step, ENDINGS))
    spell = told.events.spell[which]
    is_under_way = (told.sent[spell] < told.never) & (told.taken_up[spell] == told.never)
    runs = told.is_trajectory[spell] & (told.finished[spell] == told.never)
    slots[which, 0] = np.where(told.right_ends[spell], Kind.RIGHT_ENDED, 0)
    slots[which, 1] = np.where(is_under_way, Kind.WITHDRAWN, 0)
    slots[which, 2] = np.where(is_under_way, Kind.TEAM_LET_GO, 0)
    slots[which, 3] = np.where(runs, Kind.STOPPED, 0)
    slots[which, 4] = Kind.RESTED


class Counting:
    """How many entries there would be, gathered portion by portion, to find the room for as many as asked."""

    def __init__(self) -> None:
        self._chances: dict[int, list[Floats]] = {level: [] for level in Level}

    def add(self, entries: Entries) -> None:
        """Take in a portion."""
        for level, chances in self._chances.items():
            chances.append(entries.chance[entries.level == level])

    @property
    def all_of_them(self) -> int:
        """As many as the acts would write."""
        return sum(self.count(level) for level in Level)

    def count(self, level: int) -> int:
        """How many there are of a level."""
        return sum(map(len, self._chances[level]))

    def room(self, entries: int) -> Room:
        """The room for exactly so many, at most all of them.

        Each dossier keeps the entry that opened it. With room for all that is no talk, talks alone are left
        out; otherwise an act is told by the entry that names it, and what else it wrote comes last.
        """
        silent = self.all_of_them - self.count(Level.TALK)
        order = list(Level)
        if entries >= silent:
            order = [Level.FIRST, Level.TURN, Level.MEETING, Level.REST, Level.TALK]
        whole: set[int] = set()
        for level in order:
            if entries < self.count(level):
                return Room(frozenset(whole), level, self._chance_of(level, entries))
            entries -= self.count(level)
            whole.add(level)
        return Room(frozenset(whole), order[-1], 0.0)

    def _chance_of(self, level: int, count: int) -> float:
        """The chance that so many of a level are at or below."""
        if count == 0:
            return 0.0
        return float(np.partition(np.concatenate(self._chances[level]), count - 1)[count - 1])
