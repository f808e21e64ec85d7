"""What is told of one person: by whom, since when it is known, and where two sources contradict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.engine.model import REGIMES, Register
from schakel.ground.norms.engine.norm_entries import is_of_kind, kind_words


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as somebody told it; value None is an event known not to have happened.

    known_at is the day since which it is known to us; None is always.
    """

    name: str
    value: Any
    source: str = ""
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class FactSet:
    """The facts to judge by: values leaves out what is contradicted; regimes None is not told."""

    values: Mapping[str, Any]
    regimes: frozenset[str] | None = None
    contradicted: frozenset[str] = frozenset()
    statements: tuple[Statement, ...] = ()


def gather(statements: Iterable[Statement], register: Register, *, known_at: date | None = None) -> FactSet:
    """The facts of statements as they were known on a day (None: all).

    Two sources with two values contradict each other: the fact then counts as not known. One source that
    tells something new replaces what it told before. Raises InvalidError with a sentence per wrong name.
    """
    told = tuple(statements)
    _check(told, register)
    known = [s for s in told if known_at is None or s.known_at is None or s.known_at <= known_at]
    values: dict[str, list[Any]] = {}
    for statement in _latest(known):
        values.setdefault(statement.name, []).append(statement.value)
    agreed = {name: found[0] for name, found in values.items() if all(v == found[0] for v in found)}
    regimes = agreed.pop(REGIMES, None)
    contradicted = frozenset(values.keys() - agreed.keys() - {REGIMES}) | _doubtful_regimes(values)
    return FactSet(agreed, None if regimes is None else frozenset(regimes), contradicted, tuple(known))


def _doubtful_regimes(values: Mapping[str, list[Any]]) -> frozenset[str]:
    found = values.get(REGIMES, [])
    return frozenset({REGIMES}) if any(value != found[0] for value in found) else frozenset()


def _latest(statements: Iterable[Statement]) -> Iterable[Statement]:
    """Of one dated source only the newest; sources without a day all count."""
    newest: dict[tuple[str, str], Statement] = {}
    rest = []
    for statement in statements:
        if statement.known_at is None or not statement.source:
            rest.append(statement)
            continue
        key = (statement.name, statement.source)
        before = newest.get(key)
        if before is None or before.known_at is None or before.known_at <= statement.known_at:
            newest[key] = statement
    return [*rest, *newest.values()]


def _check(statements: Iterable[Statement], register: Register) -> None:
    wrong = {s.name: reason for s in statements if (reason := _why_wrong(s, register))}
    if wrong:
        raise InvalidError(
            "De gegevens kloppen niet.",
            " ".join(wrong.values()),
            "Gebruik de namen en soorten van het gegevenswoordenboek van het register.",
            fields=wrong,
        )


def _why_wrong(statement: Statement, register: Register) -> str:
    name, value = statement.name, statement.value
    if name == REGIMES:
        return _why_wrong_regimes(value, register)
    fact = register.facts.get(name)
    if fact is None:
        return f"{name} is geen bekend gegeven."
    return "" if is_of_kind(fact, value) else f"{name} moet {kind_words(fact)} zijn."


def _why_wrong_regimes(value: Any, register: Register) -> str:
    codes = ", ".join(register.terms.regimes)
    if not isinstance(value, frozenset):
        return f"{REGIMES} moet een lijst zijn met codes uit: {codes}."
    unknown = sorted(value - register.terms.regimes.keys())
    return f"{REGIMES} kent geen {', '.join(unknown)}; wel: {codes}." if unknown else ""
