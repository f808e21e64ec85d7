"""From YAML to tables: the product's files and an organisation's own, with all that is wrong by line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from schakel.ground.kernel.errors import InvalidError, SchakelError
from schakel.ground.norms.engine.entries import Entry, Problem, Problems, read_mapping
from schakel.programme.steering.coordination.checking import check
from schakel.programme.steering.coordination.model import (
    EVERY_GROUP,
    LEVELS,
    ORIGINS,
    RELATIONS,
    TEXT_KINDS,
    Pair,
    Party,
    Relation,
    Side,
    Situation,
    Tables,
    Terms,
    Text,
    Version,
    Word,
)

FOLDER = Path(__file__).resolve().parents[1] / "tables"
TERMS = "terms.yaml"


class TableError(SchakelError):
    """A table that may not be used; lines name file, line and reason of everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            "De tabel is niet te gebruiken.",
            f"Er is {len(problems)} keer iets mis." if len(problems) > 1 else "Er is iets mis.",
            "Verbeter wat hieronder staat.",
        )
        self.problems = tuple(sorted(problems))
        self.lines = tuple(str(problem) for problem in self.problems)


def load_tables(own: Iterable[Path] = ()) -> Tables:
    """The product's tables; an own file takes the place of the whole situation that it names, or adds one.

    Raises InvalidError where a file can't be opened, TableError with file, line and reason of what is wrong.
    """
    tables, problems = read_tables(own)
    if problems:
        raise TableError(problems)
    return tables


def read_tables(own: Iterable[Path] = ()) -> tuple[Tables, list[Problem]]:
    """The tables as far as they can be read, and everything that is wrong with them. Raises InvalidError."""
    found = built_in()
    terms, situations = found.terms, dict(found.situations)
    contents, problems, taken = [found.digest], Problems(), set[str]()
    for path in own:
        contents.append(_bytes_hash(path))
        terms, situation = _read(path, terms, problems, found.situations)
        if situation is None:
            continue
        if situation.id in taken:
            problems.found.append(
                Problem(path.name, 1, f"{situation.id} staat al in een ander eigen bestand")
            )
        taken.add(situation.id)
        situations[situation.id] = situation
    return Tables(terms, situations, _digest(contents)), problems.found


@lru_cache(maxsize=1)
def built_in() -> Tables:
    """The tables that ship with the product. Raises TableError."""
    problems = Problems()
    top = read_mapping(FOLDER / TERMS, problems)
    terms = Terms({}, {}, {}, ()) if top is None else _all_terms(top)
    paths = sorted(path for path in FOLDER.glob("*.yaml") if path.name != TERMS)
    situations = {}
    for path in paths:
        _terms, situation = _read(path, terms, problems, None)
        if situation is not None:
            situations[situation.id] = situation
    if problems.found:
        raise TableError(problems.found)
    return Tables(terms, situations, _digest([_bytes_hash(path) for path in [FOLDER / TERMS, *paths]]))


def _digest(contents: list[str]) -> str:
    return contents[0] if len(contents) == 1 else hashlib.sha256(" ".join(contents).encode()).hexdigest()


def _bytes_hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise InvalidError(
            f"{path.name} is niet te lezen.",
            "Het bestand is er niet, of u mag het niet lezen.",
            "Controleer de naam van het bestand.",
        ) from None


def _all_terms(top: Entry) -> Terms:
    terms = Terms(
        _words(top, "tasks"),
        _words(top, "groups"),
        _words(top, "mechanisms"),
        tuple(_party(entry) for entry in top.entries("parties")),
    )
    top.finish()
    return terms


def _words(top: Entry, key: str) -> dict[str, Word]:
    entry = top.entry(key)
    if entry is None:
        return {}
    return {
        name: word
        for name in entry.names()
        if (item := entry.entry(name)) is not None and (word := _word(item, is_whole=True))
    }


def _word(entry: Entry, *, is_whole: bool = False) -> Word:
    word = Word(entry.text("dutch"), entry.text("english"))
    if is_whole:
        entry.finish()
    return word


def _party(entry: Entry) -> Party:
    made = Party(
        entry.text("id"), _word(entry), entry.day("from") or _no_day(entry, date.max), entry.day("to")
    )
    entry.finish()
    return made


def _no_day(entry: Entry, instead: date) -> date:
    entry.wrong("de eerste dag (from) ontbreekt")
    return instead


def _read(
    path: Path, terms: Terms, problems: Problems, known: Mapping[str, Situation] | None
) -> tuple[Terms, Situation | None]:
    """One file. known holds the product's situations, to hold an own file against; None for the product's."""
    top = read_mapping(path, problems)
    if top is None:
        return terms, None
    terms = replace(
        terms, tasks={**terms.tasks, **_words(top, "tasks")}, groups={**terms.groups, **_words(top, "groups")}
    )
    before = len(problems.found)
    situation = _SituationReader(terms).situation(top)
    top.finish()
    if len(problems.found) == before:
        check(situation, top, None if known is None else known.get(situation.id), is_own=known is not None)
    return terms, situation


class _SituationReader:
    """Reads a situation in given terms."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def situation(self, top: Entry) -> Situation:
        """The situation of a file, as far as it can be read."""
        rows = self._side(top, "rows")
        columns = self._side(top, "columns") if top.has("columns") else None
        order = Situation("", Word("", ""), "", rows, columns, (), ())
        return replace(
            order,
            id=top.text("situation"),
            name=_word(top),
            mechanism=top.choice("mechanism", self.terms.mechanisms),
            versions=tuple(self._version(entry, order) for entry in top.entries("versions")),
            texts=tuple(self._text(entry, order) for entry in top.entries("texts")),
        )

    def _side(self, top: Entry, key: str) -> Side:
        entry = top.entry(key)
        if entry is None:
            top.wrong(f"{key} ontbreekt")
            return Side("", ())
        tasks = entry.texts("tasks", is_required=True)
        for task in tasks:
            self._known_task(entry, "tasks", task, self.terms.tasks)
        if len(set(tasks)) < len(tasks):
            entry.wrong("een taak staat er twee keer", "tasks")
        party = entry.choice("party", [party.id for party in self.terms.parties], "")
        entry.finish()
        return Side(party, tasks)

    def _known_task(self, entry: Entry, key: str, task: str, tasks: Iterable[str]) -> None:
        if task not in tasks:
            near = get_close_matches(task, tasks, n=1)
            entry.wrong(f"{task} is hier geen taak" + (f"; bedoelt u {near[0]}?" if near else ""), key)

    def _version(self, entry: Entry, order: Situation) -> Version:
        origin: Any = entry.choice("origin", ORIGINS)
        start, end = entry.day("from") or _no_day(entry, date.min), entry.day("to")
        if end is not None and end <= start:
            entry.wrong("de einddag (to) ligt niet na de eerste dag (from)", "to")
        made = Version(
            entry.choice("group", self.terms.groups, EVERY_GROUP),
            start,
            end,
            origin,
            entry.text("source"),
            Word(entry.text("dutch", ""), entry.text("english", "")),
            self._cells(entry, order),
            entry.place.line,
        )
        entry.finish()
        return made

    def _cells(self, entry: Entry, order: Situation) -> dict[Pair, Relation]:
        grid = entry.entry("cells")
        if grid is None:
            entry.wrong("cells ontbreekt")
            return {}
        cells: dict[Pair, Relation] = {}
        for row in grid.names():
            self._known_task(grid, row, row, order.rows.tasks)
            if (line := grid.entry(row)) is not None:
                cells |= self._row(line, row, order)
        if not cells:
            entry.wrong("de tabel is leeg", "cells")
        return cells

    def _row(self, line: Entry, row: str, order: Situation) -> dict[Pair, Relation]:
        cells: dict[Pair, Relation] = {}
        for column in line.names():
            self._known_task(line, column, column, order.other_side().tasks)
            if order.is_one_sided and row == column:
                line.wrong(f"{row} heeft geen relatie met zichzelf", column)
            if line.has(column):
                relation: Any = line.choice(column, RELATIONS)
                cells[Pair(row, column)] = relation
        return cells

    def _text(self, entry: Entry, order: Situation) -> Text:
        tasks = entry.texts("tasks")
        for task in tasks:
            self._known_task(entry, "tasks", task, {*order.rows.tasks, *order.other_side().tasks})
        kind: Any = entry.choice("kind", TEXT_KINDS)
        level: Any = entry.choice("level", LEVELS)
        made = Text(
            kind,
            entry.choice("group", self.terms.groups, EVERY_GROUP),
            tasks,
            level,
            _word(entry),
            entry.text("source"),
            entry.text("conflict", ""),
        )
        entry.finish()
        return made
