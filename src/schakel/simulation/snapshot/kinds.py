"""What an entry of a snapshot says: each kind with its verb, and which are told first when there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from schakel.ground.access.types import Purpose
from schakel.ground.journal.verbs import Verb, verb_named


class Kind(IntEnum):
    """The entries that the acts of `living` write, one kind for each that says something of its own."""

    REGISTERED = 1
    RIGHT = 2
    OPENED = 3
    JOINED = 4
    REGIE = 5
    CHAIN = 6
    OCCUPATION = 7
    NUMBER = 8
    REOPENED = 9
    CONTACT = 10
    STARTED = 11
    FINISHED = 12
    TEAM_JOINED = 13
    SENT = 14
    TAKEN_UP = 15
    TAKER_JOINED = 16
    TAKER_REGIE = 17
    TEAM_LEFT = 18
    TAKER_CHAIN = 19
    SENDER_LEFT = 20
    NEXT_RIGHT = 21
    NEXT_NUMBER = 22
    RIGHT_ENDED = 23
    WITHDRAWN = 24
    TEAM_LET_GO = 25
    STOPPED = 26
    RESTED = 27
    AGREED = 28


class Level(IntEnum):
    """What is told before what when there is no room for all."""

    FIRST = 0
    TURN = 1
    MEETING = 2
    TALK = 3
    REST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """How an entry of a kind is headed.

    things are the types of its objects in order; those of client and dossier have the dossier's id. act tells
    apart the acts that belong to one event.
    """

    verb: str
    purpose: Purpose
    things: tuple[str, ...]
    act: int = 0
    level: Level = Level.REST

    @property
    def declared(self) -> Verb:
        """The verb as its room registered it; a snapshot writes version 1."""
        return verb_named(self.verb, 1)


_BOTH, _DOSSIER, _CLIENT = ("dossier", "client"), ("dossier",), ("client",)
_HANDOVER, _TRAJECTORY = ("dossier", "handover"), ("dossier", "trajectory")
_INTAKE, _GUIDANCE = Purpose.INTAKE, Purpose.GUIDANCE

ENTRIES: dict[Kind, Entry] = {
    Kind.REGISTERED: Entry("client.register", _INTAKE, _CLIENT),
    Kind.RIGHT: Entry("entitlement.start", _INTAKE, ("client", "entitlement")),
    Kind.OPENED: Entry("dossier.open", _INTAKE, _BOTH, level=Level.FIRST),
    Kind.JOINED: Entry("participant.join", _INTAKE, _BOTH),
    Kind.REGIE: Entry("regie.take", _INTAKE, _BOTH),
    Kind.CHAIN: Entry("regie.take", _INTAKE, _BOTH),
    Kind.OCCUPATION: Entry("occupation.note", _INTAKE, ("occupation", "client"), 1),
    Kind.NUMBER: Entry("client.change", _INTAKE, _CLIENT),
    Kind.REOPENED: Entry("dossier.reopen", _INTAKE, _BOTH, level=Level.TURN),
    Kind.CONTACT: Entry("contact.record", _GUIDANCE, ("contact", "client"), level=Level.MEETING),
    Kind.STARTED: Entry("trajectory.start", _GUIDANCE, _TRAJECTORY, level=Level.TURN),
    Kind.FINISHED: Entry("trajectory.end", _GUIDANCE, _TRAJECTORY, level=Level.TURN),
    Kind.TEAM_JOINED: Entry("participant.join", _GUIDANCE, _DOSSIER),
    Kind.SENT: Entry("handover.send", _GUIDANCE, _HANDOVER, level=Level.TURN),
    Kind.TAKEN_UP: Entry("handover.take_up", _GUIDANCE, _HANDOVER, level=Level.TURN),
    Kind.TAKER_JOINED: Entry("participant.join", _GUIDANCE, _DOSSIER),
    Kind.TAKER_REGIE: Entry("regie.take", _GUIDANCE, _DOSSIER),
    Kind.TEAM_LEFT: Entry("participant.leave", _GUIDANCE, _DOSSIER),
    Kind.TAKER_CHAIN: Entry("regie.take", _GUIDANCE, _DOSSIER),
    Kind.SENDER_LEFT: Entry("participant.leave", _GUIDANCE, _DOSSIER),
    Kind.NEXT_RIGHT: Entry("entitlement.start", _INTAKE, ("client", "entitlement"), 1),
    Kind.NEXT_NUMBER: Entry("client.change", _INTAKE, _CLIENT, 2),
    Kind.RIGHT_ENDED: Entry("entitlement.end", _INTAKE, ("client", "entitlement")),
    Kind.WITHDRAWN: Entry("handover.withdraw", _GUIDANCE, _HANDOVER, 1),
    Kind.TEAM_LET_GO: Entry("participant.leave", _GUIDANCE, _DOSSIER, 1),
    Kind.STOPPED: Entry("trajectory.end", _GUIDANCE, _TRAJECTORY, 2),
    Kind.RESTED: Entry("dossier.rest", _GUIDANCE, _DOSSIER, 3, Level.TURN),
    Kind.AGREED: Entry("agreement.make", _GUIDANCE, ("agreement", "client"), 4, Level.MEETING),
}
ACTS = 5
"""The acts of one event are numbered below this."""


def levels() -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The level of each kind by its number; talks are told apart from meetings by their event."""
    found = np.full(max(Kind) + 1, int(Level.REST), dtype=np.int64)
    for kind, entry in ENTRIES.items():
        found[kind] = entry.level
    return found


def rows() -> Iterator[tuple[int, str, int, str, str | None, str, int]]:
    """For the stage: number, verb, bit of its section, name of its section, task, purpose, and act."""
    for kind, entry in ENTRIES.items():
        verb = entry.declared
        section = verb.section
        if section is None:
            raise ValueError(f"{entry.verb} has no section of its own")
        task = verb.task.value if verb.task else None
        yield int(kind), verb.name, int(section), section.key, task, entry.purpose.value, entry.act
