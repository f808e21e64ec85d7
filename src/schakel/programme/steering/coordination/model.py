"""What the coordination model is made of: tasks, relations, tables with periods, and what a text says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Relation = Literal["parallel", "preceding", "following", "reciprocal"]
Dependency = Literal["parallel", "sequential", "reciprocal"]
Origin = Literal["source", "ours", "own"]
Level = Literal["both", "process", "little", "none"]
TextKind = Literal["expected", "observed"]

RELATIONS = ("parallel", "preceding", "following", "reciprocal")
ORIGINS = ("source", "ours", "own")
LEVELS = ("both", "process", "little", "none")
TEXT_KINDS = ("expected", "observed")
EVERY_GROUP = "all"
DEPENDENCIES: Mapping[Relation, Dependency] = {
    "parallel": "parallel",
    "preceding": "sequential",
    "following": "sequential",
    "reciprocal": "reciprocal",
}
RANK: Mapping[Dependency, int] = {"parallel": 1, "sequential": 2, "reciprocal": 3}
"""The need for coordination grows with the dependency (Arentsen 1991, requirement R239)."""


class Pair(NamedTuple):
    """Two tasks: the one of the row and the one of the column."""

    row: str
    column: str


class Needs(NamedTuple):
    """Which kinds of coordination: on the nature of the result (product), on how it comes about (process)."""

    product: bool
    process: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A term in both languages."""

    dutch: str
    english: str


@dataclass(frozen=True, slots=True)
class Party:
    """Whose tasks these are, by the name of a period; end is exclusive."""

    id: str
    name: Word
    start: date
    end: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in this name's period."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that tables and files may use: tasks, distance groups, mechanisms and parties."""

    tasks: Mapping[str, Word]
    groups: Mapping[str, Word]
    mechanisms: Mapping[str, Word]
    parties: tuple[Party, ...]

    def party_on(self, id_: str, day: date) -> Word | None:
        """How a party was called on that day: assistance was the WWB before 2015."""
        return next((party.name for party in self.parties if party.id == id_ and party.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Side:
    """The tasks at one side of a table, in order, and whose they are (empty: not told apart)."""

    party: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """The cells of a table over a period and for a distance group; end is exclusive.

    The version for every group is whole; one for a single group holds only the cells that differ from it.
    """

    group: str
    start: date
    end: date | None
    origin: Origin
    source: str
    note: Word
    cells: Mapping[Pair, Relation]
    line: int

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in this version's period."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Text:
    """What a text itself expects, or saw, for some tasks (empty: all) and one group."""

    kind: TextKind
    group: str
    tasks: tuple[str, ...]
    level: Level
    words: Word
    source: str
    conflict: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation in which tasks meet, with its tables over time.

    Without columns the tasks of the rows meet each other, and no task meets itself.
    """

    id: str
    name: Word
    mechanism: str
    rows: Side
    columns: Side | None
    versions: tuple[Version, ...]
    texts: tuple[Text, ...]

    @property
    def is_one_sided(self) -> bool:
        """Whether the cells (a, b) and (b, a) are about the same two tasks."""
        return self.columns is None

    def other_side(self) -> Side:
        """The tasks of the columns."""
        return self.columns or self.rows

    def order(self) -> Iterator[Pair]:
        """All places of the table, row by row."""
        for row in self.rows.tasks:
            for column in self.other_side().tasks:
                if row != column or not self.is_one_sided:
                    yield Pair(row, column)

    def reverse_of(self, pair: Pair) -> Pair | None:
        """The cell with row and column exchanged, where the table has such a place."""
        other = Pair(pair.column, pair.row)
        is_there = other.row in self.rows.tasks and other.column in self.other_side().tasks
        return other if is_there else None

    def version_on(self, group: str, day: date) -> Version | None:
        """The version for exactly this group on that day."""
        return next((v for v in self.versions if v.group == group and v.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a table, with where it comes from."""

    relation: Relation
    origin: Origin
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """The relations of one situation that hold for a group on a day."""

    situation: Situation
    group: str
    on: date
    versions: tuple[Version, ...]
    cells: Mapping[Pair, Cell]


@dataclass(frozen=True, slots=True)
class Tables:
    """Every situation with its tables, and the words they use; digest is the SHA-256 of the whole content."""

    terms: Terms
    situations: Mapping[str, Situation]
    digest: str
