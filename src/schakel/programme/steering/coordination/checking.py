"""What a table must be beyond readable: one at a time, no circle, the source's name for its cells only."""

from __future__ import annotations

from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from itertools import combinations

from schakel.ground.norms.engine.entries import Entry
from schakel.ground.norms.engine.model import Place
from schakel.programme.steering.coordination.deriving import requirements, table_on
from schakel.programme.steering.coordination.model import EVERY_GROUP, Situation, Table, Version


def check(situation: Situation, top: Entry, built_in: Situation | None, *, is_own: bool) -> None:
    """Note what is wrong with a situation as a whole; built_in is the product's own of the same name."""
    if not any(version.group == EVERY_GROUP for version in situation.versions):
        top.wrong("er is geen tabel voor alle groepen")
    _check_periods(situation, top)
    _check_circles(situation, top)
    if is_own:
        _check_origins(situation, top, built_in)


def _wrong(top: Entry, version: Version, reason: str) -> None:
    top.problems.add(Place(top.file, version.line), reason)


def _check_periods(situation: Situation, top: Entry) -> None:
    for one, other in combinations(situation.versions, 2):
        later = max(one, other, key=lambda version: version.start)
        if one.group == other.group and one.holds_on(later.start) and other.holds_on(later.start):
            _wrong(top, later, f"twee tabellen voor {one.group} gelden op {later.start}")


def _check_circles(situation: Situation, top: Entry) -> None:
    """On each day that something changes: tasks may not each wait for the other."""
    told = set[frozenset[str]]()
    days = sorted({version.start for version in situation.versions})
    for group in dict.fromkeys(version.group for version in situation.versions):
        for day in days:
            table = table_on(situation, group, day)
            circle = _circle(table) if table is not None else ()
            if table is None or not circle or frozenset(circle) in told:
                continue
            told.add(frozenset(circle))
            _wrong(top, table.versions[-1], f"de volgorde loopt in een kring ({' → '.join(circle)})")


def _circle(table: Table) -> tuple[str, ...]:
    """The tasks of a circle, in order and closed; empty when there is none."""
    before: dict[str, set[str]] = defaultdict(set)
    for first, then in _orders(table):
        before[then].add(first)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def _orders(table: Table) -> list[tuple[str, str]]:
    """Which task comes before which. What two tasks do back and forth is no order."""
    is_one_sided = table.situation.is_one_sided
    orders = []
    for each in requirements(table):
        row, column = each.pair if is_one_sided else (f"{each.pair.row} (rij)", f"{each.pair.column} (kolom)")
        if is_one_sided and each.dependency != "sequential":
            continue
        if each.relation == "preceding":
            orders.append((row, column))
        if each.relation == "following":
            orders.append((column, row))
    return orders


def _check_origins(situation: Situation, top: Entry, built_in: Situation | None) -> None:
    """Only cells that are still the product's may go by the name of the source, or of ours."""
    known = [] if built_in is None else [(v.group, v.origin, v.cells) for v in built_in.versions]
    for version in situation.versions:
        if version.origin != "own" and (version.group, version.origin, version.cells) not in known:
            _wrong(
                top, version, f"deze cellen zijn gewijzigd en dus niet {version.origin}; zet origin op own"
            )
