"""What sites say of the coordination between two tasks: required, agreed or practised, over a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from schakel.programme.steering.coordination.model import EVERY_GROUP, Pair, Situation, Tables, Word
from schakel.programme.steering.coordination.reading import RowError, Rows, day, filled, known, read_rows

COLUMNS = ("situation", "row", "column", "product", "process")
OPTIONAL = ("site", "group", "from", "to", "note")
EVERY_SITE = ""


class Known(NamedTuple):
    """Whether there is coordination on product and process; None is not known."""

    product: bool | None
    process: bool | None


ABSENT, NOT_TOLD = Known(False, False), Known(None, None)


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a file; end is exclusive, a site or group may be every."""

    file: str
    line: int
    site: str
    situation: str
    group: str
    pair: Pair
    said: Known
    start: date
    end: date

    def holds_on(self, on: date) -> bool:
        """Whether the day lies in the period of this line."""
        return self.start <= on < self.end


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Lines of one file that say yes and no of the same; it counts as not known."""

    file: str
    lines: tuple[int, ...]
    kind: str


def read_statements(
    path: Path, tables: Tables, *, needs_site: bool = True, must_be_known: bool = False
) -> tuple[list[Statement], Rows]:
    """The statements of a file, and how its lines fared. Raises InvalidError if the file can't be read.

    needs_site: a line without a site is refused (else it is for every site). must_be_known: so is a line that
    leaves product or process open.
    """
    rows = read_rows(path, (*COLUMNS, "site") if needs_site else COLUMNS, OPTIONAL)
    reader = _Reader(tables, needs_site=needs_site, must_be_known=must_be_known)
    return rows.each(reader.statement), rows


class Names:
    """Codes by themselves and by their Dutch and English words; kind says in Dutch what they name."""

    def __init__(self, words: Mapping[str, Word], kind: str) -> None:
        self.kind = kind
        self.codes = {
            name.casefold(): code for code, word in words.items() for name in (word.english, word.dutch, code)
        }

    def code(self, text: str) -> str:
        """The code that is meant. Raises RowError."""
        asked = text.casefold()
        if asked in self.codes:
            return self.codes[asked]
        near = get_close_matches(asked, self.codes, n=1)
        raise RowError(f"{text[:40]} is hier geen {self.kind}" + (f"; bedoelt u {near[0]}?" if near else ""))


class _Reader:
    def __init__(self, tables: Tables, *, needs_site: bool, must_be_known: bool) -> None:
        self.tables, self.needs_site, self.must_be_known = tables, needs_site, must_be_known
        self.groups = Names(tables.terms.groups, "groep")
        self.situations = Names({s.id: s.name for s in tables.situations.values()}, "situatie")
        self.sides = {s.id: self._sides(s) for s in tables.situations.values()}

    def _sides(self, situation: Situation) -> tuple[Names, Names]:
        words = self.tables.terms.tasks
        rows, columns = situation.rows.tasks, situation.other_side().tasks
        return Names({t: words[t] for t in rows}, "taak"), Names({t: words[t] for t in columns}, "taak")

    def statement(self, file: str, line: int, values: Mapping[str, str]) -> Statement:
        """One line. Raises RowError."""
        situation = self.situations.code(filled(values, "situation"))
        group = self.groups.code(values["group"]) if values["group"] else EVERY_GROUP
        said = Known(known(values, "product"), known(values, "process"))
        if self.must_be_known and None in said:
            raise RowError("product en process moeten hier ja of nee zijn")
        start, end = day(values, "from") or date.min, day(values, "to") or date.max
        if end <= start:
            raise RowError("de einddag (to) ligt niet na de eerste dag (from)")
        site = filled(values, "site") if self.needs_site else values["site"]
        return Statement(file, line, site, situation, group, self._pair(situation, values), said, start, end)

    def _pair(self, id_: str, values: Mapping[str, str]) -> Pair:
        rows, columns = self.sides[id_]
        pair = Pair(rows.code(filled(values, "row")), columns.code(filled(values, "column")))
        situation = self.tables.situations[id_]
        if situation.is_one_sided and pair.row == pair.column:
            raise RowError(f"{pair.row} heeft geen relatie met zichzelf")
        return first_of(situation, pair)


def first_of(situation: Situation, pair: Pair) -> Pair:
    """The same two tasks in the order of the table, where the order says nothing."""
    tasks = situation.rows.tasks
    if situation.is_one_sided and tasks.index(pair.row) > tasks.index(pair.column):
        return Pair(pair.column, pair.row)
    return pair


def merged(statements: Iterable[Statement]) -> tuple[dict[Pair, Known], list[Contradiction]]:
    """What lines say together, by pair: one line may tell of the product, another of the process."""
    by_pair: dict[Pair, list[Statement]] = {}
    for each in statements:
        by_pair.setdefault(each.pair, []).append(each)
    contradictions: list[Contradiction] = []
    told = {pair: _together(lines, contradictions) for pair, lines in by_pair.items()}
    return told, contradictions


def _together(lines: list[Statement], contradictions: list[Contradiction]) -> Known:
    answers = []
    for kind in Known._fields:
        speaking = [line for line in lines if getattr(line.said, kind) is not None]
        said = {getattr(line.said, kind) for line in speaking}
        if len(said) > 1:
            numbers = tuple(line.line for line in speaking)
            contradictions.append(Contradiction(speaking[0].file, numbers, kind))
        answers.append(said.pop() if len(said) == 1 else None)
    return Known(*answers)
