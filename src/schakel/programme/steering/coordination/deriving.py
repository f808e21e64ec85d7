"""From relations to the coordination that they ask for at least, and beside it what a text itself says.

The rule is Arentsen's (1991), as in Hoogtanders and De Graaf-Zijl (2011, section 2.4; requirement R239):
parallel tasks need coordination of the product, sequential ones of the process, reciprocal ones of both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schakel.programme.steering.coordination.model import (
    DEPENDENCIES,
    EVERY_GROUP,
    RANK,
    Cell,
    Dependency,
    Level,
    Needs,
    Origin,
    Pair,
    Relation,
    Situation,
    Table,
    Text,
    Word,
)

DecidedBy = Literal["relation", "reverse", "both"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one cell and its reverse ask for at least.

    relation and reverse are the two cells as they stand; the strongest decides. alone is what the cell would
    ask for without its reverse. Between two benefits the reverse is about the same two tasks, but with the
    tasks exchanged between the benefits.
    """

    pair: Pair
    relation: Relation
    reverse: Relation | None
    dependency: Dependency
    decided_by: DecidedBy
    needs: Needs
    alone: Needs
    origin: Origin
    source: str


def needs_of(dependency: Dependency) -> Needs:
    """The least coordination that a dependency asks for."""
    return Needs(product=dependency != "sequential", process=dependency != "parallel")


def table_on(situation: Situation, group: str, day: date) -> Table | None:
    """The table of a group on a day: that for every group, with the group's own cells laid over it.

    None when no version for every group holds on that day.
    """
    base = situation.version_on(EVERY_GROUP, day)
    if base is None:
        return None
    own = situation.version_on(group, day) if group != EVERY_GROUP else None
    versions = (base,) if own is None else (base, own)
    cells = {
        pair: Cell(relation, version.origin, version.source)
        for version in versions
        for pair, relation in version.cells.items()
    }
    ordered = {pair: cells[pair] for pair in situation.order() if pair in cells}
    return Table(situation, group, day, versions, ordered)


def requirements(table: Table) -> list[Requirement]:
    """One for each filled cell, in the order of the table (requirement R238)."""
    return [_requirement(table, pair, cell) for pair, cell in table.cells.items()]


def _requirement(table: Table, pair: Pair, cell: Cell) -> Requirement:
    place = table.situation.reverse_of(pair)
    reverse = None if place is None else table.cells.get(place)
    own = DEPENDENCIES[cell.relation]
    other = own if reverse is None else DEPENDENCIES[reverse.relation]
    strongest = max(own, other, key=RANK.__getitem__)
    return Requirement(
        pair,
        cell.relation,
        None if reverse is None else reverse.relation,
        strongest,
        _decided_by(own, other, has_reverse=reverse is not None),
        needs_of(strongest),
        needs_of(own),
        cell.origin,
        cell.source,
    )


def _decided_by(own: Dependency, other: Dependency, *, has_reverse: bool) -> DecidedBy:
    if not has_reverse or RANK[own] > RANK[other]:
        return "relation"
    return "both" if own == other else "reverse"


def distinct(situation: Situation, required: list[Requirement]) -> list[Requirement]:
    """Each two tasks once: where both cells are about the same two tasks, only the first of them."""
    if not situation.is_one_sided:
        return required
    first: dict[frozenset[str], Requirement] = {}
    for each in required:
        first.setdefault(frozenset(each.pair), each)
    return list(first.values())


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a text says beside what the table asks for, by pair.

    silent are pairs that need coordination by the table and that an expectation doesn't name.
    """

    text: Text
    agrees: tuple[Pair, ...]
    differs: tuple[Pair, ...]
    silent: tuple[Pair, ...]


def compare(text: Text, required: list[Requirement]) -> Comparison:
    """Hold a text against the requirements. A text that names tasks is about those tasks among each other."""
    said = [each for each in required if not text.tasks or set(each.pair) <= set(text.tasks)]
    named = {each.pair for each in said}
    is_silent = text.kind == "expected"
    return Comparison(
        text,
        tuple(each.pair for each in said if each.needs == _needs_at(text.level)),
        tuple(each.pair for each in said if each.needs != _needs_at(text.level)),
        tuple(each.pair for each in required if is_silent and each.pair not in named),
    )


def _needs_at(level: Level) -> Needs:
    """Little coordination is less than any relation asks for, so it is held to be none."""
    return Needs(product=level == "both", process=level in {"both", "process"})


def texts_for(table: Table) -> list[Text]:
    """What texts say of every group, and of this one."""
    return [text for text in table.situation.texts if text.group in {EVERY_GROUP, table.group}]


def no_table(situation: Situation, on: date) -> Word:
    """Why there is no answer."""
    return Word(
        f"Op {on} geldt er geen tabel voor {situation.name.dutch}.",
        f"On {on} there is no table for {situation.name.english}.",
    )
