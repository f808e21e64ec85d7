"""What is said of the journal after reading it again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the journal is not what was written: its stream, its entry and what is wrong."""

    stream: str
    sequence: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read and whether it holds; entries are counted once in each stream they are linked to."""

    streams: int
    dossiers: int
    entries: int
    erased: int
    seals: int
    ok: bool
    first_broken: Broken | None
