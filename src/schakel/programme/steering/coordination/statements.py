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


class _Reader:
    def __init__(self, tables: Tables, *, needs_site: bool, must_be_known: bool) -> None:
        self.tables, self.needs_site, self.must_be_known = tables, needs_site, must_be_known

    def statement(self, file: str, line: int, values: Mapping[str, str]) -> Statement:
        """One line. Raises RowError."""
        situation = self.tables.situations[
            named(filled(values, "situation"), _situation_words(self.tables), "situatie")
        ]
        group = values["group"] and named(values["group"], self.tables.terms.groups, "groep")
        said = Known(known(values, "product"), known(values, "process"))
        if self.must_be_known and None in said:
            raise RowError("product en process moeten hier ja of nee zijn")
        start, end = day(values, "from") or date.min, day(values, "to") or date.max
        if end <= start:
            raise RowError("de einddag (to) ligt niet na de eerste dag (from)")
        site = filled(values, "site") if self.needs_site else values["site"]
        pair = self._pair(situation, values)
        return Statement(file, line, site, situation.id, group or EVERY_GROUP, pair, said, start, end)

    def _pair(self, situation: Situation, values: Mapping[str, str]) -> Pair:
        words = self.tables.terms.tasks
        rows = {task: words[task] for task in situation.rows.tasks}
        columns = {task: words[task] for task in situation.other_side().tasks}
        pair = Pair(
            named(filled(values, "row"), rows, "taak"), named(filled(values, "column"), columns, "taak")
        )
        if situation.is_one_sided and pair.row == pair.column:
            raise RowError(f"{pair.row} heeft geen relatie met zichzelf")
        return first_of(situation, pair)


def first_of(situation: Situation, pair: Pair) -> Pair:
    """The same two tasks in the order of the table, where the order says nothing."""
    tasks = situation.rows.tasks
    if situation.is_one_sided and tasks.index(pair.row) > tasks.index(pair.column):
        return Pair(pair.column, pair.row)
    return pair


def _situation_words(tables: Tables) -> dict[str, Word]:
    return {situation.id: situation.name for situation in tables.situations.values()}


def named(text: str, words: Mapping[str, Word], kind: str) -> str:
    """The code that is meant by a code or by its Dutch or English words. Raises RowError."""
    asked = text.casefold()
    by_word = {name: code for code, word in words.items() for name in _names(code, word)}
    if asked in by_word:
        return by_word[asked]
    near = get_close_matches(asked, by_word, n=1)
    raise RowError(f"{text[:40]} is hier geen {kind}" + (f"; bedoelt u {near[0]}?" if near else ""))


def _names(code: str, word: Word) -> tuple[str, ...]:
    return code, word.dutch.casefold(), word.english.casefold()


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
